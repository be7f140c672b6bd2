import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { sampleTruth } from "../../scripts/demo/sample.ts";
import { expectCode, expectError, fieldsOf, listIn, objectIn } from "./answer.ts";
import { aHome, type Answer, type Home } from "./forge.ts";

const truth = sampleTruth(Date.now());
const AGENT = ".openclaw/agents/main";
const database = (home: Home): string => join(home.path, AGENT, "agent/openclaw-agent.sqlite");
const aTranscript = (home: Home): string => {
  const folder = join(home.path, AGENT, "sessions");
  const name = readdirSync(folder).find((one) => /^[0-9a-f-]{36}\.jsonl$/u.test(one) && readFileSync(join(folder, one), "utf8").includes("energy.csv"));
  if (name === undefined) throw new Error("the sample has no transcript about energy.csv");
  return join(folder, name);
};
const countsOf = (answer: Answer) => objectIn(answer.json, "counts");
const droppedIn = (answer: Answer) => objectIn(countsOf(answer), "dropped");

describe("sessions that cannot be read", () => {
  test("no agent at all: nothing found, nothing proposed, and it says so", () => {
    using home = aHome("empty");
    const answer = home.forge(["observe", "--json"]);
    expectCode(answer, 0);
    expect(countsOf(answer)).toMatchObject({ sessions: 0, userPrompts: 0, requests: 0 });
    expect(listIn(answer.json, "patterns")).toEqual([]);
    const full = home.forge(["--full"]);
    expectCode(full, 0);
    expect(`${full.stdout}${full.stderr}`.trim()).not.toBe("");
  });

  test("a path that does not exist is an error with a code, not an empty answer", () => {
    using home = aHome("empty");
    const answer = home.forge(["observe", "--path", join(home.path, "nowhere"), "--json"]);
    expect([1, 2]).toContain(answer.code);
    expect(objectIn(answer.json, "error")["message"]).toContain("nowhere");
  });

  test("wrong types, lists, numbers and text instead of records are counted one by one and lose nothing else", () => {
    using home = aHome();
    const before = home.forge(["observe", "--dry-run", "--json"]);
    const bad = [
      "[1,2]",
      '"text"',
      "null",
      "17",
      "{broken",
      '{"type":42}',
      '{"type":"message","id":5,"message":"x"}',
      '{"type":"message","id":"bad1","parentId":null,"timestamp":"x","message":{"role":"user","content":{"a":1}}}',
      '{"type":"message","id":"bad2","message":null}',
    ];
    const path = aTranscript(home);
    const lines = readFileSync(path, "utf8").split("\n");
    writeFileSync(path, [...lines.slice(0, 2), ...bad, ...lines.slice(2)].join("\n"));
    const after = home.forge(["observe", "--dry-run", "--json"]);
    expectCode(after, 0);
    for (const field of ["sessions", "userPrompts", "assistantMessages", "toolCalls"]) expect(countsOf(after)[field], field).toBe(countsOf(before)[field]);
    const records = (answer: Answer): number =>
      Object.entries(droppedIn(answer)).reduce((sum, [reason, count]) => sum + (reason.startsWith("record.") ? Number(count) : 0), 0);
    expect(records(after) - records(before)).toBe(bad.length);
  });

  test("unknown record kinds and unknown fields are no reason to lose a session", () => {
    using home = aHome();
    const path = aTranscript(home);
    const lines = readFileSync(path, "utf8").split("\n");
    const strange = [
      '{"type":"hologram","id":"h1","parentId":null,"timestamp":"2026-01-01T00:00:00.000Z","data":{"deep":[[[]]]}}',
      '{"type":"message","id":"h2","parentId":null,"timestamp":"2026-01-01T00:00:00.000Z","message":{"role":"oracle","content":"?"}}',
    ];
    writeFileSync(
      path,
      [lines[0] ?? "", ...strange, ...lines.slice(1).map((line) => line.replace('"type":"message"', '"future":{"a":1},"type":"message"'))].join("\n"),
    );
    const answer = home.forge(["observe", "--dry-run", "--json"]);
    expectCode(answer, 0);
    expect(countsOf(answer)).toMatchObject(truth.counts);
  });

  test("invalid UTF-8, NUL bytes and an empty file do not stop the run", () => {
    using home = aHome();
    const folder = join(home.path, AGENT, "sessions");
    writeFileSync(join(folder, "11111111-1111-4111-8111-111111111111.jsonl"), Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x7b, 0x0a]));
    writeFileSync(join(folder, "22222222-2222-4222-8222-222222222222.jsonl"), "");
    const answer = home.forge(["observe", "--dry-run", "--json"]);
    expectCode(answer, 0);
    expect(countsOf(answer)).toMatchObject({ userPrompts: truth.counts.userPrompts, toolCalls: truth.counts.toolCalls });
  });

  test("sessions.json that is broken or of the wrong shape costs no session", () => {
    for (const text of ["{", "[]", '{"agent:main:main":17}', "null"]) {
      using home = aHome();
      writeFileSync(join(home.path, AGENT, "sessions/sessions.json"), text);
      const answer = home.forge(["observe", "--dry-run", "--json"]);
      expectCode(answer, 0);
      expect(Number(countsOf(answer)["sessions"])).toBeGreaterThanOrEqual(truth.counts.sessions);
    }
  });

  test("a damaged database is named, and the files are read all the same", () => {
    using home = aHome();
    for (const end of ["-wal", "-shm"]) rmSync(`${database(home)}${end}`, { force: true });
    writeFileSync(database(home), Buffer.alloc(8192, 0x41));
    const answer = home.forge(["observe", "--dry-run", "--json"]);
    expectCode(answer, 0);
    expect(droppedIn(answer)["source.corrupt"]).toBe(1);
    expect(Number(countsOf(answer)["sessions"])).toBeGreaterThanOrEqual(6);
  });

  test("a database cut in half is named", () => {
    using home = aHome();
    const size = readFileSync(database(home)).byteLength;
    truncateSync(database(home), Math.floor(size / 2 / 4096) * 4096);
    const answer = home.forge(["observe", "--dry-run", "--json"]);
    expectCode(answer, 0);
    expect(
      Object.keys(droppedIn(answer)).some(
        (reason) => reason.startsWith("source.") && reason !== "source.copy" && reason !== "source.deleted" && reason !== "source.not-transcript",
      ),
    ).toBe(true);
  });

  test("a locked database is named, and the files are read all the same", () => {
    using home = aHome();
    const writer = new DatabaseSync(database(home));
    writer.exec("PRAGMA journal_mode = DELETE");
    writer.exec("BEGIN EXCLUSIVE");
    try {
      const answer = home.forge(["observe", "--dry-run", "--json"]);
      expectCode(answer, 0);
      expect(droppedIn(answer)["source.locked"]).toBe(1);
      expect(Number(countsOf(answer)["sessions"])).toBeGreaterThanOrEqual(6);
    } finally {
      writer.close();
    }
  });

  test("a database with other tables is named", () => {
    using home = aHome();
    const db = new DatabaseSync(database(home));
    db.exec("DROP TABLE transcript_events");
    db.close();
    const answer = home.forge(["observe", "--dry-run", "--json"]);
    expectCode(answer, 0);
    expect(droppedIn(answer)["source.unknown-shape"]).toBe(1);
  });

  test("a transcript that is a link out of the state folder is not followed", () => {
    using home = aHome();
    const outside = join(home.path, "outside.jsonl");
    cpSync(aTranscript(home), outside);
    symlinkSync(outside, join(home.path, AGENT, "sessions/33333333-3333-4333-8333-333333333333.jsonl"));
    const answer = home.forge(["observe", "--dry-run", "--json"]);
    expectCode(answer, 0);
    expect(countsOf(answer)).toMatchObject(truth.counts);
    expect(Number(droppedIn(answer)["source.link"] ?? 0) + Number(droppedIn(answer)["source.outside"] ?? 0)).toBeGreaterThanOrEqual(1);
  });
});

