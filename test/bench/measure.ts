import { linesOf } from "./peers/table.ts";

/** One line of the table: what took `ms` (median), what the floor measured in the same run took, the ratio, the goal for it. `note` says how much work it was. */
export type Result = Readonly<{ name: string; ms: number; floorMs: number | null; ratio: number | null; goal: string; met: boolean; note: string }>;

/** Runs both works in turn, so that a busy machine slows both; the first pair warms up and is not counted. -> medians in milliseconds. */
export function compare(runs: number, work: () => void, floor: () => void): Readonly<{ ms: number; floorMs: number }> {
  const pairs = Array.from({ length: runs + 1 }, () => [timed(work), timed(floor)] as const).slice(1);
  return { ms: median(pairs.map(([ms]) => ms)), floorMs: median(pairs.map(([, ms]) => ms)) };
}

/** Median in milliseconds of some runs. */
export function medianOf(runs: number, work: () => void): number {
  return median(Array.from({ length: runs }, () => timed(work)));
}

/** Median of some runs in this process, in milliseconds of processor time (all threads): figures that are minutes apart must not hang on who else is working. */
export function processorTimeOf(runs: number, work: () => void): number {
  return median(
    Array.from({ length: runs }, () => {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}

/** Results -> a plain table, columns lined up. */
export function tableOf(results: readonly Result[]): string {
  const head = ["what", "median", "floor", "ratio", "goal", "met", "note"];
  const rows = results.map((one) => [
    one.name,
    spell(one.ms),
    one.floorMs === null ? "-" : spell(one.floorMs),
    one.ratio === null ? "-" : `${one.ratio.toFixed(2)}x`,
    one.goal,
    one.met ? "yes" : "NO",
    one.note,
  ]);
  return linesOf(head, rows);
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

const spell = (ms: number): string => (ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(1)} ms`);
