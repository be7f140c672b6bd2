import { readingsOf } from "../../contracts/adapter-contract.ts";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openclaw } from "#adapters/openclaw/adapter";
import {
  aHome,
  answer,
  conversations,
  DATABASE,
  eventRows,
  header,
  jsonl,
  powersFor,
  readAll,
  reasons,
  SCHEMA_23,
  SESSIONS,
  user,
  words,
  write,
  writeDatabase,
  zstd,
} from "./home.ts";

const records = [header("s1", { version: 4 }), user("u1", "list the files"), answer("a1", "three")] as const;
const window = (session: string, key: string, more = {}) => ({ session_id: session, session_key: key, ...more });
const NAME = "s1.jsonl.deleted.2026-03-04T05-06-07.089Z.0123456789abcdef0123456789abcdef.zst";

describe("one database per agent", () => {
  test("the newest schema is read, the agent and the release come from the database", () => {
    const home = aHome();
    const path = writeDatabase(join(home, DATABASE), {
      transcript_events: eventRows("s1", ...records),
      session_windows: [window("s1", "agent:main:main", { chat_type: "direct" })],
      schema_meta: [{ meta_key: "primary", role: "agent", schema_version: 23, agent_id: "main", app_version: "2026.9.6" }],
    });
    for (const root of [home, path, join(home, "agents/main"), join(home, "agents/main/agent")]) {
      expect(openclaw.accepts(root, powersFor(home))).toBe(true);
      expect(words(readAll(root))).toEqual(["list the files"]);
    }
    expect(conversations(readAll(home))).toMatchObject([{ id: "s1", key: "agent:main:main", runtime: "openclaw 2026.9.6", agent: "main" }]);
  });

  test("the oldest schema with its tables missing is read", () => {
    const home = aHome();
    const schema = {
      transcript_events: "session_id TEXT, seq INTEGER, event_json TEXT, created_at INTEGER",
      session_entries: "session_key TEXT, entry_json TEXT",
    };
    const entry = (session: string, more = {}) => JSON.stringify({ sessionId: session, ...more });
    writeDatabase(
      join(home, DATABASE),
      {
        transcript_events: [
          ...eventRows("s1", ...records),
          ...eventRows("s2", header("s2"), user("u1", "nightly")),
          ...eventRows("s3", header("s3"), user("u1", "helper")),
        ],
        session_entries: [
          { session_key: "agent:main:main", entry_json: entry("s1") },
          { session_key: "agent:main:cron:x", entry_json: entry("s2") },
          { session_key: "agent:main:odd", entry_json: entry("s3", { spawnDepth: 1 }) },
          { session_key: "agent:main:broken", entry_json: "{broken" },
        ],
      },
      schema,
    );
    const readings = readAll(home);
    expect(words(readings)).toEqual(["list the files"]);
    expect(reasons(readings)).toEqual({ "session.machine": 1, "session.subagent": 1 });
  });

  test("rows are read in the order of seq, whatever the order of writing", () => {
    const home = aHome();
    const rows = eventRows("s1", header("s1"), user("u1", "first"), user("u2", "second"), user("u3", "third")).toReversed();
    writeDatabase(join(home, DATABASE), { transcript_events: rows });
    expect(words(readAll(home))).toEqual(["first", "second", "third"]);
  });

  test("compressed rows are read, and one that is not what its size says is counted", () => {
    const home = aHome();
    const text = JSON.stringify(user("u2", `a long paste ${"x".repeat(3000)}`));
    const packed = (seq: number, bytes: number, frame = zstd(text)) => ({
      session_id: "s1",
      seq,
      created_at: 1,
      event_zstd: frame,
      event_utf8_bytes: bytes,
      event_json: null,
    });
    const other = zstd(JSON.stringify(user("u9", "wrong size")));
    writeDatabase(join(home, DATABASE), {
      transcript_events: [
        ...eventRows("s1", ...records),
        packed(10, text.length),
        packed(11, 5, other),
        packed(12, 9999, other),
        packed(13, 50, new Uint8Array([1, 2, 3])),
        packed(14, 0, other),
      ],
    });
    const readings = readAll(home);
    expect(words(readings)).toHaveLength(2);
    expect(reasons(readings)).toEqual({ "record.undecodable": 4 });
    const blind = readingsOf(openclaw, home, { ...powersFor(home), zstd: null });
    expect(words(blind)).toEqual(["list the files"]);
    expect(reasons(blind)).toEqual({ "record.undecodable": 5 });
  });

  test("windows that repeat an earlier session are counted once", () => {
    const home = aHome();
    writeDatabase(join(home, DATABASE), {
      transcript_events: [
        ...eventRows("s2", ...records),
        ...eventRows("s1", header("s1"), ...records.slice(1), user("u2", "go on")),
        ...eventRows("s3", header("s3"), ...records.slice(1)),
      ],
      session_windows: [
        window("s2", "agent:main:main"),
        window("s1", "agent:main:main", { previous_session_id: "s2", reason: "fork" }),
        window("s3", "agent:main:main", { previous_session_id: "s2", reason: "rollover" }),
      ],
    });
    const readings = readAll(home);
    expect([...words(readings)].sort()).toEqual(["go on", "list the files", "list the files"]);
    expect(reasons(readings)).toEqual({ "record.duplicate": 2 });
  });

  test("two nodes of one running job make it a job", () => {
    const home = aHome();
    const node = (key: string, via: string | null) => ({ session_key: key, current_session_id: "s1", entry_json: "{}", created_via: via });
    writeDatabase(join(home, DATABASE), {
      transcript_events: eventRows("s1", ...records),
      session_nodes: [node("agent:main:cron:a", "cron"), node("agent:main:main", null)],
    });
    expect(reasons(readAll(home))).toEqual({ "session.machine": 1 });
  });

  test("deleted sessions in the database and their file are one deleted session", () => {
    const home = aHome();
    const bytes = zstd(jsonl(...records));
    write(join(home, SESSIONS, NAME), bytes);
    writeDatabase(join(home, DATABASE), {
      session_transcript_archives: [
        { session_id: "s1", session_key: "agent:main:explicit:gone", reason: "deleted", encoding: "zstd", archive_blob: bytes, archive_name: NAME },
      ],
    });
    expect(reasons(readAll(home))).toEqual({ "source.deleted": 1 });
    expect(words(readAll(home))).toEqual([]);
    expect(words(readAll(home, { includeDeleted: true }))).toEqual(["list the files"]);
  });

  test("cold archives are read from the file and from the database", () => {
    const home = aHome();
    const name = `${"b".repeat(64)}.jsonl.zst`;
    write(join(home, SESSIONS, "cold", name), zstd(jsonl(...records)));
    const inside = zstd(jsonl(header("s2"), user("u1", "from the blob")));
    writeDatabase(join(home, DATABASE), {
      session_windows: [window("s1", "agent:main:main")],
      session_transcript_cold_archives: [
        { session_id: "s1", archive_name: name, storage: "file" },
        { session_id: "s2", archive_name: "c.jsonl.zst", storage: "sqlite", archive_blob: inside },
        { session_id: "s3", archive_name: "../../../../etc/passwd", storage: "file" },
      ],
    });
    const readings = readAll(home);
    expect(words(readings)).toEqual(["list the files", "from the blob"]);
    expect(conversations(readings)[0]?.key).toBe("agent:main:main");
  });

  test("a broken row does not hide the others", () => {
    const home = aHome();
    const broken = [
      { session_id: "s1", seq: 7, event_json: "{nope", created_at: 1 },
      { session_id: "s1", seq: 8, event_json: null, created_at: 1 },
      { session_id: "s1", seq: 9, event_json: new Uint8Array([1]), created_at: 1 },
    ];
    writeDatabase(join(home, DATABASE), { transcript_events: [...eventRows("s1", ...records), ...broken] });
    expect(words(readAll(home))).toEqual(["list the files"]);
    expect(reasons(readAll(home))).toEqual({ "record.not-json": 1, "record.wrong-shape": 2 });
  });

  test("a database without transcripts is of unknown shape", () => {
    const home = aHome();
    writeDatabase(join(home, DATABASE), {}, { transcript_events: "session_id TEXT, body TEXT" });
    expect(reasons(readAll(home))).toEqual({ "source.unknown-shape": 1 });
    expect(openclaw.accepts(join(home, DATABASE), powersFor(home))).toBe(false);
  });
});

