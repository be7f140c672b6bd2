import type { Entry } from "./entry.ts";

/**
 * Entries of one session -> ids of prompts the person went back before: a record is the answer to its parent, and what
 * does not lie on the way from the last record to the root was left for another branch. A prompt whose way to that
 * branch is broken (an older version, a cut file) was not taken back.
 */
export function withdrawnIn(entries: readonly Entry[]): readonly string[] {
  const parents = new Map<string, string | null>();
  let leaf: string | null = null;
  for (const { id, parent, kind } of entries) {
    if (id === null || kind === "side") continue;
    if (!parents.has(id)) parents.set(id, parent);
    if (kind === "said" || kind === "results" || kind === "answer") leaf = id;
  }
  const kept = new Set<string>();
  for (let at = leaf; at !== null && !kept.has(at); at = parents.get(at) ?? null) kept.add(at);
  const joins = new Map<string, boolean>();
  return entries.flatMap((entry) => {
    if (entry.kind !== "said" || entry.id === null || kept.has(entry.id)) return [];
    return reaches(entry.id, parents, kept, joins) ? [entry.id] : [];
  });
}

/** Does the way up from here meet the kept branch? Remembered for every record on the way, so that all ways together are walked once. */
function reaches(id: string, parents: ReadonlyMap<string, string | null>, kept: ReadonlySet<string>, joins: Map<string, boolean>): boolean {
  const way: string[] = [];
  let at: string | null = id;
  let found = false;
  while (at !== null) {
    const known = joins.get(at);
    if (known !== undefined || kept.has(at)) {
      found = known ?? true;
      break;
    }
    joins.set(at, false);
    way.push(at);
    at = parents.get(at) ?? null;
  }
  for (const one of way) joins.set(one, found);
  return found;
}
