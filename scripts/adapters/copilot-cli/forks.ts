import { asFields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { jsonLines } from "#adapters/common/records";
import type { ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";

type Start = Readonly<{ path: string; event: string; at: number }>;

/**
 * Session files -> for each fork the files whose events it repeats. A fork copies every event under its old id, the
 * first one with it; only the time of its start is its own, so the earliest of one family is the original.
 */
export function originsOf(files: readonly string[], powers: ReadPowers, options: ReadOptions): ReadonlyMap<string, readonly string[]> {
  const families = new Map<string, Start[]>();
  for (const path of files) {
    const start = startOf(path, powers, options);
    if (start !== null) families.set(start.event, [...(families.get(start.event) ?? []), start]);
  }
  const origins = new Map<string, readonly string[]>();
  for (const family of families.values()) {
    const inOrder = family.toSorted((a, b) => a.at - b.at || (a.path < b.path ? -1 : 1));
    inOrder.forEach(({ path }, index) => {
      if (index > 0)
        origins.set(
          path,
          inOrder.slice(0, index).map((one) => one.path),
        );
    });
  }
  return origins;
}

/** Files -> the ids of their events. */
export function eventIds(files: readonly string[], powers: ReadPowers, options: ReadOptions): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const path of files) {
    for (const line of jsonLines(path, powers, options)) {
      const id = line.dropped === null ? textOrNull(valueAt(line.value, "id")) : null;
      if (id !== null) ids.add(id);
    }
  }
  return ids;
}

function startOf(path: string, powers: ReadPowers, options: ReadOptions): Start | null {
  for (const line of jsonLines(path, powers, options)) {
    const fields = line.dropped === null ? asFields(line.value) : null;
    const id = textOrNull(fields?.["id"]);
    if (fields?.["type"] !== "session.start" || id === null) return null;
    return { path, event: id, at: timeOf(valueAt(fields, "data", "startTime")) ?? timeOf(fields["timestamp"]) ?? 0 };
  }
  return null;
}
