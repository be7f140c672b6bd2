import type { Action } from "#kernel/trace";
import { actionOf } from "#stages/observe/actions/action";
import { constantsOf } from "#stages/observe/patterns/constants";
import { minePatterns } from "#stages/observe/patterns/mine";
import type { MineItem } from "#stages/observe/patterns/nodes";
import { redact } from "#stages/observe/redaction/redact";
import { describe, expect, test } from "vitest";

/** One call: the tool, and what it is given. */
type Call = readonly [tool: "read" | "write" | "edit" | "web_search" | "exec", argument: string];

const INPUTS = { read: "path", write: "path", edit: "path", web_search: "query", exec: "command" } as const;

function asked(list: readonly (readonly [text: string, ...calls: readonly Call[]])[]): readonly MineItem[] {
  return list.map(([text, ...calls], at) => ({
    id: `r${at}`,
    text,
    session: `s${at}`,
    at: Date.UTC(2026, 2, 1 + (at % 20)),
    actions: calls.map(([tool, argument], nth) => called(`${at}-${nth}`, tool, argument)),
    outcome: { label: "success" },
  }));
}

function called(id: string, tool: Call[0], argument: string): Action {
  const place = { path: "log", line: 1 };
  const result = { kind: "result" as const, id, at: null, place, ok: true, exitCode: 0, status: null, durationMs: 1, text: "" };
  return actionOf({ kind: "call", id, at: null, place, tool, input: { [INPUTS[tool]]: argument } }, result, redact, null);
}

const dinners = asked([
  ["what can I cook with spinach?", ["web_search", "recipe spinach"], ["write", "dinner.md"]],
  ["what do I cook from red lentils", ["web_search", "recipe red lentils"], ["write", "dinner.md"]],
  ["half a cabbage is left, any idea for supper?", ["web_search", "recipe half a cabbage"], ["write", "dinner.md"]],
  ["idea for supper with two eggplants please", ["web_search", "recipe two eggplants"], ["write", "dinner.md"]],
  ["I have leek left", ["web_search", "recipe leek"], ["write", "dinner.md"]],
]);
/** Requests made once; the same notes are read before each, and each is answered in a file of its own. */
const others = asked(
  [
    "name the two halves of the orchard",
    "which river is the longest one in Chile",
    "write a postcard to Aunt Vera",
    "what rhymes with marble",
    "how many bolts hold the mast",
    "translate this label into Danish",
    "why does bread go stale",
    "draw a fox with a hat",
    "when did the ferry sink",
    "suggest a film about chess",
    "how deep is the quarry",
    "price of a used cello",
  ].map((text, at) => [text, ["read", "notes.md"], ["write", `answer${at}.md`]] as const),
).map((item, at) => ({ ...item, id: `o${at}`, session: `os${at}` }));

describe("what everyday tools are given", () => {
  const constants = constantsOf([...dinners, ...others], (text) => text);

  test("tells what was asked where it comes back with the same work", () => {
    for (const dinner of dinners) expect(constants(dinner)).toEqual(["web_search\nrecipe", "write\ndinner.md"]);
  });

  test("tells nothing where it comes back whatever was asked", () => {
    for (const other of others) expect(constants(other)).toEqual([]);
  });

  test("tells nothing where it comes back with no more than what its tool always comes with", () => {
    const [todos, drafts] = ["todo.md", "inbox.md"].map((name) =>
      asked(others.slice(0, 6).map(({ text }, at) => [text, ["read", name], ["edit", `draft${at}.md`]] as const)),
    );
    const routine = [...(todos ?? []), ...(drafts ?? []).map((item) => ({ ...item, session: `i${item.session}` }))];
    const found = constantsOf([...routine, ...dinners, ...others], (text) => text);
    expect(routine.flatMap(found)).toEqual([]);
  });

  test("is one thing whether a host writes a file or patches it", () => {
    const patched = dinners.map((item, at) => {
      const [search, write] = item.actions;
      return search === undefined || write === undefined || at % 2 === 0
        ? item
        : { ...item, actions: [search, { ...write, verb: "edit", line: "edit dinner.md" }] };
    });
    const found = constantsOf([...patched, ...others], (text) => text);
    for (const dinner of patched) expect(found(dinner)).toEqual(["web_search\nrecipe", "write\ndinner.md"]);
  });

  test("is not what the person named", () => {
    const named = asked(dinners.map(({ text }) => [`${text} keep it in dinner.md`, ["write", "dinner.md"]] as const));
    expect(constantsOf([...named, ...others], (text) => text)(named[0] ?? { text: "", session: "", actions: [] })).toEqual([]);
  });
});

test("requests in words of their own are one pattern by what their everyday tools were given", () => {
  const { patterns, assignments } = minePatterns([...dinners, ...others], { sessions: 3, days: 2 });
  expect(patterns).toHaveLength(1);
  expect(assignments).toEqual([...dinners.map(() => patterns[0]?.id), ...others.map(() => null)]);
});
