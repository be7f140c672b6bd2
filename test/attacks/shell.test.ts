import { describe, expect, it } from "vitest";
import { scanOf } from "../stages/scan/samples.ts";
import { SHELL_CLEAN } from "./shell-clean.table.ts";
import { SHELL } from "./shell.table.ts";

const SKILL = "---\nname: sample\ndescription: A sample.\n---\n# Sample\n\nCounts things.\n";

const OWN = {
  "SKILL.md": SKILL,
  "scripts/b.sh": "echo b\n",
  "scripts/lib.sh": 'log() { printf "%s\\n" "$1"; }\n',
  "scripts/tool.py": 'print("tool")\n',
  "scripts/data.txt": "data\n",
};

describe("shell scripts of attackers", () => {
  for (const [id, expected, code, path = "scripts/a.sh"] of SHELL)
    it(`${id}: ${expected}`, () => {
      const files = { "SKILL.md": SKILL, [path]: code };
      const report = scanOf(files, "imported");
      const found = report.findings.filter((one) => one.file !== "SKILL.md");
      const blocks = found.filter((one) => one.disposition === "block");
      if (expected === "grant") {
        expect(blocks.map((one) => one.ruleId)).toEqual([]);
        expect(found.map((one) => one.disposition)).toContain("grant");
      } else if (expected === "block")
        expect(
          blocks.map((one) => one.ruleId).filter((one) => !one.startsWith("unread-")),
          id,
        ).not.toEqual([]);
      else expect(blocks, id).not.toEqual([]);
    });
});

describe("ordinary shell scripts", () => {
  for (const [what, code, quiet] of SHELL_CLEAN)
    it(`leaves alone: ${what}`, () => {
      const files = { ...OWN, "scripts/a.sh": code };
      const report = scanOf(files, "imported");
      const found = report.findings.filter((one) => one.file !== "SKILL.md");
      expect(found.filter((one) => one.disposition === "block").map((one) => `${one.ruleId}: ${one.message}`)).toEqual([]);
      if (quiet === true) expect(found.filter((one) => one.disposition !== "note").map((one) => `${one.ruleId}: ${one.message}`)).toEqual([]);
    });
});
