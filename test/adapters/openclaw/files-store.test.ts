import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { roleOf } from "#adapters/openclaw/file-name";
import { openclaw } from "#adapters/openclaw/adapter";
import { aHome, answer, conversations, header, jsonl, powersFor, readAll, reasons, SESSIONS, user, words, write, zstd } from "./home.ts";
import { readingsOf } from "../../contracts/adapter-contract.ts";

const ID = "5b1c7a52-0d5e-4b0e-9a42-6f0f6a3b1a01";
const TIME = "2026-03-04T05-06-07.089Z";
const HEX = "0123456789abcdef0123456789abcdef";

describe("names in a sessions folder", () => {
  test.each([
    [`${ID}.jsonl`, "live"],
    [`${ID}-topic-7.jsonl`, "live"],
    [`${ID}.jsonl.reset.${TIME}`, "reset"],
    [`${ID}.jsonl.reset.2026-03-04T05-06-07Z`, "reset"],
    [`${ID}.jsonl.deleted.${TIME}.${HEX}`, "deleted"],
    [`${ID}.jsonl.deleted.${TIME}.${HEX}.zst`, "deleted"],
    [`${ID}.jsonl.reset.${TIME}.zst`, "reset"],
    [`${ID}.jsonl.reset.1767600000000`, "reset"],
    [`${ID}.jsonl.bak.${TIME}`, "copy"],
    [`${ID}.jsonl.full.bak`, "copy"],
    [`${ID}.jsonl.bak-4711-1767600000000`, "copy"],
    [`${ID}.jsonl.bak-2`, "copy"],
    [`${ID}.jsonl.bak`, "copy"],
    [`${ID}.checkpoint.6f0a3c1e-1111-4222-8333-0000000000a1.jsonl`, "copy"],
    [`${ID}.trajectory.jsonl`, "other"],
    [`${ID}.trajectory-path.json`, "other"],
    [`${ID}.corrupt-${TIME}-abcd1234.jsonl`, "other"],
    [`${ID}.jsonl.lock`, "other"],
    [`${ID}.jsonl.reset.${TIME}.gz`, "other"],
    [`${ID}.jsonl.reset.yesterday`, "other"],
    ["boot-1.jsonl", "machine"],
    ["sessions.json", "index"],
    ["sessions.json.bak.3", "copy"],
    ["x.migrated", "copy"],
    ["cold", "cold"],
    ["session-sqlite-import-archive", "import-archive"],
    ["notes.txt", "other"],
  ])("%s is %s", (name, role) => {
    expect(roleOf(name).role).toBe(role);
  });
});

/** A folder with every kind of name in it, each with a prompt that says which. */
function everyName(): string {
  const home = aHome();
  const put = (name: string, prompt: string, session: string, packed = false) => {
    const text = jsonl(header(session), user(`u-${prompt}`, prompt), answer(`a-${prompt}`, "done"));
    write(join(home, SESSIONS, name), packed ? zstd(text) : text);
  };
  put("s1.jsonl", "live", "s1");
  put(`s2.jsonl.reset.${TIME}`, "reset", "s2");
  put(`s3.jsonl.reset.${TIME}.${HEX}.zst`, "reset packed", "s3", true);
  put(`s4.jsonl.deleted.${TIME}`, "deleted", "s4");
  put(`s5.jsonl.deleted.${TIME}.${HEX}.zst`, "deleted packed", "s5", true);
  put(`cold/${"a".repeat(64)}.jsonl.zst`, "cold", "s6", true);
  put("s1.jsonl.full.bak", "copy", "s1");
  put("s1.trajectory.jsonl", "trajectory", "s1");
  put("boot-1.jsonl", "boot", "boot");
  put("session-sqlite-import-archive/s7.jsonl", "imported", "s7");
  write(join(home, SESSIONS, "s1.jsonl.lock"), "");
  return home;
}

