import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJavaScript } from "#stages/scan/javascript/parse";
import { prepareJavaScript } from "#stages/scan/javascript/parser";
import { cases } from "../cases.ts";
import { compareParsers, type Outcome } from "./compare.ts";
import { programs } from "./programs.ts";

await prepareJavaScript();

const ROOT = new URL("../..", import.meta.url).pathname;
const LIMITS = { nodes: 400_000, depth: 400 };
/** Sources of many authors and styles that every clone has. */
const FOLDERS = ["scripts"].concat(
  [
    "ajv",
    "commander",
    "fast-check",
    "handlebars",
    "markdown-it",
    "typescript-eslint",
    "@typescript-eslint",
    "vitest",
    "eslint",
    "yaml",
    "unbash",
    "tinybench",
    "prettier",
  ].map((name) => `node_modules/${name}`),
);
const WANTED = cases(250);
const MOST_BYTES = 16_000;

function filesUnder(folder: string): readonly string[] {
  try {
    return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesUnder(path);
      return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(entry.name) && statSync(join(ROOT, path)).size <= MOST_BYTES ? [path] : [];
    });
  } catch {
    return [];
  }
}

/** Rule of the finding by which the scanner refuses the text; null when it reads it. */
function refusalOf(path: string, text: string): string | null {
  const rules: string[] = [];
  const tree = parseJavaScript(path, text, LIMITS, (mark) => rules.push(mark.rule));
  return tree === null ? (rules[0] ?? null) : null;
}

/**
 * A text that the two parsers read differently may not be one that the scanner reads. What only the other one refuses are early errors
 * (a name declared twice, `await` in a script, a flag that no regular expression has): no engine runs any of it, so reading it is only more work.
 */
function isHarmless(path: string, text: string, outcome: Outcome): boolean {
  return outcome === "same" || outcome === "both refuse" || outcome === "only theirs refuses" || /^(?:unread-|html-comment)/.test(refusalOf(path, text) ?? "");
}

/** An even sample of a sorted list: the same files at every run, from every folder. */
function sample(files: readonly string[], count: number): readonly string[] {
  const step = Math.max(1, files.length / count);
  return Array.from({ length: Math.min(count, files.length) }, (_, at) => files[Math.floor(at * step)] ?? "");
}

describe("two parsers", () => {
  it("read files of many authors alike", () => {
    const files = sample(FOLDERS.flatMap(filesUnder).sort(), WANTED);
    const wrong = files.flatMap((path) => {
      const text = readFileSync(join(ROOT, path), "utf8");
      const outcome = compareParsers(path, text);
      return isHarmless(path, text, outcome) ? [] : [`${path}: ${outcome}`];
    });
    expect(files.length).toBe(WANTED);
    expect(wrong).toEqual([]);
  });

  for (const path of ["a.js", "a.cjs", "a.ts", "a.tsx"]) {
    it(`never part over a generated program that the scanner reads (${path})`, () => {
      fc.assert(
        fc.property(programs, (text) => isHarmless(path, text, compareParsers(path, text))),
        { seed: 20_261_121, numRuns: cases(400) },
      );
    });
  }
});

describe("what engines run and the scanner's parser does not read", () => {
  const rows: readonly (readonly [what: string, path: string, text: string, rule: string])[] = [
    ["a comment in HTML style that reads as operators", "a.js", "x = a <!--b\n;eval(code)", "html-comment"],
    ["an HTML comment that ends at the start of a line", "a.js", "x\n--> hidden()", "unread-parse"],
    ["an HTML comment end after a comment", "a.js", "x\n/* */ --> hidden()", "unread-parse"],
    ["legacy octal", "a.cjs", "var n = 010;", "unread-parse"],
    ["an initialiser in a for-in head", "a.cjs", "for (var i = 0 in {}) go(i);", "unread-parse"],
    ["a source phase import", "a.mjs", 'import source x from "./a.wasm";', "unread-parse"],
    ["a byte order mark before a hashbang", "a.mjs", "\ufeff#!/usr/bin/env node\ngo();", "unread-parse"],
    ["a chain of thousands of sums", "a.mjs", `const n = ${"1+".repeat(3_000)}1;`, "unread-overflow"],
    ["a chain of thousands of calls", "a.mjs", `x${".a()".repeat(3_000)};`, "unread-overflow"],
    ["parentheses nested by the thousand", "a.mjs", `${"(".repeat(5_000)}1${")".repeat(5_000)};`, "unread-overflow"],
    ["else-if by the thousand", "a.mjs", `if (a) b();${" else if (a) b();".repeat(3_000)}`, "unread-overflow"],
    ["a cast in a file that may hold JSX", "a.tsx", "const x = <string>y;", "unread-parse"],
  ];
  for (const [what, path, text, rule] of rows) {
    it(`refuses ${what}`, () => {
      expect(refusalOf(path, text)).toBe(rule);
    });
  }

  const names: readonly (readonly [what: string, path: string, text: string])[] = [
    ["an escaped name", "a.mjs", "\\u0065val(x);"],
    ["an escaped text", "a.mjs", "globalThis['\\x65val'](x);"],
    ["a line separator that ends a comment", "a.mjs", "// nothing\u2028eval(x);"],
    ["a paragraph separator that ends a comment", "a.mjs", "// nothing\u2029eval(x);"],
    ["a cast in a file without JSX", "a.ts", "const x = <string>eval(y);"],
    ["with, a bare return, delete of a name and an assigned call", "a.cjs", "with (a) {} delete eval; return eval(x);"],
  ];
  for (const [what, path, text] of names) {
    it(`reads ${what} as the engines do`, () => {
      const tree = parseJavaScript(path, text, LIMITS, () => undefined);
      expect(tree?.nodes.some((node) => ("name" in node && node.name === "eval") || ("value" in node && node.value === "eval"))).toBe(true);
    });
  }
});
