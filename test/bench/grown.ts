import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openContext } from "#pipeline/context";
import { type LogsRead, readLogs } from "#pipeline/read-logs";
import { observing } from "#pipeline/traces";
import { nodePowers } from "#platform/powers";
import { type Agent, writeHistory } from "./long-history.ts";
import { compare, type Result } from "./measure.ts";
import type { Options } from "./options.ts";

const AGENTS: readonly Agent[] = ["openclaw", "claude-code", "codex"];
const LARGE_BYTES = 20 * 1024 * 1024;
const MORE_BYTES = 10 * 1024;
const TIMES = 3;
/** Smaller than this a history says nothing about a run over one. */
const LEAST = 100;

/** A run over a history (`--megabytes`, at least 100 of each agent) in which one log of 20 MB grew by 10 kB, against the first read of all of it. */
export function grownLogs({ megabytes }: Options): readonly Result[] {
  return AGENTS.map((agent) => {
    const home = mkdtempSync(join(tmpdir(), "forge-bench-"));
    try {
      return grownLog(agent, home, Math.max(LEAST, megabytes));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
}

function grownLog(agent: Agent, home: string, megabytes: number): Result {
  const { root, files } = writeHistory(agent, home, LARGE_BYTES, { sessionBytes: LARGE_BYTES, called: "large" });
  writeHistory(agent, home, megabytes * 1024 * 1024 - LARGE_BYTES);
  const log = files[0] ?? "";
  const whole = readFileSync(log);
  const steps = stepsOf(whole);
  writeFileSync(log, whole.subarray(0, steps[0]));
  const run = (state: string): LogsRead => {
    const powers = nodePowers({ home: state, cwd: state, env: {} });
    const context = openContext(powers, { workspace: null, home: state, dryRun: false, waitMs: 0, tolerant: false });
    return observing(context, (store) => readLogs(context, store, { days: null, source: agent, path: root, includeGroups: false, includeDeleted: false }));
  };
  const lived = mkdtempSync(join(home, "lived-"));
  run(lived);
  const told = run(lived).read;
  let step = 0;
  const { ms, floorMs } = compare(
    TIMES,
    () => {
      appendFileSync(log, whole.subarray(steps[step], steps[step + 1]));
      step += 1;
      if (run(lived).read !== told + 1) throw new Error("another log than the one that grew was read");
    },
    () => {
      if (run(mkdtempSync(join(home, "first-"))).unchanged !== 0) throw new Error("this is not the time of a first read");
    },
  );
  const ratio = ms / floorMs;
  return { name: `one log grew, ${agent}, ${megabytes} MB`, ms, floorMs, ratio, goal: "<= 0.5x a first read", met: ratio <= 0.5, note: "20 MB grew by 10 kB" };
}

/** Places at ends of lines, each about 10 kB behind the one before, the last at the end. */
function stepsOf(whole: Buffer): readonly number[] {
  const steps = [whole.byteLength];
  while (steps.length < TIMES + 2) steps.unshift(whole.lastIndexOf("\n", (steps[0] ?? 0) - MORE_BYTES) + 1);
  return steps;
}