describe("a sessions folder", () => {
  test("live files, reset archives and cold archives are history, everything else has a reason", () => {
    const readings = readAll(everyName());
    expect([...words(readings)].sort()).toEqual(["cold", "imported", "live", "reset", "reset packed"]);
    expect(reasons(readings)).toEqual({ "session.machine": 1, "source.copy": 1, "source.deleted": 2, "source.not-transcript": 2 });
  });

  test("deleted sessions are read only when asked for", () => {
    expect([...words(readAll(everyName(), { includeDeleted: true }))].sort()).toEqual([
      "cold",
      "deleted",
      "deleted packed",
      "imported",
      "live",
      "reset",
      "reset packed",
    ]);
  });

  test("without a decoder the compressed ones are counted", () => {
    const home = everyName();
    const powers = { ...powersFor(home), zstd: null };
    const readings = readingsOf(openclaw, home, powers, { includeGroups: false, includeDeleted: true, lineBytes: 1 << 20 });
    expect(reasons(readings)["record.undecodable"]).toBe(3);
    expect([...words(readings)].sort()).toEqual(["deleted", "imported", "live", "reset"]);
  });

  test("the same is read from the agent folder, the sessions folder and one file", () => {
    const home = aHome();
    const file = write(join(home, SESSIONS, "s1.jsonl"), jsonl(header("s1"), user("u1", "hello there"), answer("a1", "hi")));
    for (const path of [home, join(home, "agents/main"), join(home, SESSIONS), file]) {
      expect(openclaw.accepts(path, powersFor(home))).toBe(true);
      expect(words(readAll(path))).toEqual(["hello there"]);
      expect(conversations(readAll(path))).toMatchObject([{ id: "s1", agent: "main", project: "/home/ana/claw", audience: "direct" }]);
    }
  });

  test("a reset archive and the live file of one session are one conversation in their order", () => {
    const home = aHome();
    write(join(home, SESSIONS, `s1.jsonl.reset.${TIME}`), jsonl(header("s1"), user("u1", "first"), answer("a1", "x")));
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(header("s1"), user("u2", "second", {}, 5), answer("a2", "x", {}, 6)));
    const readings = readAll(home);
    expect(conversations(readings)).toHaveLength(1);
    expect(words(readings)).toEqual(["first", "second"]);
  });

  test("the entries of a forked session are counted once", () => {
    const home = aHome();
    const shared = [user("u1", "first"), answer("a1", "x")];
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(header("s1"), ...shared));
    write(join(home, SESSIONS, "s2.jsonl"), jsonl(header("s2", { parentSession: "s1" }), ...shared, user("u2", "second")));
    const readings = readAll(home);
    expect(words(readings)).toEqual(["first", "second"]);
    expect(reasons(readings)).toEqual({ "record.duplicate": 2 });
  });

  test("the same ids in unrelated sessions are different records", () => {
    const home = aHome();
    for (const id of ["s1", "s2"]) write(join(home, SESSIONS, `${id}.jsonl`), jsonl(header(id), user("u1", "water the ferns")));
    expect(words(readAll(home))).toEqual(["water the ferns", "water the ferns"]);
  });

  test("links are not followed", () => {
    const home = aHome();
    const outside = write(join(home, "outside.jsonl"), jsonl(header("s9"), user("u1", "elsewhere")));
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(header("s1"), user("u1", "here")));
    symlinkSync(outside, join(home, SESSIONS, "s9.jsonl"));
    expect(words(readAll(home))).toEqual(["here"]);
    expect(reasons(readAll(home))).toEqual({ "source.link": 1 });
  });
});

