import type { Gene, Precondition, Step } from "#kernel/gene";
import type { Action, Request } from "#kernel/trace";
import { foundFiles, programsIn } from "./command-facts.ts";
import { generalise, templateOf } from "./generalise.ts";
import type { LineSlots } from "./line-slots.ts";
import { isLookup } from "./steps.ts";

/** Share of the successes that have to show it, and of the others that must not when only the difference makes it one. */
const SHARE = 0.6;
const ABSENT = 0.5;
/** Requests that have to show it at least, and that have to have gone wrong without it. */
const LEAST = 2;
const MOST = 12;
const MOST_EVIDENCE = 50;

/** Calls that ask for a state by itself: who is signed in, which version, branch, context or host it is. */
const STATE =
  /^(?:git (?:status|branch|rev-parse|remote)|docker (?:info|ps)|systemctl (?:status|is-active)|kubectl config|nvidia-smi|pg_isready|ping|printenv|env|test|\[|which|command|whoami|id|hostname)(?: |$)|(?:^| )(?:auth|login|whoami|status|version|info|current-context|account)(?: |$)/;

type Shown = Readonly<{ action: Action; request: Request }>;
type Input = Readonly<{ requests: readonly Request[]; successes: readonly Request[]; steps: readonly Step[]; slots: LineSlots }>;

/**
 * Requests of one pattern, those that went well, and the steps that were learned -> what held before the work in most of those that went well. Only what a call
 * proved counts: a program that ran, a file or folder that a call found and none of the request had made, a looking call before the work that passed.
 * A plain look around is a state only when it was absent or failed in most of those that went wrong, two at least.
 */
export function preconditionsOf({ requests, successes, steps, slots }: Input): Gene["preconditions"] {
  const well = new Set(successes.map((one) => one.id));
  const wrong = requests.filter((one) => !well.has(one.id) && one.outcome.label !== "unknown" && one.actions.length > 0);
  const all = [
    ...programs(successes, wrong, steps),
    ...grouped(successes, wrong, (request) => filesOf(request, slots)).map((one) => settled("file", one, slots)),
    ...grouped(successes, wrong, (request) => looksOf(request, slots)).flatMap((one) => (isState(one, wrong.length) ? [settled("state", one, slots)] : [])),
  ];
  const rank = { program: 0, file: 1, state: 2 };
  return all
    .filter(({ what }) => what !== "" && !/^\{[a-z0-9_]+\}$/.test(what))
    .sort((a, b) => rank[a.kind] - rank[b.kind] || b.seen - a.seen || (a.what < b.what ? -1 : 1))
    .slice(0, MOST);
}

/** Programs that the learned steps start: in how many successes they ran, and in how many others they were not found. */
function programs(successes: readonly Request[], wrong: readonly Request[], steps: readonly Step[]): readonly Precondition[] {
  const needed = [...new Set(steps.filter(isCommand).flatMap(({ line }) => programsIn(line)))];
  return needed.flatMap((name) => {
    const starts = (action: Action): boolean => isCommand(action) && programsIn(action.line).includes(name);
    const shown = successes.filter((one) => one.actions.some((action) => action.ok === true && starts(action)));
    const missing = wrong.filter((one) => one.actions.some((action) => action.exitCode === 127 && starts(action))).length;
    return isEnough(shown.length, successes.length) ? [counted("program", name, shown, successes.length, missing)] : [];
  });
}

type Group = Readonly<{ shown: readonly Shown[]; of: number; missing: number }>;

/** What single calls show, by what it says with slots blanked: shown in enough of the successes. */
function grouped(successes: readonly Request[], wrong: readonly Request[], showing: (request: Request) => ReadonlyMap<string, Action>): readonly Group[] {
  const groups = new Map<string, Shown[]>();
  for (const request of successes)
    for (const [key, action] of showing(request)) {
      const list = groups.get(key);
      if (list === undefined) groups.set(key, [{ action, request }]);
      else list.push({ action, request });
    }
  const held = wrong.map(showing);
  return [...groups].flatMap(([key, shown]) =>
    isEnough(shown.length, successes.length) ? [{ shown, of: successes.length, missing: held.filter((keys) => !keys.has(key)).length }] : [],
  );
}

/** Files and folders that a call of the request found and that no other call before it had named: what is named first by being found was there. */
function filesOf(request: Request, slots: LineSlots): ReadonlyMap<string, Action> {
  const found = new Map<string, Action>();
  for (const [at, action] of request.actions.entries()) {
    if (action.ok === true)
      for (const path of foundFiles(action)) {
        // the very same call tried again made nothing the first time
        const before = request.actions.slice(0, at).filter(({ line }) => line !== action.line);
        if (before.some(({ line, artifacts }) => line.includes(path) || artifacts.some((one) => one.includes(path)))) continue;
        const named = { ...action, line: path };
        const key = templateOf(named, request, slots).join(" ");
        if (!found.has(key)) found.set(key, named);
      }
  }
  return found;
}

/** Looking calls that passed before anything was done; where nothing else was done, looking was the work. */
function looksOf(request: Request, slots: LineSlots): ReadonlyMap<string, Action> {
  const work = request.actions.findIndex((action) => !isLook(action));
  const looks = request.actions.slice(0, Math.max(0, work)).filter((action) => action.ok === true);
  return new Map(looks.map((action) => [templateOf(action, request, slots).join(" "), action]));
}

function isLook(action: Action): boolean {
  return action.kind !== "write" && (isLookup(action.verb) || STATE.test(action.verb));
}

function isState({ shown, missing }: Group, wrong: number): boolean {
  if (shown.every(({ action }) => action.kind !== "read" && STATE.test(action.verb))) return true;
  return missing >= LEAST && missing >= ABSENT * wrong;
}

function settled(kind: Precondition["kind"], { shown, of, missing }: Group, slots: LineSlots): Precondition {
  return counted(
    kind,
    generalise(shown, slots),
    shown.map(({ request }) => request),
    of,
    missing,
  );
}

function counted(kind: Precondition["kind"], what: string, shown: readonly Request[], of: number, missing: number): Precondition {
  const evidence = [...new Set(shown.map((one) => one.id))].sort().slice(0, MOST_EVIDENCE);
  return { kind, what: what.slice(0, 300).toWellFormed(), seen: shown.length, of, missing, evidence };
}

function isEnough(seen: number, of: number): boolean {
  return seen >= LEAST && seen >= SHARE * of;
}

function isCommand({ kind }: Pick<Action, "kind">): boolean {
  return kind === "run" || kind === "network";
}
