import type { SlotRow } from "./check-slots.ts";

/** Numbers for lists of evidence: the same list gets the same number. */
export type Notes = Readonly<{ note(evidence: readonly string[]): number; rows(): readonly SlotRow[] }>;

/** How many ids are written out for each note -> an empty set of notes, numbered from 1 in the order in which they are asked for. */
export function footnotes(shown: number): Notes {
  const lists = new Map<string, readonly string[]>();
  return {
    note(evidence) {
      const ids = [...new Set(evidence)].sort();
      const key = JSON.stringify(ids);
      if (!lists.has(key)) lists.set(key, ids);
      return [...lists.keys()].indexOf(key) + 1;
    },
    rows: () => [...lists.values()].map((ids, at) => ({ n: at + 1, ids: ids.slice(0, shown).map((id) => ({ id })), more: Math.max(0, ids.length - shown) })),
  };
}
