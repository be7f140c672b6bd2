import { canonicalJson } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { checksumOf, FIRST_PREV, type ForgeEvent } from "#kernel/event";

/** Lines of a log as the program writes them, in pieces: a million of them need not be in memory at once. */
export function* logLines(events: number, from: ForgeEvent | null = null): Iterable<string> {
  let prev = from?.checksum ?? FIRST_PREV;
  const first = from === null ? 0 : from.seq + 1;
  for (let seq = first; seq < first + events; seq++) {
    const rest = {
      v: 1,
      seq,
      ts: new Date(1_790_000_000_000 + seq * 1000).toISOString(),
      type: seq === 0 ? "log.created" : "observe.done",
      actor: "forge@bench",
      txn: null,
      prev,
    } as const;
    const record = { ...rest, data: seq === 0 ? { log: "00112233445566778899aabbccddeeff" } : { traces: seq, digest: digestOf(String(seq)) } };
    const event: ForgeEvent = { ...record, checksum: checksumOf(record) };
    yield `${canonicalJson(event)}\n`;
    prev = event.checksum;
  }
}
