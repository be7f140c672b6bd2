import type { Slot, SlotType } from "#kernel/pattern";
import { contentKeys } from "./content.ts";
import { type Occurrence, valueAt } from "./occurrence.ts";
import { nameSlot } from "./slot-names.ts";
import { withAligned } from "./aligned-values.ts";
import { overUnits, unitAll, withoutUnits } from "./units.ts";
import { holds, workedWords } from "./worked-words.ts";
import { conceptsOf, isCommon } from "./vectors.ts";
import type { Token } from "./tokens.ts";

/** A slot with its value in each occurrence and where that stands in the text (from, to), or null when the occurrence has none. */
export type PlacedSlot = Readonly<{ slot: Slot; found: readonly (Found | null)[] }>;
type Found = Readonly<{ value: string; from: number; to: number }>;

/** Places (first and last token) at which the values of what may become a slot stand in each occurrence. */
export type Draft = Readonly<{ type: SlotType; places: readonly (readonly [number, number] | null)[] }>;

const EXAMPLES = 8;
const MOST_SLOTS = 12;
/** Share of occurrences that must have a value before it is a slot and not a detail of some. */
const PRESENT = 0.45;
/** A word that more than this share of occurrences use is part of the request, not a value. */
const USUAL = 0.34;
/** Share of bare words that calls have to take up before they are values. */
const USED = 0.25;
const REPOSITORY =
  /--repo(?:sitory)?[= ]|(?<![\w-])(?:-r [\w-]+\/|gh (?:pr|issue|repo|run|release) |repos?(?![\w-])|repositor(?:y|ies)|pull requests?|prs?(?![\w-]))|git(?:hub|lab)/i;

/** Occurrences of a pattern and what they share -> its slots: values that vary. A value that never varies stays in the wording. */
export function slotsOf(occurrences: readonly Occurrence[], core: readonly string[]): readonly PlacedSlot[] {
  const masks = maskDrafts(occurrences);
  const worked = workedWords(
    occurrences,
    masks.map((draft) => draft.places),
  );
  const words = worked.length > 0 ? worked : wordDrafts(occurrences, core, masks).filter((draft) => isUsed(draft, occurrences));
  const taken = new Set<string>();
  const placed: PlacedSlot[] = [];
  for (const draft of [...masks, ...words].map((one) => withAligned(one, occurrences))) {
    const found = foundOf(draft, occurrences);
    const examples = countsOf(found);
    if (
      examples.size < (draft.type === "word" && worked.length > 0 ? 2 : draft.type === "word" || draft.type === "phrase" ? 3 : 2) ||
      placed.length >= MOST_SLOTS
    )
      continue;
    const unit = draft.type === "number" ? unitAll(draft.places, occurrences) : null;
    const name = nameSlot({ ...draft, unit }, occurrences, [...examples.keys()], taken);
    taken.add(name);
    const shown = [...examples].sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1)).slice(0, EXAMPLES);
    placed.push({
      slot: {
        name,
        type: draft.type === "path" && isRepository(name, [...examples.keys()], occurrences) ? "id" : draft.type,
        examples: shown.map(([value]) => value),
        distinct: examples.size,
        trusted: true,
      },
      found: unit === null ? found : overUnits(found, draft.places, occurrences),
    });
  }
  return placed;
}

/** `acme/shop` beside pull requests, issues or `--repo` names a repository; nothing lies there in a folder. */
function isRepository(name: string, values: readonly string[], occurrences: readonly Occurrence[]): boolean {
  const hosted = occurrences.filter(({ text, lines }) => REPOSITORY.test(text) || REPOSITORY.test(lines)).length;
  return name.startsWith("repo") && values.every((value) => /^[\w-][\w.-]*\/[\w.-]+$/.test(value)) && hosted * 2 > occurrences.length;
}

/** Bare words that no call of a worked request takes up are turns of phrase, not values. */
function isUsed(draft: Draft, occurrences: readonly Occurrence[]): boolean {
  if (draft.type === "quoted") return true;
  const worked = foundOf(draft, occurrences).flatMap((one, at) => {
    const lines = occurrences[at]?.lines ?? "";
    return one === null || lines === "" ? [] : [holds(lines, one.value.toLowerCase())];
  });
  return worked.length < 0.6 * occurrences.length || worked.filter((one) => one).length >= USED * worked.length;
}

