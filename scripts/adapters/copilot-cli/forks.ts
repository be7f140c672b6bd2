import { type Beginning, earlierOf } from "#adapters/common/families";
import { asFields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { jsonLines } from "#adapters/common/records";
import type { ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";

/** Session files -> for each fork the files whose events it repeats. Only the time of its start is a fork's own. */
export function originsOf(files: readonly string[], powers: ReadPowers, options: ReadOptions): ReadonlyMap<string, readonly string[]> {
  return earlierOf(files.flatMap((path) => beginningOf(path, powers, options) ?? []));
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

function beginningOf(path: string, powers: ReadPowers, options: ReadOptions): Beginning | null {
  for (const line of jsonLines(path, powers, options)) {
    const fields = line.dropped === null ? asFields(line.value) : null;
    const first = textOrNull(fields?.["id"]);
    if (fields?.["type"] !== "session.start" || first === null) return null;
    return { path, first, at: timeOf(valueAt(fields, "data", "startTime")) ?? timeOf(fields["timestamp"]) ?? 0 };
  }
  return null;
}
