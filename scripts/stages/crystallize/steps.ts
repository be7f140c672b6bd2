import type { Gene, Step } from "#kernel/gene";
import type { Action, Request } from "#kernel/trace";
import { generalise } from "./generalise.ts";
import type { LineSlots } from "./line-slots.ts";
import type { Seen } from "./seen.ts";
import { mainSequence } from "./sequences.ts";
import { areTwo } from "./verifying.ts";

/** Share of the successful requests in which a step, in its order, has to be seen; the second is tried when the first gives none. */
const SHARES = [0.6, 0.4] as const;
const MOST_STEPS = 20;
const MOST_EVIDENCE = 50;
/** Calls that were gone through again as one course. */
const LONGEST_PASS = 8;
/** Programs and tools that look around: they count as steps, but never make a sequence the better one by themselves. */
const LOOKUP = /^(?:ls|pwd|cat|head|tail|less|which|whoami|file|stat|tree|find|fd|grep|rg|wc|date|echo|read)$/;

/** Successful requests -> the steps that most of them took, in order, with lines generalised. Failed calls are no steps. */
export function stepsOf(successes: readonly Request[], slots: LineSlots): Step[] {
  const keyIn = keysOf(successes);
  const rows = successes.map((request) =>
    collapse(
      request.actions.filter((action) => action.ok !== false),
      (action) => keyIn(action, request),
    ).map((action) => ({ action, request })),
  );
  const sequences = rows.map((row) => row.map(({ action, request }) => keyIn(action, request)));
  const worked = sequences.filter((sequence) => sequence.length > 0).length;
  // Where hardly anybody did more than look something up, looking it up is the work ("count the words of a.md": `wc -w a.md`).
  const onlyLooked = sequences.filter((sequence) => sequence.length > 0 && sequence.every(isLookup)).length >= SHARES[0] * worked;
  for (const share of SHARES) {
    const least = Math.max(2, Math.ceil(share * worked - 1e-9));
    const sequence = mainSequence(sequences, Math.min(least, Math.max(1, worked)), (key) => (isLookup(key) ? 0.2 : 1));
    if (sequence !== null && (onlyLooked || sequence.keys.some((key) => !isLookup(key))))
      return sequence.keys.slice(0, MOST_STEPS).map((key, at) => stepOf(key, at, sequence, rows, sequences, slots));
  }
  return [];
}

/** Key of an action in a sequence: what was done; for plain file tools also to what kind of thing. */
export function keyOf(action: Action): string {
  return action.kind === "run" || action.object === null ? action.verb : `${action.verb}\n${action.object}`;
}

/** Share of requests, however they ended, in which the commonest of the steps was taken. */
export function shareTaking(steps: readonly Step[], requests: readonly Request[]): number {
  const verbs = requests.map(({ actions }) => new Set(actions.map(({ verb }) => verb.slice(0, 200))));
  return Math.max(0, ...steps.map((step) => verbs.filter((here) => here.has(step.verb)).length)) / (requests.length || 1);
}

/**
 * Do the steps teach anything: a program, a word that came back, a value that the person named? That something was written, read or looked up each time, and ever
 * something else, is what agents do. So is looking for what was asked in its own words: a search teaches by the words that it adds.
 */
export function teaches(steps: readonly Step[], slots: Gene["slots"], requests: readonly Request[]): boolean {
  const named = new Set(slots.filter((slot) => slot.trusted).map((slot) => slot.name));
  return steps.some(({ kind, verb, line }) => {
    const rest = line.slice(verb.length);
    if (!SEARCH.test(verb)) {
      if (kind === "run" || kind === "other" || rest.trim() === "") return true;
      if ([...rest.matchAll(SLOT)].some(([, name = ""]) => named.has(name))) return true;
    }
    return comesBack(rest.replace(SLOT, " ").replace(EXTENSION, " "), verb, requests);
  });
}

const SEARCH = /^web_search$/;
/** Share of the calls of a tool that a word has to come back in. */
const CAME_BACK = 1 / 3;

/** Does a word of the line stand in calls of several requests? In a search it is no word where the request said it. */
function comesBack(line: string, verb: string, requests: readonly Request[]): boolean {
  const called = requests
    .map(({ text, actions }) => ({
      text: SEARCH.test(verb) ? text.toLowerCase() : "",
      lines: actions
        .filter((action) => action.verb === verb)
        .map((action) => action.line.slice(verb.length).toLowerCase())
        .join("\n"),
    }))
    .filter(({ lines }) => lines !== "");
  return (line.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).some((word) => {
    const having = called.filter(({ text, lines }) => lines.includes(word) && !text.includes(word)).length;
    return having >= Math.max(2, CAME_BACK * called.length);
  });
}

