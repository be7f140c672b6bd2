import type { SlotType } from "#kernel/pattern";
import { callPlaces, type CallPlace } from "./call-places.ts";
import type { Occurrence } from "./occurrence.ts";
import { type Draft, meanStart } from "./draft.ts";
import { isCommon } from "./vectors.ts";
import { holdingLines, holds } from "./holds.ts";

type Span = Readonly<{ from: number; to: number; word: string }>;
/** A value that may fill a slot: its words in the request and where the calls take it up. */
type Worked = Span & Readonly<{ places: readonly CallPlace[] }>;

/** Share of occurrences in which a slot has to have a value. */
const PRESENT = 0.5;
/** A word that so many calls hold although their request does not say it belongs to the work, not to the values. */
const FOREIGN = 0.2;
/** A word in nearly all of them is part of what is asked. */
const CONSTANT = 0.8;
/** Values of one kind in one request: "compare billing with search". */
const OF_A_KIND = 3;

/**
 * Words and masked values that the person typed and the calls took up, where other requests have others ("count the rows of table orders":
 * `... FROM orders`): the surest sign of a value, however common the word and however it is worded. What stands at the same places of the calls
 * is one slot (`services/billing`, `services/search`); where the calls have no place in common, all bare words are.
 */
export function workedWords(occurrences: readonly Occurrence[]): readonly Draft[] {
  const able = occurrences.filter((one) => one.lines !== "").length;
  if (able < 3) return [];
  const spans = occurrences.map(spansOf);
  const usage = usageOf(occurrences, spans, able);
  const worked = occurrences.map((one, at) => {
    const words = uniqueWords(spans[at] ?? []).filter(({ word }) => holds(one.lines, word) && !usage(word).foreign);
    const places = callPlaces(
      one.lines,
      words.map(({ word }) => word),
      (word) => !usage(word).constant,
    );
    return words.map((span, nth): Worked => ({ ...span, places: places[nth] ?? [] }));
  });
  const drafts = withoutDoubles(slotsByPlace(worked).flatMap((rows) => draftsOf(rows, able))).map((draft) => ({ ...draft, type: typeOf(draft, occurrences) }));
  if (drafts.some(({ type }) => type === "word" || type === "id")) return drafts.sort((a, b) => meanStart(a) - meanStart(b));
  const words = worked.map((list, at) => list.filter(({ from, word }) => occurrences[at]?.tokens[from]?.kind === "word" && !usage(word).constant));
  return [
    ...drafts,
    ...draftsOf(
      words.map((list) => (list.length === 1 ? list : [])),
      able,
    ),
  ];
}

/** The type of the masks where all values are masks of it; bare words among them make it a name (`main`, `feature/login`). */
function typeOf({ places }: Draft, occurrences: readonly Occurrence[]): SlotType {
  const types = new Set(
    places.flatMap((place, at) => {
      const token = place === null ? undefined : occurrences[at]?.tokens[place[0]];
      return token === undefined ? [] : [token.kind === "mask" ? token.type : ("word" as const)];
    }),
  );
  const [only] = types;
  return only !== undefined && types.size === 1 ? only : "id";
}

/** Values that stand at two places which were not joined make two drafts of one slot: the one that more requests have stays. */
function withoutDoubles(drafts: readonly Draft[]): Draft[] {
  const kept: Draft[] = [];
  const size = ({ places }: Draft): number => places.filter((place) => place !== null).length;
  for (const draft of [...drafts].sort((a, b) => size(b) - size(a)))
    if (!kept.some((other) => draft.places.some((place, at) => place !== null && place[0] === other.places[at]?.[0]))) kept.push(draft);
  return kept;
}

/** `constant`: nearly all requests have it, so it varies at most from place to place. `foreign`: calls hold it although their requests do not say it. */
type Usage = Readonly<{ constant: boolean; foreign: boolean }>;

function usageOf(occurrences: readonly Occurrence[], spans: readonly (readonly Span[])[], able: number): (word: string) => Usage {
  const known = new Map<string, Usage>();
  const holding = holdingLines(occurrences.map(({ lines }) => lines));
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    let foreign = 0;
    let own = 0;
    for (const at of holding(word)) {
      if (spans[at]?.some((span) => span.word === word) === true) own++;
      else foreign++;
    }
    const usage = { constant: own >= CONSTANT * able, foreign: foreign > FOREIGN * able };
    known.set(word, usage);
    return usage;
  };
}