describe("sessions.json", () => {
  const withIndex = (index: unknown, files: Readonly<Record<string, string>> = { s1: "hello there" }): string => {
    const home = aHome();
    for (const [id, prompt] of Object.entries(files)) write(join(home, SESSIONS, `${id}.jsonl`), jsonl(header(id), user("u1", prompt), answer("a1", "x")));
    write(join(home, SESSIONS, "sessions.json"), typeof index === "string" ? index : JSON.stringify(index));
    return home;
  };

  test("keys and flags leave out what no person asked for", () => {
    const keys = {
      s1: "agent:main:main",
      s2: "agent:main:cron:x:run:y",
      s3: "agent:main:subagent:z",
      s4: "agent:main:telegram:group:-1",
      s5: "hook:1",
      s6: "agent:main:telegram:direct:7",
    };
    const index = Object.fromEntries(Object.entries(keys).map(([sessionId, key]) => [key, { sessionId }]));
    const readings = readAll(withIndex(index, { s1: "one", s2: "two", s3: "three", s4: "four", s5: "five", s6: "six" }));
    expect(words(readings)).toEqual(["one", "six"]);
    expect(reasons(readings)).toEqual({ "session.group": 1, "session.machine": 2, "session.subagent": 1 });
  });

  test("a group is read when asked for, with who spoke", () => {
    const home = withIndex(
      { "agent:main:slack:channel:C1": { sessionId: "s1", chatType: "room" } },
      { s1: 'Sender (untrusted metadata):\n```json\n{"name":"Bo","id":"U9"}\n```\n\nBo: find a cafe' },
    );
    const [conversation] = conversations(readAll(home, { includeGroups: true }));
    expect(conversation?.audience).toBe("group");
    expect(conversation?.events[0]).toMatchObject({ kind: "prompt", speaker: "U9", spans: [{ text: "find a cafe" }] });
  });

  test("a transcript named elsewhere is followed inside the state directory only", () => {
    const inside = withIndex({}, {});
    write(join(inside, "moved/s2.jsonl"), jsonl(header("s2"), user("u1", "moved")));
    write(join(inside, SESSIONS, "sessions.json"), JSON.stringify({ "agent:main:main": { sessionId: "s2", sessionFile: join(inside, "moved/s2.jsonl") } }));
    expect(words(readAll(inside))).toEqual(["moved"]);
    const secret = write(join(aHome(), "s3.jsonl"), jsonl(header("s3"), user("u1", "secret")));
    symlinkSync(secret, join(inside, "moved/s3.jsonl"));
    write(
      join(inside, SESSIONS, "sessions.json"),
      JSON.stringify({
        a: { sessionId: "s3", sessionFile: join(inside, "moved/s3.jsonl") },
        b: { sessionId: "s4", sessionFile: secret },
        c: { sessionId: "s5", sessionFile: `${"../".repeat(20)}etc/passwd` },
      }),
    );
    expect(words(readAll(inside))).toEqual([]);
    expect(reasons(readAll(inside))).toMatchObject({ "source.outside": 3 });
  });

  test("an index that is damaged is reported and the sessions are read by their content", () => {
    expect(reasons(readAll(withIndex("{broken")))).toEqual({ "record.not-json": 1 });
    expect(reasons(readAll(withIndex([1])))).toEqual({ "record.wrong-shape": 1 });
    expect(reasons(readAll(withIndex({ k: 7, l: { sessionId: 3 } })))).toEqual({ "record.wrong-shape": 2 });
    expect(words(readAll(withIndex("{broken")))).toEqual(["hello there"]);
  });
});

describe("sessions without a key", () => {
  test("one in which only the host spoke is no conversation of a person", () => {
    const home = aHome();
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(header("s1"), user("u1", "[cron:nightly] collect"), answer("a1", "done")));
    write(join(home, SESSIONS, "s2.jsonl"), jsonl(header("s2"), user("u1", "[Subagent Context] You are\n[Subagent Task]\ncount"), answer("a1", "3")));
    expect(reasons(readAll(home))).toEqual({ "session.machine": 1, "session.subagent": 1 });
    expect(conversations(readAll(home))).toEqual([]);
  });

  test("a message that shows a group chat makes it a group", () => {
    const home = aHome();
    const raw = "[Chat messages since your last reply - for context]\nBo: lunch?\n[Current message - respond to this]\nfind a cafe";
    write(join(home, SESSIONS, "s1.jsonl"), jsonl(header("s1"), user("u1", raw), answer("a1", "done")));
    expect(reasons(readAll(home))).toEqual({ "session.group": 1 });
  });
});