/** That notes are written to `.md` is no word. */
const EXTENSION = /\.\p{L}\w{0,7}(?=\s|$)/gu;
const SLOT = /\{([a-z][a-z0-9_]*)\}/g;

/**
 * Requests -> the key of an action of one of them. What a file tool is given counts by its kind (`edit *.md`), because that tells steps apart; but where the person
 * names the file and it is ever of another kind, the kind is a part of what varies, and the step is the same.
 */
function keysOf(requests: readonly Request[]): (action: Action, request: Request) => string {
  const kinds = new Map<string, Map<string, number>>();
  for (const request of requests)
    for (const action of request.actions) {
      if (action.kind === "run" || action.object === null || action.ok === false || !isNamed(action, request)) continue;
      const counts = kinds.get(action.verb) ?? new Map<string, number>();
      kinds.set(action.verb, counts.set(action.object, (counts.get(action.object) ?? 0) + 1));
    }
  const varying = new Set([...kinds].filter(([, counts]) => variesIn([...counts.values()])).map(([verb]) => verb));
  return (action, request) => (action.kind !== "run" && varying.has(action.verb) && isNamed(action, request) ? `${action.verb}\nnamed` : keyOf(action));
}

function variesIn(counts: readonly number[]): boolean {
  return Math.max(...counts) < SHARES[0] * counts.reduce((sum, count) => sum + count, 0);
}

/** Does the request say the file's name? */
function isNamed({ verb, line }: Action, { text }: Request): boolean {
  const name =
    line
      .slice(verb.length + 1)
      .split(/[/\\]/)
      .at(-1) ?? "";
  return name !== "" && text.toLowerCase().includes(name.toLowerCase());
}

/** Does a key only look around (`ls`, `cat a.md`)? */
export function isLookup(key: string): boolean {
  return (key.split("\n")[0] ?? "").split(" && ").every((verb) => LOOKUP.test(verb));
}

/** What was only done again, on something else or with more options, is one step, and so is each call of a course that was done again. */
function collapse(actions: readonly Action[], keyIn: (action: Action) => string): readonly Action[] {
  const isDoneAgain = (before: Action, after: Action): boolean => keyIn(before) === keyIn(after) && !areTwo(before, after);
  const once = actions.filter((action, at) => {
    const before = actions[at - 1];
    return before === undefined || !isDoneAgain(before, action);
  });
  return lastPass(once, isDoneAgain);
}

/** A whole course of calls that was at once gone through again ("do it again, but keep a copy") counts the last time only. */
function lastPass(actions: readonly Action[], isDoneAgain: (before: Action, after: Action) => boolean): readonly Action[] {
  const kept: Action[] = [];
  for (const action of actions) {
    kept.push(action);
    for (let length = 2; length <= LONGEST_PASS && 2 * length <= kept.length; length++) {
      const [first, second] = [kept.slice(-2 * length, -length), kept.slice(-length)];
      if (!first.every((one, nth) => isDoneAgain(one, second[nth] ?? one))) continue;
      kept.splice(-2 * length, length);
      break;
    }
  }
  return kept;
}

type Row = readonly Seen[];

function stepOf(
  key: string,
  nth: number,
  sequence: Readonly<{ keys: readonly string[]; support: readonly number[] }>,
  rows: readonly Row[],
  sequences: readonly (readonly string[])[],
  slots: LineSlots,
): Step {
  const matched = sequence.support.map((row) => rows[row]?.[placeOf(sequences[row] ?? [], sequence.keys, nth)]).filter((one) => one !== undefined);
  const times = sequence.keys.slice(0, nth + 1).filter((one) => one === key).length;
  const seen = sequences.filter((one) => one.filter((other) => other === key).length >= times).length;
  const first = matched[0]?.action;
  return {
    tool: first?.tool ?? "",
    kind: first?.kind ?? "other",
    verb: (key.split("\n")[0] ?? key).slice(0, 200),
    line: generalise(matched, slots),
    seen,
    of: rows.length,
    evidence: [...new Set(matched.map(({ request }) => request.id))].sort().slice(0, MOST_EVIDENCE),
  };
}

/** Place of the nth key when a sequence is embedded from the left. */
function placeOf(sequence: readonly string[], keys: readonly string[], nth: number): number {
  let place = -1;
  for (let at = 0; at <= nth; at++) place = sequence.indexOf(keys[at] ?? "", place + 1);
  return place;
}