function foundOf(draft: Draft, occurrences: readonly Occurrence[]): readonly (Found | null)[] {
  const all = draft.places.map((place, at): Found | null => {
    const occurrence = occurrences[at];
    const value = place === null || occurrence === undefined ? "" : valueAt(place, occurrence);
    if (place === null || occurrence === undefined || value === "") return null;
    const from = occurrence.tokens[place[0]]?.start ?? 0;
    const to = occurrence.tokens[place[1]]?.end ?? 0;
    const owned = occurrence.tokens[place[1]]?.kind === "word" ? /['’]s$/u.exec(value)?.[0].length : undefined;
    // "Ines's address" is about Ines.
    return owned === undefined ? { value, from, to } : { value: value.slice(0, -owned), from, to: to - owned };
  });
  return draft.type === "number" ? withoutUnits(all) : all;
}

function countsOf(found: readonly (Found | null)[]): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  const seen = new Set<string>();
  for (const one of found) {
    if (one === null) continue;
    const { value } = one;
    if (!seen.has(value.toLowerCase())) {
      seen.add(value.toLowerCase());
      values.set(value, 1);
    } else if (values.has(value)) values.set(value, (values.get(value) ?? 0) + 1);
  }
  return values;
}

/** Masked values: by their type, and by file class or order where an occurrence has several of a type. */
function maskDrafts(occurrences: readonly Occurrence[]): readonly Draft[] {
  const drafts: Draft[] = [];
  const types = [...new Set(occurrences.flatMap(({ tokens }) => tokens.flatMap((token) => (token.kind === "mask" ? [token.type] : []))))].sort();
  for (const type of types) {
    const lists = occurrences.map(({ tokens }) =>
      tokens.flatMap((token, at) => (token.kind === "mask" && token.type === type ? [{ at, sub: token.sub }] : [])),
    );
    if (lists.filter((list) => list.length > 0).length < PRESENT * occurrences.length) continue;
    const several = lists.filter((list) => list.length > 1).length >= PRESENT * occurrences.length;
    const subs = several ? steadySubs(lists) : [];
    if (!several) drafts.push({ type, places: lists.map((list) => (list[0] === undefined ? null : [list[0].at, list[0].at])) });
    else if (subs.length > 1) for (const sub of subs) drafts.push({ type, places: lists.map((list) => placeOf(list.find((one) => one.sub === sub))) });
    else
      for (let nth = 0; nth < 4; nth++)
        if (lists.filter((list) => list.length > nth).length >= PRESENT * occurrences.length)
          drafts.push({ type, places: lists.map((list) => placeOf(list[nth])) });
  }
  return drafts.sort((a, b) => meanStart(a) - meanStart(b));
}

function placeOf(found: Readonly<{ at: number }> | undefined): readonly [number, number] | null {
  return found === undefined ? null : [found.at, found.at];
}

/** Classes of which most occurrences have exactly one (`*.pdf` in, `*.csv` out): order in the sentence then does not matter. */
function steadySubs(lists: readonly (readonly Readonly<{ sub: string }>[])[]): readonly string[] {
  const all = [...new Set(lists.flatMap((list) => list.map((one) => one.sub)))];
  return all.filter((sub) => sub !== "" && lists.filter((list) => list.filter((one) => one.sub === sub).length === 1).length >= 0.6 * lists.length).sort();
}

function meanStart(draft: Draft): number {
  const starts = draft.places.flatMap((place) => (place === null ? [] : [place[0]]));
  return starts.reduce((sum, one) => sum + one, 0) / (starts.length || 1);
}

type Run = Readonly<{ from: number; to: number; before: string; after: string; value: string; titled: boolean }>;

/** Bare words that vary: runs of words few occurrences use, in a frame that other values stand in as well ("weather in ..."). */
function wordDrafts(occurrences: readonly Occurrence[], core: readonly string[], masks: readonly Draft[]): readonly Draft[] {
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
