import { describe, expect, it } from "vitest";
import { COMMANDS, GLOBAL_OPTIONS } from "#cli/commands.table";
import { parseWords } from "#cli/parse";
import { errorOf } from "../fakes/error-of.ts";

describe("the command line", () => {
  it("gives a command its words and flags", () => {
    const parsed = parseWords(["review", "--skill", "x", "--approve", "--deny-grant", "network:a", "process:b", "--json"]);
    expect(parsed.kind === "call" ? [parsed.command.name, parsed.values] : parsed).toEqual([
      "review",
      { skill: "x", approve: true, denyGrant: ["network:a", "process:b"], json: true, color: true, model: true, input: true },
    ]);
  });

  it.each([[["nonsense"]], [["scan"]], [["scan", "a", "b"]], [["deploy", "--no-such-flag"]], [["review", "--skill"]], [["status", "extra"]]])(
    "refuses %j as wrong usage",
    (words) => {
      expect(errorOf(() => parseWords(words))?.code).toBe("USAGE");
    },
  );

  it("suggests the command that was meant", () => {
    expect(errorOf(() => parseWords(["deplyo"]))?.message).toContain("deploy");
  });

  it("says how a skill is named when a name stands where no command takes one", () => {
    expect(errorOf(() => parseWords(["deploy", "invoices"]))?.message).toContain("forge deploy --skill invoices");
    expect(errorOf(() => parseWords(["genes", "show", "a", "b"]))?.message).not.toContain("--skill");
    expect(errorOf(() => parseWords(["undo", "invoices"]))?.message).not.toContain("--skill");
    expect(errorOf(() => parseWords(["deploy", "--nosuch", "invoices"]))?.message).not.toContain("--skill invoices");
  });

  it("has an example and a summary for every command, and no flag twice", () => {
    for (const command of COMMANDS) {
      expect(
        command.examples.every((one) => one.startsWith("forge ")),
        command.name,
      ).toBe(true);
      expect(command.examples.length, command.name).toBeGreaterThan(0);
      const flags = [...command.options, ...GLOBAL_OPTIONS].map((one) => one.flags.replace(/ .*/, ""));
      expect(new Set(flags).size, command.name).toBe(flags.length);
    }
  });

  it.each(COMMANDS.map((one) => one.name))("%s has code behind it", async (name) => {
    const module = await COMMANDS.find((one) => one.name === name)?.load();
    expect(typeof module?.run).toBe("function");
  });
});
