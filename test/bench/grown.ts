import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";
import { openContext } from "#pipeline/context";
import { type LogsRead, readLogs } from "#pipeline/read-logs";
import { observing } from "#pipeline/traces";
import { nodePowers } from "#platform/powers";
import { type Agent, writeHistory } from "./long-history.ts";
import { compare, type Result } from "./measure.ts";
import type { Options } from "./options.ts";

/** OpenClaw's sessions lie in files or, of late, in a database. */
const LOGS: readonly (readonly [Agent, "file" | "database"])[] = [
  ["openclaw", "file"],
  ["openclaw", "database"],
  ["claude-code", "file"],
  ["codex", "file"],
];
const LARGE_BYTES = 20 * 1024 * 1024;
const MORE_BYTES = 10 * 1024;
const TIMES = 3;
/** Smaller than this a history says nothing about a run over one. */
const LEAST = 100;

/** A run over a history (`--megabytes`, at least 100 of each agent) in which one log of 20 MB grew by 10 kB, against the first read of all of it. */
export function grownLogs({ megabytes }: Options): readonly Result[] {
  return LOGS.map(([agent, storage]) => {
    const home = mkdtempSync(join(tmpdir(), "forge-bench-"));
    try {
      return grownLog(agent, storage, home, Math.max(LEAST, megabytes));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
}

function grownLog(agent: Agent, storage: "file" | "database", home: string, megabytes: number): Result {
  const { root, files } = writeHistory(agent, home, LARGE_BYTES, { sessionBytes: LARGE_BYTES, called: "large" });
  writeHistory(agent, home, megabytes * 1024 * 1024 - LARGE_BYTES);
  const log = files[0] ?? "";
  const whole = readFileSync(log);
  const steps = stepsOf(whole);
  const database = storage === "database" ? databaseIn(root) : null;
  if (database === null) writeFileSync(log, whole.subarray(0, steps[0]));
  else rmSync(log);
  const append = (bytes: Buffer): void => (database === null ? appendFileSync(log, bytes) : database.add(bytes));
  database?.add(whole.subarray(0, steps[0]));
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
      append(whole.subarray(steps[step], steps[step + 1]));
      step += 1;
      if (run(lived).read !== told + 1) throw new Error("another log than the one that grew was read");
    },
    () => {
      if (run(mkdtempSync(join(home, "first-"))).unchanged !== 0) throw new Error("this is not the time of a first read");
    },
  );
  const ratio = ms / floorMs;
  database?.close();
  return {
    name: `one log grew, ${agent}${database === null ? "" : " in its database"}, ${megabytes} MB`,
    ms,
    floorMs,
    ratio,
    goal: "<= 0.5x a first read",
    met: ratio <= 0.5,
    note: "20 MB grew by 10 kB",
  };
}

/** Places at ends of lines, each about 10 kB behind the one before, the last at the end. */
function stepsOf(whole: Buffer): readonly number[] {
  const steps = [whole.byteLength];
  while (steps.length < TIMES + 2) steps.unshift(whole.lastIndexOf("\n", (steps[0] ?? 0) - MORE_BYTES) + 1);
  return steps;
}

/** State directory of OpenClaw -> its database, to which lines of a log are added as rows, long ones compressed. */
function databaseIn(root: string): Readonly<{ add(lines: Buffer): void; close(): void }> {
  const path = join(root, "agents/main/agent/openclaw-agent.sqlite");
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE transcript_events (session_id TEXT, seq INTEGER, event_json TEXT, event_zstd BLOB, event_utf8_bytes INTEGER, created_at INTEGER, PRIMARY KEY (session_id, seq));
    CREATE TABLE session_windows (session_id TEXT PRIMARY KEY, session_key TEXT);
    INSERT INTO session_windows VALUES ('large', 'agent:main:main')`);
  const insert = database.prepare("INSERT INTO transcript_events VALUES ('large', ?, ?, ?, ?, 0)");
  let rows = 0;
  const add = (lines: Buffer): void => {
    database.exec("BEGIN");
    for (const text of lines.toString("utf8").split("\n").filter(Boolean)) {
      const isLong = text.length > 1024;
      insert.run(rows, isLong ? null : text, isLong ? zstdCompressSync(text) : null, Buffer.byteLength(text));
      rows += 1;
    }
    database.exec("COMMIT");
  };
  return { add, close: () => database.close() };
}
