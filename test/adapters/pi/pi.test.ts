import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Fields } from "#adapters/common/fields";
import type { Reading } from "#adapters/contract";
import { openclaw } from "#adapters/openclaw/adapter";
import { pi } from "#adapters/pi/adapter";
import type { TraceEvent } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { answer, call, entry, FILE, header, piSample, result, user, write } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });

adapterContract("pi", () => ({
  adapter: pi,
  powers,
  writeSample: piSample,
  database: () => null,
  unknownKind: { type: "hologram", id: "f6a7b8c9", parentId: "e5f6a7b8", timestamp: "2026-05-12T01:00:50.000Z", payload: { deep: [1] } },
}));

const folder = mkdtempSync(join(tmpdir(), "pi-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
let made = 0;
const aFolder = (): string => {
  const path = join(folder, String((made += 1)));
  mkdirSync(path);
  return path;
};
const read = (path: string): readonly Reading[] => readingsOf(pi, path, powers);
const reading = (...entries: readonly Fields[]): readonly Reading[] => read(write(join(aFolder(), FILE), header(), ...entries));
const eventsOf = <K extends TraceEvent["kind"]>(readings: readonly Reading[], kind: K) =>
  readings.flatMap((one) => one.conversation?.events ?? []).filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind);
const words = (readings: readonly Reading[]): readonly string[] => eventsOf(readings, "prompt").map((event) => wordsOfPerson(event.spans));
const reasons = (readings: readonly Reading[]): readonly string[] =>
  readings.flatMap((one) => one.dropped.map(({ reason, detail }) => (detail === undefined ? reason : `${reason} ${detail}`)));

describe("what a person typed", () => {
  test("a skill that was called is cut, the words behind it are the prompt", () => {
    const block = '<skill name="invoices" location="/home/ada/.pi/agent/skills/invoices/SKILL.md">\nReferences are relative.\n\n# Invoices\n</skill>';
    const found = reading(user("u1", null, `${block}\n\nonly of March`), user("u2", "u1", block));
    expect(words(found)).toEqual(["only of March"]);
    expect(eventsOf(found, "skill-use").map((event) => event.skill)).toEqual(["invoices", "invoices"]);
  });

  test("files named with @ are somebody else's text; pictures alone are no words", () => {
    const found = reading(
      user("u1", null, '<file name="/home/ada/shop/cart.ts">\nexport {}\n</file>\nexplain this'),
      entry("u2", "u1", { role: "user", content: [{ type: "image", data: "AAAA" }] }),
    );
    expect(words(found)).toEqual(["explain this"]);
    expect(reasons(found)).toEqual(["text.external file", "prompt.no-words"]);
  });

  test("what extensions say to the model is no prompt", () => {
    const found = reading(
      user("u1", null, "go on"),
      { type: "custom_message", id: "x1", parentId: "u1", timestamp: "2026-05-12T01:00:05.000Z", customType: "todo", content: "You have tasks", display: true },
      entry("x2", "x1", { role: "custom", customType: "todo", content: "You have tasks", display: false }),
      entry("x3", "x2", { role: "compactionSummary", summary: "They spoke of carts.", tokensBefore: 9 }),
    );
    expect(words(found)).toEqual(["go on"]);
    expect(reasons(found)).toEqual(["text.injected extension", "text.injected extension"]);
  });
});

describe("branches", () => {
  test("a prompt beside the current branch counts and is withdrawn", () => {
    const found = reading(
      user("u1", null, "fix it"),
      answer("a1", "u1", "Fixed."),
      user("u2", "a1", "in red"),
      answer("a2", "u2", "Red."),
      user("u3", "a1", "in blue"),
      answer("a3", "u3", "Blue."),
    );
    expect(words(found)).toEqual(["fix it", "in red", "in blue"]);
    expect(eventsOf(found, "withdrawn").map((event) => event.id)).toEqual(["u2"]);
  });

  test("a broken line in the middle of the tree, and version 1 without a tree, withdraw nothing", () => {
    expect(eventsOf(reading(user("u1", null, "fix it"), user("u2", "lost", "and test it")), "withdrawn")).toEqual([]);
    const flat = [user("", null, "fix it", 1), user("", null, "and test it", 2)].map(({ id: _id, parentId: _parent, ...rest }) => rest);
    expect(words(reading(...flat))).toEqual(["fix it", "and test it"]);
    expect(eventsOf(reading(...flat), "withdrawn")).toEqual([]);
  });

  test("a leaf moves back without another prompt", () => {
    const leaf = { type: "leaf", id: "l1", parentId: "u2", timestamp: "2026-05-12T01:00:05.000Z", targetId: "u1" };
    expect(eventsOf(reading(user("u1", null, "fix it"), user("u2", "u1", "in red"), leaf), "withdrawn").map((event) => event.id)).toEqual(["u2"]);
  });

  test("what a fork copied counts where it was said, also when the fork alone is read", () => {
    const home = join(aFolder(), "--home-ada-shop--");
    const copy = "2026-05-12T02-00-00-000Z_7c000000-0000-4000-8000-000000000002.jsonl";
    write(join(home, FILE), header(), user("u1", null, "fix it"), answer("a1", "u1", "Fixed."));
    write(
      join(home, copy),
      header({ id: "two", parentSession: `/elsewhere/${FILE}` }),
      user("u1", null, "fix it"),
      answer("a1", "u1", "Fixed."),
      user("u2", "a1", "now faster", 90),
    );
    expect(words(read(home))).toEqual(["fix it", "now faster"]);
    expect(words(read(join(home, copy)))).toEqual(["now faster"]);
    expect(reasons(read(home))).toEqual(["record.duplicate fork", "record.duplicate fork"]);
  });
});

describe("what was done", () => {
  test.each([
    ["bash", "1 failing\n\nCommand exited with code 1", true, { ok: false, exitCode: 1 }],
    ["bash", "fine", false, { ok: true, exitCode: null }],
    ["read", "a text that ends so\nCommand exited with code 1", false, { ok: true, exitCode: null }],
    ["bash", "?", null, { ok: null, exitCode: null }],
  ])("%s, %j, error %s", (tool, text, isError, expected) => {
    const found = reading(call("a1", null, "call_1", tool, {}), result("r1", "a1", "call_1", tool, text, isError));
    expect(eventsOf(found, "result")).toMatchObject([{ id: "call_1", ...expected }]);
  });

  test("a turn that was interrupted says so", () => {
    expect(eventsOf(reading(answer("a1", null, "Let me", { stopReason: "aborted", errorMessage: "Request was aborted" })), "reply")).toMatchObject([
      { failed: "aborted" },
    ]);
  });
});

describe("whose file it is", () => {
  const claw = [header(), call("a1", null, "c1", "exec", { command: "ls" }), result("r1", "a1", "c1", "exec", "a.pdf")];

  test("OpenClaw's sessions stay OpenClaw's, in their place and copied elsewhere, one file and a folder", () => {
    const root = aFolder();
    const paths = [
      write(join(root, "agents", "main", "sessions", "s1.jsonl"), header(), user("u1", null, "hi"), call("a1", "u1", "c1", "bash", {})),
      write(join(aFolder(), "copied.jsonl"), ...claw),
    ];
    for (const path of [...paths, root, join(paths[1] ?? "", "..")]) {
      expect(openclaw.accepts(path, powers)).toBe(true);
      expect(pi.accepts(path, powers)).toBe(false);
    }
  });

  test("pi's files are pi's by name and folder also when they hold no call yet", () => {
    const path = write(join(aFolder(), FILE), header(), user("u1", null, "hi"));
    for (const one of [path, join(path, "..")]) {
      expect(pi.accepts(one, powers)).toBe(true);
      expect(openclaw.accepts(one, powers)).toBe(false);
    }
  });

  test("roots follow the environment", () => {
    const roots = (env: Readonly<Record<string, string>>) => pi.roots(nodePowers({ home: "/home/ada", cwd: "/", env }).host).map((root) => root.path);
    expect(roots({})).toEqual(["/home/ada/.pi/agent/sessions"]);
    expect(roots({ PI_CODING_AGENT_DIR: "~/agents/pi", PI_CODING_AGENT_SESSION_DIR: "/logs" })).toEqual(["/logs", "/home/ada/agents/pi/sessions"]);
  });
});

test("sessions written by pi 0.73.1 are counted to the one", () => {
  const found = read(join(import.meta.dirname, "..", "..", "fixtures", "adapters", "pi"));
  expect(countsOf(found)).toEqual({ sessions: 2, prompts: 8, replies: 11, calls: 4, results: 4 });
  expect(words(found)).toEqual([
    "fix the failing cart test",
    "rename the cart to basket",
    "Look at the cart module and say which tests are missing in it.",
    "only of March",
    "slowly count the carts",
    "and add a changelog",
    "hang on please",
    "add a changelog in the fork",
  ]);
  expect(eventsOf(found, "result").map(({ ok, exitCode }) => [ok, exitCode])).toEqual([
    [true, null],
    [true, null],
    [false, 2],
    [true, null],
  ]);
  expect(found.map((one) => basename(one.conversation?.project ?? ""))).toEqual(["shop", "shop"]);
  expect(reasons(found)).toHaveLength(9);
});
