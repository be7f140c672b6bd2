import { baitFor, literalsOfScan } from "./literals.ts";

/** At the first length a square shows in the time, at the second it takes minutes; a line takes a moment at both. */
const SHORT = 6_000;
const LONG = 400_000;
const SUSPECT_MS = 12;

/** What the parent is told: the literal that is tried at length now, that it came back, and that all are done. */
export type Said = Readonly<{ kind: "ready" | "came back" | "done" }> | Readonly<{ kind: "trying"; at: number; trying: string }>;

const say = (said: Said): void => void process.send?.(said);

function matched(pattern: RegExp, unit: string, length: number): number {
  const text = `${unit.repeat(Math.ceil(length / unit.length))}\u0000\u00a7`;
  const start = performance.now();
  for (const _ of text.matchAll(pattern));
  return performance.now() - start;
}

/** Only a suspect of the short text is tried with the long one, and only not coming back from that one is a failure: time alone decides nothing. */
function tryAll(from: number): void {
  for (const [at, literal] of literalsOfScan().entries()) {
    if (at < from) continue;
    const pattern = new RegExp(literal.source, `${literal.flags.replace("g", "")}g`);
    for (const unit of baitFor(literal)) {
      if (matched(pattern, unit, SHORT) < SUSPECT_MS) continue;
      say({ kind: "trying", at, trying: `${literal.place} /${literal.source}/${literal.flags} with ${JSON.stringify(unit)}` });
      matched(pattern, unit, LONG);
      say({ kind: "came back" });
    }
  }
  say({ kind: "done" });
}

process.on("message", (from: number) => {
  tryAll(from);
});
say({ kind: "ready" });
