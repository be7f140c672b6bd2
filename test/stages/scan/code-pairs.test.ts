import { beforeAll, describe, expect, it } from "vitest";
import { prepareAll } from "#stages/scan/prepare";
import { CALLERS_PYTHON } from "./code-pairs-callers.table.ts";
import { CARRIED_BY_JAVASCRIPT, CARRIED_BY_SHELL, CARRIED_JAVASCRIPT, CARRIED_PYTHON, CARRIED_SHELL } from "./code-pairs-carried.table.ts";
import { MADE_JAVASCRIPT } from "./code-pairs-made.table.ts";
import { DESTROYED_JAVASCRIPT, DESTROYED_PYTHON, SWAPPED_JAVASCRIPT, SWAPPED_PYTHON, WATCHED_PYTHON } from "./code-pairs-destroyed.table.ts";
import { JAVASCRIPT_PAIRS, type Pair, PYTHON_PAIRS, SHELL_PAIRS } from "./code-pairs.table.ts";
import { SET_UP_PYTHON } from "./code-pairs-set-up.table.ts";
import { SPOKEN_JAVASCRIPT, SPOKEN_PYTHON, WIPED_PYTHON } from "./code-pairs-spoken.table.ts";
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

describe("shell beside what looks like it", () => pairs("scripts/a.sh", [...SHELL_PAIRS, ...CARRIED_SHELL, ...CARRIED_BY_SHELL]));
describe("Python beside what looks like it", () =>
  pairs("scripts/a.py", [
    ...PYTHON_PAIRS,
    ...CARRIED_PYTHON,
    ...DESTROYED_PYTHON,
    ...SWAPPED_PYTHON,
    ...WATCHED_PYTHON,
    ...SPOKEN_PYTHON,
    ...WIPED_PYTHON,
    ...SET_UP_PYTHON,
    ...CALLERS_PYTHON,
  ]));
describe("JavaScript beside what looks like it", () =>
  pairs("scripts/a.mjs", [
    ...JAVASCRIPT_PAIRS,
    ...CARRIED_JAVASCRIPT,
    ...CARRIED_BY_JAVASCRIPT,
    ...MADE_JAVASCRIPT,
    ...DESTROYED_JAVASCRIPT,
    ...SWAPPED_JAVASCRIPT,
    ...SPOKEN_JAVASCRIPT,
  ]));

/** Names that every object of JavaScript has: a table that is asked by a word of a script must not find them. */
describe("words that every object has as a field", () => {
  const words = [...Object.getOwnPropertyNames(Object.prototype), "length", "name", "prototype", "caller"];
  it.each(words)("%s is read as any other program, argument and name", (word) => {
    const shell = `#!/bin/bash\n${word}\n${word} ${word} init\neval "$(${word} init bash)"\nexport ${word}=1\n$${word}\nsudo ${word} -c ${word}\n`;
    const python = `import ${word}\nfrom ${word} import ${word} as b\n${word}(b.${word}, ${word}=1)\nx = {"${word}": 1}["${word}"]\n`;
    const script = `import a from "${word}";\na.${word}.${word}(a["${word}"]);\nconst { ${word}: b } = a;\nb();\n`;
    const files = {
      "scripts/a.sh": shell,
      "scripts/a.py": python,
      "scripts/a.mjs": script,
      "SKILL.md": `${SKILL}\n\`\`\`${word}\n${word}\n\`\`\`\n\nRun \`${word} ${word}\`.\n`,
    };
    const report = scanOf(files, "imported");
    expect(report.findings.filter((one) => one.ruleId === "unread-parse")).toEqual([]);
  });
});
