import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { tryCase } from "./case.ts";
import { prepare } from "./material.ts";

const { values } = parseArgs({
  options: {
    lines: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    seconds: { type: "string" },
    case: { type: "string" },
    store: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help)
  process.stdout.write(`Usage: npm run fuzz:logs -- [--lines N] [--seed N] [--seconds N] [--store NAME] [--case N]

Breaks samples of every agent's log and reads them with every adapter. Ends with 1 when one throws, takes too long, gives two
results for one input, or leaves out a broken line without counting it.
  --lines N    broken lines and rows to read (default 20000)
  --seconds N  stop after so long
  --store NAME only this sample (names: test/adapters/samples.ts)
  --case N     only this case of the seed, to see it again
`);
else process.exitCode = main();

function main(): number {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-logs-"));
  const seed = whole(values.seed, "--seed");
  const limit = { lines: whole(values.lines, "--lines"), seconds: values.seconds === undefined ? Infinity : whole(values.seconds, "--seconds") };
  const only = values.case === undefined ? null : whole(values.case, "--case");
  try {
    const stores = prepare(join(folder, "stores")).filter((one) => values.store === undefined || one.name === values.store);
    const started = performance.now();
    const seconds = (): number => (performance.now() - started) / 1000;
    let [lines, cases, faulty, shown] = [0, only ?? 0, 0, 0];
    for (; only === null ? lines < limit.lines && seconds() < limit.seconds : cases === only; cases += 1) {
      // a reader that never ends leaves the number of its case as the last thing said
      if (process.stderr.isTTY) process.stderr.write(`\rcase ${cases}, ${lines} lines`);
      const tried = tryCase(stores, seed, cases, join(folder, "case"));
      lines += tried.lines;
      if (tried.faults.length === 0) continue;
      faulty += 1;
      shown += 1;
      if (shown <= 20)
        process.stdout.write(
          `FAULT in case ${cases} (${tried.store}, ${tried.piece})\n${tried.faults
            .slice(0, 6)
            .map((one) => `  ${one}\n`)
            .join("")}`,
        );
    }
    const rate = lines / Math.max(seconds(), 0.001);
    process.stdout.write(`${lines} lines in ${cases} stores read by every adapter, seed ${seed}: ${faulty} with faults, ${rate.toFixed(0)} lines/s\n`);
    return faulty === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function whole(text: string, flag: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Error(`${flag} takes a whole number, not ${text}`);
  return number;
}
