import { contentKeys } from "./content.ts";
import type { Draft } from "./draft.ts";
import { type Occurrence, valueAt } from "./occurrence.ts";
import type { Token } from "./tokens.ts";
import { conceptsOf, isCommon } from "./vectors.ts";

/** A word that more than this share of occurrences use is part of the request, not a value. */
const USUAL = 0.34;

type Run = Readonly<{ from: number; to: number; before: string; after: string; value: string; titled: boolean }>;

/** Bare words that vary: runs of words few occurrences use, in a frame that other values stand in as well ("weather in ..."). */
export function framedWords(occurrences: readonly Occurrence[], core: readonly string[], masks: readonly Draft[]): readonly Draft[] {
  const usual = usualKeys(occurrences);
  const runs = occurrences.map((occurrence, at) =>
    runsOf(
      occurrence,
      usual,
      core,
      masks.map((draft) => draft.places[at] ?? null),
    ),
  );
  const frames = framesOf(runs);
  const framed = runs.map((list) => list.filter((run) => [run.before, run.after].some((frame) => (frames.get(frame)?.size ?? 0) > 1)));
  const having = framed.filter((list) => list.length > 0);
  if (having.length < Math.max(2, 0.5 * occurrences.length)) return [];
  const single = having.filter((list) => list.length === 1).length >= 0.75 * having.length;
  // Where most values stand in a frame of their own, the one odd word of another wording ("forecast for Berlin") is a value too.
  const lists = single ? [framed.map((list, at) => list[0] ?? onlyOne(runs[at] ?? []))] : byFrame(framed, frames, occurrences.length);
  return lists.map((list) => {
    const places = list.map((run) => (run === undefined ? null : ([run.from, run.to] as const)));
    const long = list.filter((run) => run !== undefined && run.to > run.from).length;
    const quoted = list.some((run, at) => run !== undefined && occurrences[at]?.tokens[run.from]?.kind === "mask");
    return {
      type: quoted ? ("quoted" as const) : long * 2 > list.filter((run) => run !== undefined).length ? ("phrase" as const) : ("word" as const),
      places: [...places],
    };
  });
}

function usualKeys(occurrences: readonly Occurrence[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { tokens } of occurrences) for (const key of new Set(tokens.map((token) => token.key))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= Math.max(2, USUAL * occurrences.length)).map(([key]) => key));
}

function runsOf(
  occurrence: Occurrence,
  usual: ReadonlySet<string>,
  core: readonly string[],
  taken: readonly (readonly [number, number] | null)[],
): readonly Run[] {
  const keys = contentKeys(occurrence.tokens);
  const concepts = conceptsOf(occurrence.tokens);
  const open = occurrence.tokens.map((token, at) => {
    if (token.kind === "mask") return token.type === "quoted" && !taken.some((place) => place?.[0] === at);
    const key = keys[at] ?? null;
    const titled = /^\p{Lu}\p{Ll}/u.test(token.text) && at > 0;
    return !usual.has(token.key) && !isCommon(token.key) && (key === null || !core.includes(key)) && (concepts[at] === null || titled);
  });
  const runs: Run[] = [];
  for (let at = 0; at < open.length; at++) {
    if (open[at] !== true) continue;
    let to = at;
    // "NVDA trading" is a name and a word about it.
    const titled = isTitled(occurrence.tokens[at]);
    // What a request begins with, right before a value, is what to do with it.
    if (at === 0 && occurrence.tokens[1]?.kind === "mask") continue;
    while (open[to + 1] === true && to - at < 5 && isTitled(occurrence.tokens[to + 1]) === titled) to++;
    runs.push({
      from: at,
      to,
      before: `< ${occurrence.tokens[at - 1]?.key ?? "^"}`,
      after: `> ${occurrence.tokens[to + 1]?.key ?? "$"}`,
      value: valueAt([at, to], occurrence).toLowerCase(),
      titled,
    });
    at = to;
  }
  return runs;
}

function isTitled(token: Token | undefined): boolean {
  return token !== undefined && /^\p{Lu}/u.test(token.text);
}

function onlyOne(runs: readonly Run[]): Run | undefined {
  const names = runs.filter((run) => run.titled);
  return runs.length === 1 ? runs[0] : names.length === 1 ? names[0] : undefined;
}

/** Neighbouring word -> the values seen beside it. */
function framesOf(runs: readonly (readonly Run[])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const frames = new Map<string, Set<string>>();
  for (const run of runs.flat()) {
    for (const frame of [run.before, run.after]) {
      if (frame === "< ^" || frame === "> $") continue;
      const values = frames.get(frame);
      if (values === undefined) frames.set(frame, new Set([run.value]));
      else values.add(run.value);
    }
  }
  return frames;
}

function byFrame(
  framed: readonly (readonly Run[])[],
  frames: ReadonlyMap<string, ReadonlySet<string>>,
  total: number,
): readonly (readonly (Run | undefined)[])[] {
  const strong = [...frames.keys()].filter(
    (frame) => framed.filter((list) => list.some((run) => run.before === frame || run.after === frame)).length >= 0.5 * total,
  );
  const used = new Set<Run>();
  const lists: (readonly (Run | undefined)[])[] = [];
  for (const frame of strong.sort((p, q) => (frames.get(q)?.size ?? 0) - (frames.get(p)?.size ?? 0) || (p < q ? -1 : 1))) {
    const list = framed.map((runs) => runs.find((run) => !used.has(run) && (run.before === frame || run.after === frame)));
    const found = list.filter((run) => run !== undefined);
    if (found.length < 0.5 * total || new Set(found.map((run) => run.value)).size < 2) continue;
    for (const run of found) used.add(run);
    lists.push(list);
  }
  return lists;
}