/** Words of each occurrence -> the same apart by the places of the calls they stand at. */
function slotsByPlace(worked: readonly (readonly Worked[])[]): readonly (readonly (readonly Worked[])[])[] {
  const joined = joinedPlaces(worked);
  const placed = worked.map((list) =>
    list
      .map((one) => ({ one, slots: new Set(one.places.map(({ key }) => joined(key))) }))
      .sort((a, b) => (a.one.places[0]?.at ?? 0) - (b.one.places[0]?.at ?? 0)),
  );
  const slots = [...new Set(placed.flatMap((list) => list.flatMap((one) => [...one.slots])))].sort();
  return slots.map((slot) => placed.map((list) => list.filter((one) => one.slots.has(slot)).map(({ one }) => one)));
}

/** Places that hold the same word more often than different ones are places of one slot. */
function joinedPlaces(worked: readonly (readonly Worked[])[]): (key: string) => string {
  const votes = new Map<string, Map<string, { same: number; different: number }>>();
  for (const list of worked) {
    const all = list.flatMap(({ word, places }) => [...new Set(places.map(({ key }) => key))].map((key) => ({ key, word })));
    for (const one of all)
      for (const other of all) {
        if (one.key >= other.key) continue;
        const others = votes.get(one.key) ?? new Map<string, { same: number; different: number }>();
        votes.set(one.key, others);
        const vote = others.get(other.key) ?? { same: 0, different: 0 };
        others.set(other.key, vote);
        if (one.word === other.word) vote.same++;
        else vote.different++;
      }
  }
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    return root;
  };
  for (const [a, others] of votes)
    for (const [b, { same, different }] of others) {
      if (same <= different) continue;
      const [x = a, y = b] = [rootOf(a), rootOf(b)].sort();
      if (x !== y) parents.set(y, x);
    }
  return rootOf;
}

/** Words of each occurrence that fill one slot, or several of a kind in the order of the calls -> the drafts that enough of them have. */
function draftsOf(rows: readonly (readonly Worked[])[], able: number): readonly Draft[] {
  const drafts: Draft[] = [];
  for (let nth = 0; nth < OF_A_KIND; nth++) {
    const found = rows.map((row) => row[nth] ?? null);
    const filled = found.filter((one) => one !== null);
    const values = filled.map(({ word }) => word);
    const most = Math.max(0, ...[...new Set(values)].map((word) => values.filter((one) => one === word).length));
    if (filled.length < 3 || filled.length < PRESENT * able || most >= CONSTANT * filled.length) continue;
    drafts.push({ type: "word", label: labelOf(filled), places: found.map((one) => (one === null ? null : ([one.from, one.to] as const))) });
  }
  return drafts;
}

/** What most of the calls call the value: the folder it lies in, the option it is given to. */
function labelOf(filled: readonly Worked[]): string | null {
  const counts = new Map<string, number>();
  for (const { places } of filled)
    for (const label of new Set(places.flatMap((place) => (place.label === null ? [] : [place.label])))) counts.set(label, (counts.get(label) ?? 0) + 1);
  const best = [...counts].sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1))[0];
  return best !== undefined && best[1] >= 0.6 * filled.length ? best[0] : null;
}

function uniqueWords(spans: readonly Span[]): readonly Span[] {
  return spans.filter((span, at) => spans.findIndex(({ word }) => word === span.word) === at);
}

/** Words and masks of an occurrence that may be values, words that a hyphen or a low line ties together (`mail-queue`) as one. */
function spansOf({ tokens, text }: Occurrence): readonly Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const token = tokens[from];
    if (token?.kind === "mask") spans.push({ from, to: from, word: token.text.toLowerCase() });
    if (token?.kind !== "word" || token.dense) continue;
    let to = from;
    while (tokens[to + 1]?.kind === "word" && /^[-_.]$/.test(text.slice(tokens[to]?.end ?? 0, tokens[to + 1]?.start ?? 0))) to++;
    const word = text
      .slice(token.start, tokens[to]?.end ?? 0)
      .toLowerCase()
      .replace(/['’]s$/u, "");
    if (word.length > 1 && !(from === to && isCommon(token.key))) spans.push({ from, to, word });
    from = to;
  }
  return spans;
}
