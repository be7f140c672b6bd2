import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Powers } from "#kernel/powers";
import { checkLog } from "#audit/read-log";
import { openContext } from "#pipeline/context";
import { forget } from "#pipeline/forget";
import { observeLogs, type ObserveResult } from "#pipeline/observe";
import { withTraces } from "#pipeline/traces";
import { nodeFiles } from "#platform/files";
import { nodePowers } from "#platform/powers";

const NOW = Date.parse("2026-03-09T09:00:00.000Z");
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "forge-observe-"));
  folders.push(home);
  for (const [session, project, day] of [
    ["s1", "/w/shop", 2],
    ["s2", "/w/shop/web", 4],
    ["s3", "/w/shopping", 6],
  ] as const)
    log(session, project, day, ["count the bean rows in beans.csv", "list the open pull requests"]);
});

const at = (day: number, minute: number) => `2026-03-0${day}T08:0${minute}:00.000Z`;
const pathOf = (session: string) => join(home, ".openclaw/agents/main/sessions", `${session}.jsonl`);
const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const said = (session: string, day: number, minute: number, text: string) =>
  line({ type: "message", id: `${session}-${minute}`, parentId: null, timestamp: at(day, minute), message: { role: "user", content: text } });

function log(session: string, cwd: string, day: number, texts: readonly string[]): void {
  mkdirSync(dirname(pathOf(session)), { recursive: true });
  const header = line({ type: "session", version: 3, id: session, timestamp: at(day, 0), cwd });
  writeFileSync(pathOf(session), header + texts.map((text, index) => said(session, day, index + 1, text)).join(""));
}

function contextWith(read: Readonly<Record<string, unknown>> = {}, dryRun = false) {
  const powers = { ...nodePowers({ home, cwd: home, env: {} }), clock: { now: () => NOW } };
  const data = join(home, "data");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "policy.json"), JSON.stringify({ schemaVersion: 1, read }));
  return openContext({ ...powers, host: { ...powers.host, programRoot: process.cwd() } }, { workspace: null, home: data, dryRun, tolerant: false, waitMs: 0 });
}

const OPTIONS = { days: null, source: "openclaw", path: null, includeGroups: false, includeDeleted: false };
const look = (read: Readonly<Record<string, unknown>> = {}, dryRun = false): ObserveResult =>
  observeLogs(contextWith(read, dryRun), { ...OPTIONS, days: 30 }).result;
const texts = () => withTraces(contextWith(), [], (store) => store.requests()).map((one) => one.text);
const without = ({ logs: _logs, stored: _stored, ...rest }: ObserveResult) => rest;

describe("an interrupted run", () => {
  test("is cleared up after by the next one, though that has nothing to read: a log that was only begun, and what an anchor was written to", () => {
    look();
    const { places } = contextWith();
    // as a kill leaves them between creating the log and its first line, and between writing an anchor and moving it to its place
    rmSync(places.anchors, { recursive: true });
    mkdirSync(places.anchors, { recursive: true });
    writeFileSync(join(places.anchors, ".newest.json.0123456789abcdef.tmp"), "half");
    writeFileSync(places.events, "");
    expect(checkLog(nodeFiles(), { path: places.events, anchors: places.anchors }).status).toBe("broken");
    expect(look().logs).toMatchObject({ read: 0 });
    expect(checkLog(nodeFiles(), { path: places.events, anchors: places.anchors }).status).toBe("ok");
    expect(readdirSync(places.anchors)).toEqual([]);
    const before = statSync(places.data).mtimeMs;
    look();
    expect(statSync(places.data).mtimeMs).toBe(before);
  });

  /** Powers with which the write of that number, and every one after it, fails; a clock so slow that each log is put away by itself. */
  const broken = (given: Powers, at: number): Readonly<{ powers: Powers; writes: () => number }> => {
    let writes = 0;
    const write = <A extends readonly unknown[], R>(work: (...args: A) => R) => {
      return (...args: A): R => {
        writes += 1;
        if (writes >= at) throw new Error("interrupted");
        return work(...args);
      };
    };
    const { append, makeFolder, replace, writeNew } = given.files;
    const files = { ...given.files, append: write(append), makeFolder: write(makeFolder), replace: write(replace), writeNew: write(writeNew) };
    const openStore: Powers["openStore"] = (path) => {
      const database = given.openStore(path);
      return { ...database, run: write(database.run) };
    };
    let now = NOW;
    return { powers: { ...given, files, openStore, clock: { now: () => (now += 10_000) } }, writes: () => writes };
  };

  test("loses nothing at any write: the next run says what an uninterrupted one says", () => {
    const expected = look({}, true);
    let stops = 0;
    for (let at = 1; ; at += 1) {
      const context = contextWith();
      for (const path of [context.places.data, context.places.anchors]) rmSync(path, { recursive: true, force: true });
      const { powers, writes } = broken(context.powers, at);
      try {
        observeLogs({ ...context, powers }, { ...OPTIONS, days: 30 });
      } catch (error) {
        expect(String(error)).toContain("interrupted");
        stops += 1;
      }
      const next = look();
      expect(without(next)).toEqual(without(expected));
      expect(next.logs.read + next.logs.unchanged).toBe(3);
      if (writes() < at) break;
    }
    expect(stops).toBeGreaterThan(20);
  });
});

