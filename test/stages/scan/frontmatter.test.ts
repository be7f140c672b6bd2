import { expect, test } from "vitest";
import { scanSample } from "./sample.ts";

/** Lines of a frontmatter -> is it refused? */
function isRefused(...lines: readonly string[]): boolean {
  const report = scanSample({ "SKILL.md": `---\nname: sample\n${lines.join("\n")}\n---\nhello\n` });
  return report.findings.some((one) => one.ruleId === "frontmatter-refused" && one.disposition === "block");
}

test.each([
  ["bold text", ["description: **整理收据**：按日期排列。"]],
  ["bold text of words", ["description: **Receipts:** sorts them"]],
  ["bold text twice", ["description: **整理收据**，按**日期**排列。"]],
  ["bold text and other keys", ["description: **整理收据**。", "license: MIT", "metadata:", "  version: 1.0.0", "  tags: [a, b]"]],
  ["names of variables", ["description: x", "env:", "  - RECEIPTS_URL", "  - RECEIPTS_KEY"]],
  ["variables and what they are for", ["description: x", "env:", "  - name: RECEIPTS_KEY", "    description: the key", "    required: false"]],
])("%s is no reason to refuse a frontmatter", (_what, lines) => {
  expect(isRefused(...lines)).toBe(false);
});

test.each([
  ["an anchor whose name begins with an asterisk", ['version: &*整理** "run"', "description: **整理**"]],
  ["an anchor elsewhere", ["license: &a MIT", "description: **整理**。"]],
  ["bold text and hooks", ["description: **整理**。", "hooks:", "  x: y"]],
  ["bold text and a key twice", ["description: **整理**。", "description: other"]],
  ["bold text and variables with values", ["description: **整理**。", "env:", "  - NODE_OPTIONS"]],
  ["bold text and every tool", ["description: **整理**。", "allowed-tools: Bash(*)"]],
  ["bold text in a list", ["description: x", "tags:", "  - **整理**。"]],
  ["bold text below a key", ["description: x", "metadata:", "  note: **整理**。"]],
  ["an alias with a name", ["description: *整理"]],
  ["an alias that ends nowhere", ["description: **整理"]],
  ["bold text and a tag", ["description: **整理**。", "license: !!js/function x"]],
  ["variables with values", ["description: x", "env:", "  NODE_OPTIONS: --require ./x.js"]],
  ["a list of settings", ["description: x", "env:", "  - NODE_OPTIONS=--require=./x.js"]],
  ["a list of maps with values", ["description: x", "env:", "  - name: NODE_OPTIONS", "    value: --require ./x.js"]],
  ["a list of maps with defaults", ["description: x", "env:", "  - name: LD_PRELOAD", "    default: ./x.so"]],
  ["a list of maps from names to values", ["description: x", "env:", "  - LD_PRELOAD: ./x.so"]],
  ["a list with one that has a value", ["description: x", "env:", "  - KEY", "  - name: BASH_ENV", "    from: ./x.sh"]],
  ["a name that is a map", ["description: x", "env:", "  - name: KEY", "    description:", "      value: ./x"]],
  ["names in capitals of the key", ["description: x", "ENV:", "  A: ./x"]],
])("%s is refused", (_what, lines) => {
  expect(isRefused(...lines)).toBe(true);
});
