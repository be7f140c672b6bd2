import type { ReadOn } from "#adapters/contract";
import type { Entry } from "./entry.ts";

/**
 * What a reading that begins in the middle of a session knows of what stands before. `readAs` names all that is no part of the log and decides how it is
 * told: with another name it has to be read as a whole.
 */
export type Carried = Readonly<{ readAs: string; project: string | null; startedAt: number | null; groupSeen: boolean }>;

/** Entries of what was read of a session that is one file and nobody's continuation, and where its prompts begin -> how it is read on. */
export function readOnOf(entries: readonly Entry[], starts: ReadonlyMap<Entry, number>, carried: Carried): ReadOn {
  return {
    ids: () => entries.flatMap(idsOf),
    before: (line) => {
      const index = entries.findIndex((entry) => entry.place.line === line && entry.kind === "user");
      const first = entries[index];
      const start = first === undefined ? undefined : starts.get(first);
      if (start === undefined || index === 0) return null;
      const [head, tail] = [entries.slice(0, index), entries.slice(index)];
      const ids = new Set(head.flatMap(idsOf));
      if (!beginsAt(tail, line) || tail.flatMap(idsOf).some((id) => ids.has(id))) return null;
      return { from: { line, start, carried }, ids: [...ids] };
    },
  };
}

/** May these entries, the first of which stands at this line, be told without those before? A further header may name another session, whose records it repeats. */
export function beginsAt(entries: readonly Entry[], line: number): boolean {
  const [first] = entries;
  return first?.kind === "user" && first.place.line === line && entries.every((entry) => entry.kind !== "header");
}

function idsOf(entry: Entry): readonly string[] {
  const own = entry.id === null ? [] : [entry.id];
  if (entry.kind === "assistant") return [...own, ...entry.calls.map((one) => one.id)];
  return entry.kind === "tool-result" ? [...own, entry.call] : own;
}
