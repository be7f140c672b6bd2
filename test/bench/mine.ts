import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Result } from "./measure.ts";
import type { Options } from "./options.ts";

const CHILD = fileURLToPath(new URL("mine-child.ts", import.meta.url));
const MILLION = 1_000_000;
const SIZES = [10_000, 30_000, 100_000, 300_000, MILLION];
/** How each case is asked for, its name, the share of requests that are worded like no other, and whether calls answered them. */
const CASES = [
  ["repeated", "mostly repeated", 0.05, false],
  ["repeated-calls", "mostly repeated, with calls", 0.05, true],
  ["distinct", "mostly distinct", 0.9, false],
  ["distinct-calls", "mostly distinct, with calls", 0.9, true],
] as const;
/** Greatest exponent by which the cost may grow with the number of requests, and what a million may take. */
const GROWTH = 1.15;
const WALL_MS = 60_000;
const PEAK_MB = 2000;

/** What mining so many requests took: processor time and time on the wall, tokenising the same texts, memory before it began and at most. */
export type Mining = Readonly<{ requests: number; ms: number; wallMs: number; floorMs: number; inputMb: number; peakMb: number; patterns: number }>;

/**
 * Mining as the number of requests grows, of bare texts and with the calls that answered them, against tokenising them, each in a process of its own. It
 * grows by processor time, because other programs take none of that away; a million has a limit on the wall and in memory.
 */
export function miningCurve({ requests, case: only, size }: Options): readonly Result[] {
  const sizes = size > 0 ? [size] : SIZES.filter((one, at) => at < 2 || one <= requests);
  const cases = CASES.filter(([id]) => only === "" || id === only);
  if (cases.length === 0) throw new Error(`there is no case ${only}, but ${CASES.map(([id]) => id).join(", ")}`);
  return cases.map(([, name, distinct, calls]) => {
    const costs = sizes.map((one) => costOf(one, distinct, calls));
    const [first, last] = [costs[0], costs.at(-1)];
    if (first === undefined || last === undefined || costs.some(({ patterns }) => patterns === 0)) throw new Error(`no patterns in requests that are ${name}`);
    const growth = first === last ? null : Math.log(last.ms / first.ms) / Math.log(last.requests / first.requests);
    const within = last.requests < MILLION || (last.wallMs <= WALL_MS && last.peakMb <= PEAK_MB);
    return {
      name: `mine ${last.requests} requests, ${name}`,
      ms: last.ms,
      floorMs: last.floorMs,
      ratio: last.ms / last.floorMs,
      goal: `exponent <= ${GROWTH}; 60 s, 2 GB`,
      met: within && (growth === null ? last.requests === MILLION : growth <= GROWTH),
      note: `${growth === null ? "" : `exponent ${growth.toFixed(2)}; `}${costs.map(spelled).join("; ")}`,
    };
  });
}

function costOf(requests: number, distinct: number, calls: boolean): Mining {
  const args = ["--no-warnings", "--expose-gc", CHILD, String(requests), String(distinct), String(calls)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`mining ${requests} requests ended with ${String(status)}: ${stderr.slice(0, 500)}`);
  return JSON.parse(stdout) as Mining;
}

function spelled({ requests, ms, wallMs, inputMb, peakMb, patterns }: Mining): string {
  const memory = `${peakMb.toFixed(0)} MB, ${inputMb.toFixed(0)} of them before`;
  return `${requests}: ${(wallMs / 1000).toFixed(1)} s, processor ${(ms / 1000).toFixed(1)} s, ${memory}, ${patterns} patterns`;
}
