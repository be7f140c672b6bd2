import type { ReadOn } from "#adapters/contract";
import type { Entry, Meta } from "./entry.ts";
import type { Standing, Telling } from "./telling.ts";

/** What a reading that begins in the middle of a session knows of what stands before. */
export type Carried = Readonly<{ meta: Meta | null; project: string | null; standing: Standing }>;

/** Entries of what was read of a session with one file and no parent, where their lines begin, and how it was told -> how it is read on. */
export function readOnOf(entries: readonly Entry[], starts: ReadonlyMap<number, number>, facts: Omit<Carried, "standing">, telling: Telling): ReadOn {
  return {
    ids: () => entries.flatMap(idsOf),
    before: (line) => {
      const index = entries.findIndex((entry) => entry.place.line === line && entry.kind === "user" && telling.standings.has(entry));
      const first = entries[index];
      const [standing, start] = [first === undefined ? undefined : telling.standings.get(first), starts.get(line)];
      if (standing === undefined || start === undefined || index === 0) return null;
      const [head, tail] = [entries.slice(0, index), entries.slice(index)];
      const metas = head.filter((entry) => entry.kind === "meta").length;
      if (metas > 1 || !beginsAt(tail, line, standing) || !head.every((entry) => showsAs(entry, first))) return null;
      const ids = new Set(head.flatMap(idsOf));
      if (tail.flatMap(idsOf).some((id) => ids.has(id))) return null;
      return { from: { line, start, carried: { ...facts, standing } satisfies Carried }, ids: [...ids] };
    },
  };
}

/** May these entries, the first of which stands at this line, be told without those before? A rollback or a further header reaches back, and what only now shows in another way does. */
export function beginsAt(entries: readonly Entry[], line: number, standing: Standing): boolean {
  const [first] = entries;
  if (first?.kind !== "user" || first.place.line !== line || !standing.begins) return false;
  return entries.every((entry) => {
    if (entry.kind === "meta" || entry.kind === "rollback" || (entry.kind === "turn" && !standing.hasTurns)) return false;
    return showsAs(entry, first) && !(entry.kind === "answer" && entry.view === "model" && standing.view === "event");
  });
}

/** Prompts are told as the model got them only where nothing shows them, and as one of both kinds of entry that show them where no two do. */
function showsAs(entry: Entry, first: Entry | undefined): boolean {
  return entry.kind !== "user" || entry.view === "model" || (first?.kind === "user" && entry.view === first.view);
}

function idsOf(entry: Entry): readonly string[] {
  if (entry.kind === "call") return [entry.id];
  if (entry.kind === "result") return [entry.call];
  return entry.kind === "answer" && entry.id !== null ? [entry.id] : [];
}
