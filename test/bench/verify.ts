import { verifyLog } from "#audit/verify";
import { canonicalJson } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { checksumOf, FIRST_PREV, type ForgeEvent } from "#kernel/event";
import { compare, type Result } from "./measure.ts";

const EVENTS = 50_000;

/** Verifying a long log in memory against one SHA-256 over each of its lines, which no verification can do without. */
export function verifyChain(): Result {
  const log = new TextEncoder().encode(aLog().join(""));
  const lines = new TextDecoder().decode(log).trimEnd().split("\n");
  const { ms, floorMs } = compare(
    5,
    () => {
      const report = verifyLog([log], []);
      if (report.status !== "ok" || report.events !== EVENTS) throw new Error(`the log of the bench is ${report.status} at ${JSON.stringify(report.firstBad)}`);
    },
    () => {
      for (const line of lines) digestOf(line);
    },
  );
  const speed = Math.round(EVENTS / (ms / 1000));
  return { name: `verify ${EVENTS} events`, ms, floorMs, ratio: ms / floorMs, goal: "none set", met: true, note: `${speed} events/s` };
}

function aLog(): readonly string[] {
  const lines: string[] = [];
  let prev = FIRST_PREV;
  for (let seq = 0; seq < EVENTS; seq++) {
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
    lines.push(`${canonicalJson(event)}\n`);
    prev = event.checksum;
  }
  return lines;
}
