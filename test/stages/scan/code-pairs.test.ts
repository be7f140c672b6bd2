import { beforeAll, describe, expect, it } from "vitest";
import { prepareAll } from "#stages/scan/prepare";
import { JAVASCRIPT_PAIRS, type Pair, PYTHON_PAIRS, SHELL_PAIRS } from "./code-pairs.table.ts";
import { scanOf } from "./samples.ts";

const SKILL = "---\nname: sample\ndescription: A sample.\n---\n# Sample\n\nCounts things.\n";

beforeAll(prepareAll);

/** Rules of everything that blocks or warns. */
function weighty(code: string, path: string): readonly string[] {
  const report = scanOf({ "SKILL.md": SKILL, "scripts/b.sh": "echo b\n", "scripts/b.py": "print(1)\n", [path]: code }, "imported");
  return report.findings.filter((one) => one.file === path && (one.disposition === "block" || one.ruleId === "secret-flow")).map((one) => one.ruleId);
}

function pairs(path: string, table: readonly Pair[]): void {
  for (const [what, good, bad, rule] of table) {
    it(`leaves alone: ${what}`, () => expect(weighty(good, path)).toEqual([]));
    it(`refuses what looks like it: ${what}`, () => expect(weighty(bad, path)).toContain(rule));
  }
}

describe("shell beside what looks like it", () => pairs("scripts/a.sh", SHELL_PAIRS));
describe("Python beside what looks like it", () => pairs("scripts/a.py", PYTHON_PAIRS));
describe("JavaScript beside what looks like it", () => pairs("scripts/a.mjs", JAVASCRIPT_PAIRS));