describe("both storages at once", () => {
  test("a session in both is read once, with the entries only the file has in their place", () => {
    const home = aHome();
    const whole = [header("s1"), user("u1", "first"), answer("a1", "x"), user("u2", "second"), answer("a2", "y"), user("u3", "third")] as const;
    writeDatabase(join(home, DATABASE), {
      transcript_events: eventRows("s1", whole[0], whole[1], whole[4], whole[5]),
      session_windows: [window("s1", "agent:main:main")],
    });
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(...whole));
    const readings = readAll(home);
    expect(conversations(readings)).toHaveLength(1);
    expect(conversations(readings)[0]?.events.map((event) => event.kind)).toEqual(["prompt", "reply", "prompt", "reply", "prompt"]);
    expect(words(readings)).toEqual(["first", "second", "third"]);
    expect(reasons(readings)).toEqual({ "session.duplicate": 1 });
  });

  test("what the database says about a session holds for its file", () => {
    const home = aHome();
    writeDatabase(join(home, DATABASE), { session_windows: [window("s1", "agent:main:telegram:group:-1")], session_nodes: [] }, SCHEMA_23);
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(...records));
    expect(reasons(readAll(home))).toEqual({ "session.group": 1 });
  });

  test("a damaged database is reported and the files are read", () => {
    const home = aHome();
    write(join(home, DATABASE), "no database at all, but long enough to be looked at");
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(...records));
    expect(words(readAll(home))).toEqual(["list the files"]);
    expect(Object.keys(reasons(readAll(home)))).toEqual(["source.corrupt"]);
  });

  test("imported files are copies while there is a database", () => {
    const home = aHome();
    writeDatabase(join(home, DATABASE), { transcript_events: eventRows("s1", ...records) });
    write(join(home, SESSIONS, "session-sqlite-import-archive/s1.jsonl"), jsonl(...records));
    expect(words(readAll(home))).toEqual(["list the files"]);
    expect(reasons(readAll(home))).toEqual({ "source.copy": 1 });
  });
});