describe("state that cannot be read or written", () => {
  test("a data folder that cannot be made is an error that names it", () => {
    using home = aHome();
    mkdirSync(join(home.path, ".openclaw/workspace"), { recursive: true });
    writeFileSync(join(home.path, ".openclaw/workspace/memory"), "a file, not a folder");
    const answer = home.forge(["--full", "--json"]);
    expect(answer.code).toBe(1);
    expect(JSON.stringify(objectIn(answer.json, "error"))).toContain("memory");
  });

  test("a state file that does not fit its schema stops the run with 6 and stays as it is", () => {
    for (const text of ["{", '{"schemaVersion":1,"genes":[{"id":17}]}', "[]"]) {
      using home = aHome();
      mkdirSync(home.data, { recursive: true });
      writeFileSync(join(home.data, "genes.json"), text);
      expectError(home.forge(["genes", "--json"]), 6, "STATE_UNREADABLE");
      expectCode(home.forge(["--full", "--json"]), 6);
      expect(readFileSync(join(home.data, "genes.json"), "utf8")).toBe(text);
    }
  });

  test("a state file of a newer version is left alone", () => {
    using home = aHome();
    mkdirSync(home.data, { recursive: true });
    writeFileSync(join(home.data, "genes.json"), '{"schemaVersion":99,"genes":[]}');
    expectError(home.forge(["genes", "--json"]), 6, "STATE_TOO_NEW");
  });

  test("a policy with unknown or wrong settings is refused", () => {
    for (const text of ['{"schemaVersion":1,"allowEval":true}', '{"schemaVersion":1,"support":{"sessions":0}}', "{"]) {
      using home = aHome();
      mkdirSync(home.data, { recursive: true });
      writeFileSync(join(home.data, "policy.json"), text);
      expectError(home.forge(["--full", "--json"]), 2, "POLICY_INVALID");
    }
  });

  test("higher thresholds in policy.json leave fewer genes", () => {
    using home = aHome();
    mkdirSync(home.data, { recursive: true });
    writeFileSync(join(home.data, "policy.json"), '{"schemaVersion":1,"support":{"sessions":6}}');
    expectCode(home.forge(["--full", "--json"]), 0);
    const genes = listIn(fieldsOf(home.forge(["genes", "--json"])), "genes");
    expect(genes).toHaveLength(truth.families.filter((family) => new Set(family.requests.map((request) => request.session)).size >= 6).length);
  });

  test("a file of texts for `patterns` may hold anything in its lines", () => {
    using home = aHome("empty");
    const path = join(home.path, "texts.jsonl");
    const day = (n: number): string => `2026-03-0${n}T10:00:00.000Z`;
    const lines = [1, 2, 3, 4].map((n) => JSON.stringify({ text: `list the open pull requests of acme/repo${n}`, session: `s${n}`, at: day(n), extra: [n] }));
    writeFileSync(path, [...lines, "", "{broken", "[]", '{"text":7}', '{"text":"write a poem about owls"}'].join("\n"));
    appendFileSync(path, "\n");
    const answer = home.forge(["patterns", path, "--json"]);
    expectCode(answer, 0);
    expect(listIn(answer.json, "patterns")).toHaveLength(1);
    const assignments = fieldsOf(answer)["assignments"];
    expect(Array.isArray(assignments) ? assignments.length : 0).toBe(8);
    expect(Array.isArray(assignments) ? assignments.filter((one) => one !== null).length : 0).toBe(4);
  });
});
