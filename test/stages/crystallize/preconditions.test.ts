import type { Gene } from "#kernel/gene";
import type { Request } from "#kernel/trace";
import { geneOf } from "#stages/crystallize/gene";
import { describe, expect, test } from "vitest";
import { aPattern, asked, type Asked, POLICY } from "./history.ts";

const learned = (list: readonly Asked[], change: (request: Request) => Request = (request) => request): Gene["preconditions"] => {
  const requests = asked("do", list).map(change);
  const draft = geneOf(aPattern("do", requests), new Map(requests.map((one) => [one.id, one])), { ...POLICY.support, successRate: 0.4 }, []);
  if (draft.kind !== "gene") throw new Error(JSON.stringify(draft.rejection));
  return draft.gene.preconditions;
};
const times = (count: number, lines: readonly string[], outcome: Asked["outcome"] = "success"): readonly Asked[] =>
  Array.from({ length: count }, () => ({ text: "send the weekly numbers to the team", lines, outcome }));

describe("preconditionsOf", () => {
  test("names programs that not every system has, with the requests that show it", () => {
    expect(learned(times(3, ["himalaya send weekly | cat", "echo done"]))).toEqual([
      { kind: "program", what: "himalaya", seen: 3, of: 3, missing: 0, evidence: ["do-00", "do-01", "do-02"] },
    ]);
  });

  test("counts requests that went wrong because the program was not there", () => {
    const found = learned([...times(3, ["himalaya send weekly"]), ...times(2, ["!himalaya send weekly"], "failure")], (request) => ({
      ...request,
      actions: request.actions.map((action) => (action.ok === false ? { ...action, exitCode: 127, error: "not-found" } : action)),
    }));
    expect(found).toMatchObject([{ kind: "program", what: "himalaya", seen: 3, of: 3, missing: 2 }]);
  });

  test.each([
    ["read", "read ~/team/numbers.csv", "~/team/numbers.csv"],
    ["entered", "cd ~/team && himalaya send weekly", "~/team"],
    ["run", "himalaya send weekly && bash tools/mark-sent.sh", "tools/mark-sent.sh"],
    ["sourced", ". .venv/bin/activate && himalaya send weekly", ".venv/bin/activate"],
    ["searched", "grep -v ^# team/list.txt", "team/list.txt"],
    ["named by a flag", "awk -f ~/bin/rows.awk numbers", "~/bin/rows.awk"],
    ["fed", "himalaya send weekly < team/list.txt", "team/list.txt"],
  ])("finds a file or folder that was %s", (_how, line, path) => {
    expect(learned(times(3, [line, "himalaya send weekly"]))).toContainEqual({
      kind: "file",
      what: path,
      seen: 3,
      of: 3,
      missing: 0,
      evidence: ["do-00", "do-01", "do-02"],
    });
  });

  test("a call that was tried again still finds what it needs", () => {
    expect(learned(times(3, ["!python3 weekly.py north", "python3 weekly.py north"])).map((one) => one.what)).toEqual(["python3", "weekly.py"]);
  });

  test.each([
    ["was made by the request itself", ["himalaya export > out/week.csv", "read out/week.csv"]],
    ["may have been missing behind a pipe", ["cat team/list.txt | himalaya send weekly"]],
    ["may have been missing before a semicolon", ["cd ~/team; himalaya send weekly"]],
    ["was not there", ["!read team/list.txt", "himalaya send weekly"]],
  ])("a file that %s is none", (_why, lines) => {
    expect(learned(times(3, lines)).filter((one) => one.kind === "file")).toEqual([]);
  });

  test("a file that the person names each time is an input, its folder with a slot in it is not", () => {
    const list = ["north", "south", "east"].map(
      (name): Asked => ({ text: `send the numbers of ${name}`, lines: [`read ${name}`, `read shops/${name}/week.csv`, "himalaya send"] }),
    );
    const requests = asked("do", list);
    const slots = [{ name: "shop", type: "word" as const, examples: ["north", "south", "east"], distinct: 3, trusted: true }];
    const bindings = Object.fromEntries(requests.map((one, at) => [one.id, { shop: ["north", "south", "east"][at] ?? "" }]));
    const draft = geneOf(aPattern("do", requests, { slots, bindings }), new Map(requests.map((one) => [one.id, one])), POLICY.support, []);
    expect(draft.kind === "gene" ? draft.gene.preconditions.filter((one) => one.kind === "file").map((one) => one.what) : null).toEqual([
      "shops/{shop}/week.csv",
    ]);
  });

  test("a question after a state that came first is one", () => {
    expect(learned(times(3, ["gh auth status", "gh pr create --fill"]))).toContainEqual(
      expect.objectContaining({ kind: "state", what: "gh auth status", seen: 3, of: 3, missing: 0 }),
    );
  });

  test("a look around is one only when it was left out, or failed, where the work went wrong", () => {
    const well = times(4, ["grep -c pending queue.log", "himalaya send weekly"]);
    const states = (list: readonly Asked[]) => learned(list).filter((one) => one.kind === "state");
    expect(states(well)).toEqual([]);
    expect(states([...well, ...times(3, ["himalaya send weekly"], "failure")])).toMatchObject([
      { what: "grep -c pending queue.log", seen: 4, of: 4, missing: 3 },
    ]);
    expect(states([...well, ...times(3, ["!grep -c pending queue.log", "himalaya send weekly"], "failure")])).toMatchObject([{ missing: 3 }]);
    expect(states([...well, ...times(3, ["grep -c pending queue.log", "himalaya send weekly"], "failure")])).toEqual([]);
  });

  test("what only some of the successes show, or what was the whole work, is none", () => {
    expect(learned([...times(2, ["himalaya send weekly", "read a/b.txt"]), ...times(3, ["himalaya send weekly"])]).map((one) => one.kind)).toEqual(["program"]);
    expect(learned(times(3, ["git status"])).filter((one) => one.kind === "state")).toEqual([]);
  });
});
