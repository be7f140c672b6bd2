import { cpus } from "node:os";
import { writeFileSync } from "node:fs";
import { auditSpeed } from "./audit.ts";
import { clusterQuality } from "./cluster.ts";
import { coldScan } from "./cold.ts";
import { costCurve } from "./curve.ts";
import { deploySpeed } from "./deploy.ts";
import { fullRun } from "./full.ts";
import { grownLogs } from "./grown.ts";
import { type Result, tableOf } from "./measure.ts";
import { miningCurve } from "./mine.ts";
import { type Options, optionsOf } from "./options.ts";
import { sideBySide } from "./peers/peers.ts";
import { readHistory } from "./read.ts";
import { redactionReport } from "./redaction.ts";
import { scanSpeed } from "./scan.ts";
import { startUp } from "./start.ts";
import { triggerQuality } from "./trigger.ts";

type Bench = (options: Options) => Result | readonly Result[] | Promise<readonly Result[]>;

const BENCHES: Readonly<Record<string, Bench>> = {
  start: startUp,
  read: readHistory,
  grown: grownLogs,
  full: fullRun,
  audit: auditSpeed,
  deploy: deploySpeed,
  scan: scanSpeed,
  cold: coldScan,
  curve: costCurve,
  mine: miningCurve,
};

/**
 * `node test/bench/run.ts [part of a name]`: measures, prints a table, and ends with 1 when something could not be measured. A goal that is
 * missed is shown, not an error. `peers`, `cluster FILE...`, `trigger FILE...` and `redaction` compare what is found, not times: they run only when asked for, and print tables
 * of their own.
 */
async function main(options: Options): Promise<void> {
  if (options.only === "peers") {
    await sideBySide(options);
    return;
  }
  if (options.only === "cluster") {
    console.log(clusterQuality(options.files));
    return;
  }
  if (options.only === "trigger") {
    console.log(triggerQuality(options.files));
    return;
  }
  if (options.only === "redaction") {
    await redactionReport();
    return;
  }
  const results: Result[] = [];
  for (const [name, bench] of Object.entries(BENCHES).filter(([name]) => name.includes(options.only))) {
    process.stderr.write(`measuring ${name} ...\n`);
    try {
      results.push(...[await bench(options)].flat());
    } catch (error) {
      process.exitCode = 1;
      process.stderr.write(`${name} could not be measured: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  console.log(`node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}; medians, ratios to a floor measured in the same run\n`);
  console.log(tableOf(results));
  if (options.json !== "") writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
}

await main(optionsOf(process.argv.slice(2)));
