import type { Slot } from "#kernel/pattern";
import { type Occurrence, valueAt } from "./occurrence.ts";
import { nameSlot } from "./slot-names.ts";
import { withAligned } from "./aligned-values.ts";
import { overUnits, unitAll, withoutUnits } from "./units.ts";
import { framedWords } from "./framed-words.ts";
import { holds } from "./holds.ts";
import { workedWords } from "./worked-words.ts";
import { type Draft, meanStart } from "./draft.ts";

/** A slot with its value in each occurrence and where that stands in the text (from, to), or null when the occurrence has none. */
export type PlacedSlot = Readonly<{ slot: Slot; found: readonly (Found | null)[] }>;
type Found = Readonly<{ value: string; from: number; to: number }>;

const EXAMPLES = 8;
const MOST_SLOTS = 12;
/** Share of occurrences that must have a value before it is a slot and not a detail of some. */
const PRESENT = 0.45;
/** Share of bare words that calls have to take up before they are values. */
const USED = 0.25;
const REPOSITORY =
  /--repo(?:sitory)?[= ]|(?<![\w-])(?:-r [\w-]+\/|gh (?:pr|issue|repo|run|release) |repos?(?![\w-])|repositor(?:y|ies)|pull requests?|prs?(?![\w-]))|git(?:hub|lab)/i;

/** Occurrences of a pattern and what they share -> its slots: values that vary. A value that never varies stays in the wording. */
export function slotsOf(occurrences: readonly Occurrence[], core: readonly string[]): readonly PlacedSlot[] {
  const worked = workedWords(occurrences);
  const masks = withWorked(maskDrafts(occurrences), worked);
  const named = worked.filter((draft) => draft.type === "word");
  const words = named.length > 0 ? named : framedWords(occurrences, core, masks).filter((draft) => isUsed(draft, occurrences));
  const taken = new Set<string>();
  const placed: PlacedSlot[] = [];
  for (const draft of [...masks, ...words].map((one) => withAligned(one, occurrences))) {
    const found = foundOf(draft, occurrences);
    const examples = countsOf(found);
    if (
      examples.size < (draft.type === "word" && named.length > 0 ? 2 : draft.type === "word" || draft.type === "phrase" ? 3 : 2) ||
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

/**
 * Drafts by mask, and by what the calls took up -> the first, but where the second cover the same values and at least as many of them, those: the
 * calls know that `main` and `feature/login` are of a kind, and which of two paths is the source in whatever order they were said.
 */
function withWorked(masks: readonly Draft[], worked: readonly Draft[]): readonly Draft[] {
  const rival = worked.filter((draft) => draft.type !== "word" && !masks.some((mask) => isSame(mask, draft)));
  const beaten = masks.filter((mask) => rival.some((draft) => overlap(mask, draft)));
  const size = (drafts: readonly Draft[]): number => drafts.reduce((sum, { places }) => sum + places.filter((place) => place !== null).length, 0);
  if (size(rival) < size(beaten)) return masks;
  return [...masks.filter((mask) => !beaten.includes(mask)), ...rival].sort((a, b) => meanStart(a) - meanStart(b));
}

function isSame(a: Draft, b: Draft): boolean {
  return a.places.every((place, at) => place?.[0] === b.places[at]?.[0]);
}

function overlap(a: Draft, b: Draft): boolean {
  return a.places.some((place, at) => place !== null && place[0] === b.places[at]?.[0]);
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