describe("a second run", () => {
  test("reads nothing when nothing changed, and says the same", () => {
    const first = look();
    expect(first).toMatchObject({ logs: { read: 3, unchanged: 0 }, counts: { sessions: 3, userPrompts: 6, requests: 6 } });
    const before = statSync(join(home, "data/traces.sqlite")).mtimeMs;
    const second = look();
    expect(second.logs).toEqual({ read: 0, unchanged: 3 });
    expect(without(second)).toEqual(without(first));
    expect(statSync(join(home, "data/traces.sqlite")).mtimeMs).toBe(before);
  });

  test("with other settings reads all anew, also when they are those of an earlier run, and keeps nothing twice", () => {
    const first = look();
    expect(first.patterns.length).toBeGreaterThan(0);
    expect(look({ keepText: true }).logs).toEqual({ read: 3, unchanged: 0 });
    const third = look();
    expect(third.logs).toEqual({ read: 3, unchanged: 0 });
    expect(without(third)).toEqual(without(first));
    expect(withTraces(contextWith(), 0, (store) => store.sources().size)).toBe(3);
  });

  test("reads the log that grew, and says what a full run says", () => {
    look();
    appendFileSync(pathOf("s2"), said("s2", 4, 5, "water the lemon tree"));
    const second = look();
    expect(second.logs).toEqual({ read: 1, unchanged: 2 });
    expect(without(second)).toEqual(without(look({}, true)));
    expect(texts()).toContain("water the lemon tree");
  });

  test("reads a log of the same length and time but other bytes when it was replaced", () => {
    look();
    const { mtime, atime } = statSync(pathOf("s1"));
    const changed = readFileSync(pathOf("s1"), "utf8").replace("bean", "corn");
    rmSync(pathOf("s1"));
    writeFileSync(`${pathOf("s1")}.new`, changed);
    cpSync(`${pathOf("s1")}.new`, pathOf("s1"));
    rmSync(`${pathOf("s1")}.new`);
    utimesSync(pathOf("s1"), atime, mtime);
    expect(look().logs.read).toBe(1);
    expect(texts().filter((text) => text.includes("corn"))).toHaveLength(1);
  });

  test("keeps what a log told that is gone since, and counts only what is there", () => {
    look();
    rmSync(pathOf("s3"));
    expect(look().counts).toMatchObject({ sessions: 2, userPrompts: 4 });
    expect(texts()).toHaveLength(6);
  });

  test("a dry run writes nothing and says what a real one says", () => {
    const dry = look({}, true);
    expect(readdirSync(join(home, "data"))).toEqual(["policy.json"]);
    expect(dry.stored).toBe(false);
    expect(without(look())).toEqual(without(dry));
  });
});

test("a log of nothing but broken lines is counted line by line", () => {
  appendFileSync(pathOf("s1"), "{]\n".repeat(200_000));
  expect(look().counts).toMatchObject({ sessions: 3, dropped: { "record.not-json": 200_000 } });
});

