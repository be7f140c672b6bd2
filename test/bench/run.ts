import { cpus } from "node:os";
import { fullRun } from "./full.ts";
import { type Result, tableOf } from "./measure.ts";
import { readHistory } from "./read.ts";
import { startUp } from "./start.ts";
import { verifyChain } from "./verify.ts";

/** `node test/bench/run.ts [part of a name]`: measures, prints a table, and ends with 1 when something could not be measured. A goal that is missed is shown, not an error. */
function main(only: string): void {
  const benches: Readonly<Record<string, () => Result>> = { start: startUp, read: readHistory, full: fullRun, verify: verifyChain };
  const results: Result[] = [];
  for (const [name, bench] of Object.entries(benches).filter(([name]) => name.includes(only))) {
    process.stderr.write(`measuring ${name} ...\n`);
    try {
      results.push(bench());
    } catch (error) {
      process.exitCode = 1;
      process.stderr.write(`${name} could not be measured: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  console.log(`node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}; medians, ratios to a floor measured in the same run\n`);
  console.log(tableOf(results));
}

main(process.argv[2] ?? "");
