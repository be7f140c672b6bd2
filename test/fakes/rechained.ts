import { canonicalJson } from "#kernel/canonical-json";
import { checksumOf, FIRST_PREV, type ForgeEvent } from "#kernel/event";

/** Events as a forger would write them: lines whose checksums follow one another, whatever was changed in them. */
export function rechained(events: readonly ForgeEvent[]): readonly string[] {
  let prev = FIRST_PREV;
  return events.map(({ checksum: _, ...event }) => {
    const record = { ...event, prev };
    prev = checksumOf(record);
    return canonicalJson({ ...record, checksum: prev });
  });
}
