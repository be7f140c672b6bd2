import { verifyLog } from "#audit/verify";
import { digestOf } from "#kernel/digest";
import { logLines } from "./a-log.ts";
import { compare, type Result } from "./measure.ts";

const EVENTS = 50_000;

/** Verifying a long log in memory against hashing and parsing each of its lines once, which no verification can do without. Goal: at least 80 % of that speed. */
export function verifyChain(): Result {
  const log = new TextEncoder().encode([...logLines(EVENTS)].join(""));
  const lines = new TextDecoder().decode(log).trimEnd().split("\n");
  const { ms, floorMs } = compare(
    7,
    () => {
      const report = verifyLog([log], []);
      if (report.status !== "ok" || report.events !== EVENTS) throw new Error(`the log of the bench is ${report.status} at ${JSON.stringify(report.firstBad)}`);
    },
    () => {
      let sum = 0;
      for (const line of lines) {
        sum += (JSON.parse(line) as { seq: number }).seq;
        if (digestOf(line) === "") throw new Error("no digest");
      }
      if (sum !== (EVENTS * (EVENTS - 1)) / 2) throw new Error("the floor did not read every line");
    },
  );
  const speed = Math.round(EVENTS / (ms / 1000));
  const share = floorMs / ms;
  return {
    name: `verify ${EVENTS} events`,
    ms,
    floorMs,
    ratio: ms / floorMs,
    goal: "<= 1.25x",
    met: share >= 0.8,
    note: `${speed} events/s, ${Math.round(100 * share)} % of parsing and hashing once`,
  };
}
