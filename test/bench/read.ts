import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { linesOf } from "#kernel/lines";
import type { Powers } from "#kernel/powers";
import { openContext } from "#pipeline/context";
import { type LogsRead, readLogs } from "#pipeline/read-logs";
import { observing } from "#pipeline/traces";
import { nodePowers } from "#platform/powers";
import { type Agent, type History, writeHistory } from "./long-history.ts";
import { compare, medianOf, type Result } from "./measure.ts";
import type { Options } from "./options.ts";

const BUILT = fileURLToPath(new URL("../../dist/program/forge.js", import.meta.url));
const AGENTS: readonly Agent[] = ["openclaw", "claude-code", "codex"];
const LINE_BYTES = 64 * 1024 * 1024;
/** Smaller than this a mix says nothing about long histories. */
const LEAST = 100;

/**
 * The first read of a mix of sessions (`--megabytes`, at least 100, a third of each agent): found, read, labelled, redacted and put away,
 * against nothing but reading the same files in pieces and JSON.parse of their lines. Then a run of the program with nothing new.
 */
export function readHistory({ megabytes }: Options): readonly Result[] {
  const whole = Math.max(LEAST, megabytes);
  const home = mkdtempSync(join(tmpdir(), "forge-bench-"));
  try {
    const each = (whole / AGENTS.length) * 1024 * 1024;
    const results = AGENTS.map((agent) => firstRead(agent, writeHistory(agent, home, each), whole));
    return existsSync(BUILT) ? [...results, nothingNew(home, whole)] : results;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function firstRead(agent: Agent, { root, files, bytes }: History, whole: number): Result {
  let parsed = 0;
  let read: LogsRead | null = null;
  const bare = nodePowers({ home: root, cwd: root, env: {} });
  const { ms, floorMs } = compare(
    whole > LEAST ? 1 : 3,
    () => {
      read = readOnce(agent, root);
    },
    () => {
      parsed = parseOnce(files, bare);
    },
  );
  const found = (read as LogsRead | null)?.counts;
  if (found === undefined || found.requests < 100)
    throw new Error(`only ${String(found?.requests)} requests were read: this would be the speed of reading nothing`);
  const ratio = ms / floorMs;
  const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  return {
    name: `first read, ${agent}, ${(bytes / 1e6).toFixed(0)} MB`,
    ms,
    floorMs,
    ratio,
    goal: "<= 2x JSON.parse",
    met: ratio <= 2,
    note: `${(bytes / 1e6 / (ms / 1000)).toFixed(0)} MB/s, ${found.requests} requests, ${parsed} lines, peak ${peak} MB`,
  };
}

/** Everything a first run does with the logs, in a state of its own. */
function readOnce(source: string, path: string): LogsRead {
  const home = mkdtempSync(join(tmpdir(), "forge-bench-state-"));
  try {
    const powers = nodePowers({ home, cwd: home, env: {} });
    const context = openContext(powers, { workspace: null, home, dryRun: false, waitMs: 0, tolerant: false });
    return observing(context, (store) => readLogs(context, store, { days: null, source, path, includeGroups: false, includeDeleted: false }));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function parseOnce(files: readonly string[], { files: read }: Powers): number {
  let lines = 0;
  for (const path of files)
    for (const { bytes } of linesOf(read.chunks(path), LINE_BYTES))
      if (bytes !== null && JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8")) !== null) lines++;
  return lines;
}

/** `forge observe` from the built program when all was read before, process start included, with code compiled once as the launcher has it. */
function nothingNew(home: string, whole: number): Result {
  const env = { PATH: process.env["PATH"], HOME: home, SKILL_FORGE_HOME: join(home, "state"), NODE_COMPILE_CACHE: join(home, "compiled"), NO_COLOR: "1" };
  const observe = (): string => {
    const done = spawnSync(process.execPath, ["--no-warnings", "--disallow-code-generation-from-strings", BUILT, "observe", "--json"], {
      env,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (done.status !== 0) throw new Error(`forge observe ended with ${String(done.status)}: ${done.stderr.slice(0, 500)}`);
    return done.stdout;
  };
  observe();
  let last = "";
  const ms = medianOf(5, () => {
    last = observe();
  });
  const logs = /"read":\s*(\d+),\s*"unchanged":\s*(\d+)/.exec(last);
  if (logs?.[1] !== "0") throw new Error("something was read again");
  return {
    name: `nothing new, ${whole} MB`,
    ms,
    floorMs: null,
    ratio: null,
    goal: "< 0.3 s",
    met: ms < 300,
    note: `${logs[2] ?? "?"} logs, process start included`,
  };
}