describe("what is to be forgotten", () => {
  test("is gone, and does not come back while the log still holds it", () => {
    look();
    const context = contextWith();
    const session = withTraces(context, [], (store) => store.traces()).find((one) => one.path === pathOf("s1"))?.id ?? "";
    expect(forget(contextWith({}, true), { kind: "session", value: session })).toMatchObject({ sessions: 1, requests: 2, dryRun: true });
    expect(texts()).toHaveLength(6);
    expect(forget(context, { kind: "session", value: session })).toMatchObject({ sessions: 1, requests: 2, dryRun: false });
    expect(texts()).toHaveLength(4);
    appendFileSync(pathOf("s1"), said("s1", 2, 7, "water the lemon tree"));
    expect(look().counts.dropped).toMatchObject({ "session.forgotten": 1 });
    expect(texts()).toHaveLength(4);
  });

  test("by day or by project it holds for logs that are read later too", () => {
    look();
    expect(forget(contextWith(), { kind: "before", value: Date.parse(at(2, 2)) }).requests).toBe(1);
    expect(forget(contextWith(), { kind: "project", value: "/w/shop" })).toMatchObject({ sessions: 2, requests: 3 });
    log("s4", "/w/shop/new", 7, ["sort the mail"]);
    log("s5", "/w/other", 1, ["sort the mail", "water the lemon tree"]);
    expect(look().counts.dropped).toMatchObject({ "session.forgotten": 3, "prompt.forgotten": 2 });
    expect([...texts()].sort()).toEqual(["count the bean rows in beans.csv", "list the open pull requests"]);
  });

  test("a session that is not there is said so", () => {
    look();
    expect(() => forget(contextWith(), { kind: "session", value: "trace-none" })).toThrow(/there is no session/);
  });
});

describe("what the policy says of reading", () => {
  test.each([
    ["a denied folder, and not the one that begins alike", { projects: { allow: [], deny: ["/w/shop"] } }, ["/w/shopping"]],
    ["the longer folder decides", { projects: { allow: ["/w/shop/web"], deny: ["/w/shop"] } }, ["/w/shop/web"]],
    ["only what is allowed", { projects: { allow: ["/w/shopping/"], deny: [] } }, ["/w/shopping"]],
    ["the same folder in both is denied", { projects: { allow: ["/w/shop"], deny: ["/w/shop"] } }, []],
  ])("projects: %s", (_what, read, left) => {
    const { counts } = look(read);
    expect(counts.dropped["session.project"]).toBe(3 - left.length);
    expect(withTraces(contextWith(), [], (store) => store.traces()).map((one) => one.project)).toEqual(left);
  });

  test("another list reads again what it lets in", () => {
    look({ projects: { allow: [], deny: ["/w"] } });
    expect(texts()).toEqual([]);
    expect(look().logs.read).toBe(3);
    expect(texts()).toHaveLength(6);
  });

  test("requests past the days that are kept leave, also those of logs that are gone", () => {
    look();
    rmSync(pathOf("s1"));
    expect(look({ keepDays: 4 }).counts).toMatchObject({ requests: 2 });
    expect(texts()).toHaveLength(2);
  });

  test("words are kept only when asked for, and redacted", () => {
    log("s6", "/w/shop", 7, ["log in with password hunter2000xyz and list the orders"]);
    look();
    const words = () => withTraces(contextWith(), [], (store) => store.traces().flatMap((one) => store.session(one.id)?.texts ?? []));
    expect(words()).toEqual([]);
    look({ keepText: true });
    expect(words().filter((one) => one.kind === "prompt.user")).toHaveLength(7);
    expect(JSON.stringify(words())).not.toContain("hunter2000xyz");
  });

  test("e-mail addresses go when they are to be hidden, also from what was read before", () => {
    log("s6", "/w/shop", 7, ["send the orders to ada@example.com"]);
    look();
    expect(texts().join()).toContain("ada@example.com");
    look({ hideEmails: true });
    expect(texts().join()).toContain("send the orders to <secret:email:1>");
    expect(texts().join()).not.toContain("ada@example.com");
  });
});
