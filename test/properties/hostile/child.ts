import { scanOf } from "../../stages/scan/samples.ts";
import { contradictionsIn } from "../scan/report.ts";
import { HOSTILE } from "./cases.table.ts";

/** What the parent is told of one case: problems in words, none when the scan did what it must. */
export type Outcome = Readonly<{ at: number; ms: number; verdict: string; problems: readonly string[] }>;

/** Runs the case with this number and sends its outcome; the parent ends the process when it takes too long. */
function runCase(at: number): void {
  const one = HOSTILE[at];
  if (one === undefined) throw new Error(`there is no case ${String(at)}`);
  const files = one.files();
  const start = performance.now();
  const report = scanOf(files, "imported");
  const ms = performance.now() - start;
  const problems = [...contradictionsIn(report, files)];
  if (one.stops && report.verdict !== "block" && report.verdict !== "deny") problems.push(`the verdict is ${report.verdict}: the attack behind it was lost`);
  process.send?.({ at, ms, verdict: report.verdict, problems } satisfies Outcome);
}

process.on("message", (at: number) => {
  runCase(at);
});
process.send?.("ready");
