import { describe, expect, it } from "vitest";
import { wantsColour } from "#cli/printer";
import { plural, table } from "#cli/render/table";

describe("colour", () => {
  it.each([
    [{}, true, true, true],
    [{}, true, false, false],
    [{ NO_COLOR: "1" }, true, true, false],
    [{ NO_COLOR: "" }, true, true, true],
    [{ TERM: "dumb" }, true, true, false],
    [{ FORCE_COLOR: "1" }, true, false, true],
    [{ FORCE_COLOR: "0" }, true, true, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, true, true, false],
    [{ FORCE_COLOR: "1" }, false, true, false],
  ])("%j, flag %s, terminal %s -> %s", (env, flag, terminal, answer) => {
    expect(wantsColour(env, flag, terminal)).toBe(answer);
  });
});

describe("tables", () => {
  it("align by characters, not by bytes", () => {
    expect(
      table(
        [
          ["name", "n"],
          ["żółw", "1"],
          ["a", "22"],
        ],
        2,
      ),
    ).toEqual(["  name  n", "  żółw  1", "  a     22"]);
  });

  it("count words", () => {
    expect([plural(1, "query"), plural(2, "query"), plural(0, "day"), plural(2, "session")]).toEqual(["1 query", "2 queries", "0 days", "2 sessions"]);
  });
});
