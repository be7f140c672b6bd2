import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { IN_MEMORY, type Row } from "#kernel/powers";
import { openContext } from "#pipeline/context";
import { readLogs } from "#pipeline/read-logs";
import { nodePowers } from "#platform/powers";
import type { SourceRead } from "#store/trace-store";
import { traceStore } from "#store/traces";
import { session } from "../../scripts/demo/session.ts";
import { recordsOf } from "../../scripts/demo/records.ts";
import { ask, file, run } from "../../scripts/demo/turns.ts";
import { DATABASE, SCHEMA_23, writeDatabase } from "../adapters/openclaw/home.ts";
import { cases } from "../cases.ts";

const folder = mkdtempSync(join(tmpdir(), "forge-grown-database-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const powers = { ...nodePowers({ home: folder, cwd: folder, env: {} }), clock: { now: () => 0 } };
const context = openContext(powers, { workspace: null, home: join(folder, "data"), dryRun: true, waitMs: 0, tolerant: false });

const TURNS = [
  ask("count the beans in beans.csv", [run("wc -l beans.csv", "41 beans.csv"), file("read", "~/beans.csv", "a,b\n".repeat(900))], "41 beans."),
  ask("thanks, that helped", [], "Good."),
  ask("run the tests of the shop", [run("npm test", "Tests  2 failed | 9 passed"), run("npm test", "11 passed", 1)], "Two fail. Shall I?"),
  ask("no, that is wrong, only those of the cart", [run("npm test -- cart", "4 passed\n".repeat(400))], "All pass."),
  ask("list the open pull requests", [run("gh pr list", "12 fix\n13 build")], "Two."),
  ask("also in the other repository", [run("gh pr list -R a/b", "none")], "None."),
  ask("deploy the page", [run("./deploy.sh", "Permission denied", 126)], "I may not."),
];
const TEXTS = recordsOf(session("long", "database", 0, TURNS), "new").map((record) => JSON.stringify(record));
const SOURCE = "main:long";

type Change = (database: DatabaseSync) => void;

/** Rows from here to there, long ones compressed as OpenClaw does. */
function adding(from: number, to: number, texts = TEXTS): Change {
  return (database) => {
    const insert = database.prepare(
      "INSERT INTO transcript_events (session_id, seq, event_json, event_zstd, event_utf8_bytes, created_at) VALUES (?, ?, ?, ?, ?, ?)",
    );
    for (let seq = from; seq < to; seq += 1) {
      const text = texts[seq] ?? "";
      const isLong = text.length > 1024;
      insert.run("long", seq, isLong ? null : text, isLong ? zstdCompressSync(text) : null, Buffer.byteLength(text), seq);
    }
  };
}

/** A database that these changes made, read after each of them, against one reading at the end. -> what was read on, and how many requests there are */
function reads(changes: readonly Change[], window: Readonly<Record<string, string>> = {}): Readonly<{ onto: readonly string[]; requests: number }> {
  const home = mkdtempSync(join(folder, "home-"));
  const path = writeDatabase(
    join(home, DATABASE),
    {
      session_windows: [{ session_id: "long", session_key: "agent:main:main", ...window }],
      schema_meta: [{ role: "agent", agent_id: "main", app_version: "2026.9.6" }],
    },
    SCHEMA_23,
  );
  const onto: string[] = [];
  const fresh = () => {
    const database = powers.openStore(IN_MEMORY);
    const plain = traceStore(database);
    const put = (sources: readonly SourceRead[]) => {
      onto.push(...sources.flatMap((one) => (one.onto === undefined ? [] : [one.name])));
      plain.put(sources);
    };
    const read = () => readLogs(context, { ...plain, put }, { days: null, source: "openclaw", path: home, includeGroups: false, includeDeleted: false });
    const kept = (): readonly Row[] => ["sources", "sessions", "requests", "calls"].flatMap((table) => [...database.rows(`SELECT * FROM ${table}`)]);
    return { read, kept, close: () => plain.close() };
  };
  const [portions, once] = [fresh(), fresh()];
  try {
    for (const change of changes) {
      const database = new DatabaseSync(path);
      change(database);
      database.close();
      portions.read();
    }
    const { counts } = once.read();
    expect(portions.kept()).toEqual(once.kept());
    return { onto, requests: counts.requests };
  } finally {
    portions.close();
    once.close();
  }
}

const ALL = TEXTS.length;
const MOST = Math.floor((ALL * 2) / 3);
const sql =
  (text: string): Change =>
  (database) =>
    database.exec(text);

test("a session of OpenClaw's database that grew is read on from one of its last requests", () => {
  expect(reads([adding(0, MOST), adding(MOST, ALL)])).toEqual({ onto: [SOURCE], requests: 4 });
});

test("it is read as a whole when a row before was changed, went, or came", () => {
  const grow = adding(MOST, ALL);
  const change = sql("UPDATE transcript_events SET event_json = replace(event_json, 'beans', 'beams')");
  expect(reads([adding(0, MOST), (database) => [change, grow].forEach((one) => one(database))]).onto).toEqual([]);
  const lose = sql("DELETE FROM transcript_events WHERE seq = 3");
  expect(reads([adding(0, MOST), (database) => [lose, grow].forEach((one) => one(database))]).onto).toEqual([]);
  expect(
    reads([(database) => [adding(0, 3), adding(4, MOST)].forEach((one) => one(database)), (database) => [adding(3, 4), grow].forEach((one) => one(database))])
      .onto,
  ).toEqual([]);
});

test("a window that may repeat another's entries is read as a whole", () => {
  expect(reads([adding(0, MOST), adding(MOST, ALL)], { previous_session_id: "other", reason: "fork" }).onto).toEqual([]);
});

test("a request behind which a row of before comes again is read as a whole", () => {
  expect(reads([adding(0, ALL), adding(ALL, ALL + 3, [...TEXTS, ...TEXTS.slice(1, 4)])]).onto).toEqual([]);
});

test("stopped at any rows: what is kept is what one reading gives", () => {
  const stops = fc.array(fc.integer({ min: 1, max: ALL - 1 }), { minLength: 1, maxLength: 3 });
  let readOn = 0;
  fc.assert(
    fc.property(stops, (at) => {
      const ends = [0, ...new Set(at.toSorted((a, b) => a - b)), ALL];
      const { onto, requests } = reads(ends.slice(1).map((end, index) => adding(ends[index] ?? 0, end)));
      expect(requests).toBe(4);
      readOn += onto.length;
    }),
    { numRuns: cases(30) },
  );
  expect(readOn).toBeGreaterThan(0);
});
