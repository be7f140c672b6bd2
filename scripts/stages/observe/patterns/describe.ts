import { stableId } from "#kernel/digest";
import type { Pattern } from "#kernel/pattern";
import type { OutcomeLabel } from "#kernel/trace";
import type { Group } from "./group.ts";
import { nameOf } from "./naming.ts";
import { cutAtMark, toldMarks } from "../redaction/marks.ts";
import { wordingAt } from "./wording.ts";
import type { MineItem, Node } from "./nodes.ts";
import type { Occurrence } from "./occurrence.ts";
import { PHRASE_CHARS } from "./phrases.ts";
import { type PlacedSlot, slotsOf } from "./slots.ts";
import { tokensOf } from "./tokens.ts";

/** Of the calls so many characters are looked at for values of the words. */
const LINES = 6000;
/** Slots are found in so many occurrences, spread over time; more would say the same. */
const LOOKED_AT = 400;

/** Group of nodes -> the pattern a person reads: wording, slots, name, support; its phrases are chosen apart. `taken` are names and ids already given. */
export function describe(
  group: Group,
  nodes: readonly Node[],
  items: readonly MineItem[],
  days: readonly string[],
  taken: Readonly<{ names: ReadonlySet<string>; ids: ReadonlySet<string> }>,
): Pattern {
  const members = group.nodes.flatMap((node) => nodes[node]?.members ?? []).sort((a, b) => a - b);
  const found = members.map((at) => items[at]).filter((item) => item !== undefined);
  const looked = spread(found);
  const occurrences = looked.map((item) => ({ tokens: tokensOf(item.text), text: item.text.normalize("NFC"), session: item.session, lines: linesOf(item) }));
  const slots = slotsOf(occurrences, group.holding.core);
  const best = wordingAt(occurrences);
  const occurrence = occurrences[best] ?? { tokens: [], text: "", session: "", lines: "" };
  const wording = worded(occurrence, slots, best);
  const named = nameOf({ occurrence, occurrences, holding: group.holding, values: valuesOf(slots) }, objectOf(found), wording, taken.names);
  const outcomes: Record<OutcomeLabel, number> = { success: 0, failure: 0, mixed: 0, unknown: 0 };
  for (const { outcome } of found) outcomes[outcome.label]++;
  return {
    id: idOf(found, taken.ids),
    ...named,
    wording,
    phrases: [],
    slots: slots.map((one) => one.slot),
    bindings: bindingsOf(looked, slots),
    requests: found.map((item) => item.id),
    sessions: [...new Set(found.map((item) => item.session))].sort(),
    days,
    outcomes,
  };
}

/**
 * The id comes from the earliest member's masked words and special work: a pattern that grows keeps it, however many join, and
 * so does one whose earliest member is read again from another copy of the log.
 */
function idOf(found: readonly MineItem[], taken: ReadonlySet<string>): string {
  const first = found.reduce<MineItem | null>((earliest, item) => (earliest === null || isEarlier(item, earliest) ? item : earliest), null);
  const words = tokensOf(first?.text ?? "").map((token) => token.key);
  const id = stableId("pat", first?.speaker ?? "", ...words);
  return taken.has(id) ? stableId("pat", id, first?.id ?? "") : id;
}

function isEarlier(a: MineItem, b: MineItem): boolean {
  return (a.at ?? Number.POSITIVE_INFINITY) < (b.at ?? Number.POSITIVE_INFINITY);
}

function valuesOf(slots: readonly PlacedSlot[]): ReadonlySet<string> {
  return new Set(slots.flatMap(({ found }) => found.flatMap((one) => (one === null ? [] : [one.value.toLowerCase()]))));
}

function linesOf(item: MineItem): string {
  return item.actions
    .map((action) => action.line)
    .join("\n")
    .slice(0, LINES)
    .toLowerCase();
}

function spread(found: readonly MineItem[]): readonly MineItem[] {
  if (found.length <= LOOKED_AT) return found;
  return Array.from({ length: LOOKED_AT }, (_unused, at) => found[Math.floor((at * found.length) / LOOKED_AT)]).filter((item) => item !== undefined);
}

/** Text of an occurrence with `{slot}` where values stand. */
function worded(occurrence: Occurrence, slots: readonly PlacedSlot[], at: number): string {
  const places = slots
    .flatMap(({ slot, found }) => {
      const place = found[at] ?? null;
      return place === null ? [] : [{ name: slot.name, from: place.from, to: place.to }];
    })
    .sort((a, b) => b.from - a.from);
  const end = occurrence.tokens.at(-1)?.end ?? 0;
  let text = cutAtMark(occurrence.text, Math.max(end, Math.min(occurrence.text.length, 300)));
  for (const { name, from, to } of places) text = `${text.slice(0, from)}{${name}}${text.slice(to)}`;
  return toldMarks(text).replace(/\s+/g, " ").trim().slice(0, PHRASE_CHARS).toWellFormed();
}

function bindingsOf(looked: readonly MineItem[], slots: readonly PlacedSlot[]): NonNullable<Pattern["bindings"]> {
  return Object.fromEntries(
    looked.map((item, at) => [
      item.id,
      Object.fromEntries(
        slots.flatMap(({ slot, found }) => {
          const one = found[at] ?? null;
          return one === null ? [] : [[slot.name, one.value]];
        }),
      ),
    ]),
  );
}

function objectOf(found: readonly MineItem[]): string | null {
  const counts = new Map<string, number>();
  for (const { actions } of found) {
    if (actions.length === 0) continue;
    for (const object of new Set(actions.map((action) => action.object))) if (object !== null) counts.set(object, (counts.get(object) ?? 0) + 1);
  }
  return [...counts].sort(([p, a], [q, b]) => b - a || (p < q ? -1 : 1))[0]?.[0] ?? null;
}
