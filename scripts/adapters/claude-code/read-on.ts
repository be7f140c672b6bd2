import type { ReadOn } from "#adapters/contract";
import type { Entry, Envelope } from "./entry.ts";
import { isSettled, type QueueSeen, queueSeenIn } from "./queue.ts";
import type { Standing, Telling } from "./telling.ts";

/** What a reading that begins in the middle of a session knows of what stands before. */
export type Carried = Readonly<{ envelope: Envelope; standing: Standing; queue: QueueSeen }>;

/** Entries of what was read, where their lines begin, what was carried into it and how it was told -> how it is read on. */
export function readOnOf(entries: readonly Entry[], starts: ReadonlyMap<number, number>, carried: Carried, telling: Telling): ReadOn {
  return {
    ids: () => entries.flatMap(idsOf),
    before: (line) => {
      const index = entries.findIndex((entry) => entry.place.line === line && entry.kind === "said" && entry.id !== null);
      const [first, standing, start] = [entries[index], telling.standings.get(line), starts.get(line)];
      if (first === undefined || standing === undefined || start === undefined || index === 0) return null;
      const [head, tail] = [entries.slice(0, index), entries.slice(index)];
      if (!isSettled(head) || !hangsOn(tail, first.parent)) return null;
      const ids = new Set(head.flatMap(idsOf));
      if (tail.flatMap(idsOf).some((id) => ids.has(id))) return null;
      // a parent that is not there yet may come
      for (const { parent } of head) if (parent !== null) ids.add(parent);
      return { from: { line, start, carried: { ...carried, standing, queue: queueSeenIn(head, carried.queue) } satisfies Carried }, ids: [...ids] };
    },
  };
}

/** May these entries, the first of which stands at this line, be told without those before? */
export function beginsAt(entries: readonly Entry[], line: number): boolean {
  const [first] = entries;
  return first?.kind === "said" && first.place.line === line && hangsOn(entries, first.parent);
}

/**
 * Do all these records hang on one record before them, and on nothing else of it? Then whatever comes of them, the way from the last record to the root
 * runs through that one, and what was taken back before it stays as it is.
 */
function hangsOn(tail: readonly Entry[], parent: string | null): boolean {
  const known = new Set<string | null>([parent]);
  for (const { id, kind } of tail) if (id !== null && kind !== "side") known.add(id);
  return tail.every((one, at) => one.id === null || one.kind === "side" || (one.parent === null ? parent === null || at === 0 : known.has(one.parent)));
}

function idsOf(entry: Entry): readonly string[] {
  const own = entry.id === null ? [] : [entry.id];
  if (entry.kind === "results") return [...own, ...entry.results.map((one) => one.call)];
  if (entry.kind === "answer") return [...own, entry.message, ...entry.calls.map((one) => one.id), ...entry.results.map((one) => one.call)];
  return entry.kind === "said" && entry.queued !== null ? [...own, entry.queued] : own;
}
