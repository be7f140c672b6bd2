import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { isMixed } from "../text/scripts.ts";
import type { Tree } from "./tree.ts";

/** Tree -> marks for code that is written to be misread: look-alike names, escapes of plain letters, text pushed off the screen, machine-made names, sign-only code. */
export function findDisguise(tree: Tree, report: Report): void {
  const made = new Set<string>();
  for (const node of tree.nodes) {
    if (node.type === T.Identifier || node.type === T.PrivateIdentifier) {
      if (isMixed(node.name)) {
        report({ rule: "mixed-script", start: node.range[0], end: node.range[1], args: { name: node.name.slice(0, 40) } });
        return;
      }
      if (/^_0x[0-9a-f]{3,}$/i.test(node.name)) made.add(node.name);
    } else if (
      node.type === T.Literal &&
      typeof node.value === "string" &&
      /(?:\\x[2-7][0-9a-f]|\\u00[2-7][0-9a-f]|\\u\{0*[2-7][0-9a-f]\}){12,}/i.test(node.raw)
    ) {
      report({
        rule: "obfuscated-code",
        start: node.range[0],
        end: node.range[1],
        args: { why: "Plain letters are written as escapes" },
        evidence: [node.value.slice(0, 120)],
      });
      return;
    }
  }
  if (made.size >= 4)
    report({ rule: "obfuscated-code", start: 0, end: 1, args: { why: `${String(made.size)} names made by an obfuscator (such as ${[...made][0] ?? ""})` } });
  const signs = /[[\]()!+{}]{160,}/.exec(tree.text);
  if (signs !== null) report({ rule: "obfuscated-code", start: signs.index, end: signs.index + 40, args: { why: "Code made of brackets and signs only" } });
  const gap = /[^\s][ \t\u00a0]{120,}[^\s]/.exec(tree.text);
  if (gap !== null && !insideText(tree, gap.index + 10))
    report({ rule: "obfuscated-code", start: gap.index, end: gap.index + gap[0].length, args: { why: "Code is pushed out of sight by spaces" } });
}

function insideText(tree: Tree, at: number): boolean {
  return (
    tree.nodes.some(
      (node) => (node.type === T.Literal || node.type === T.TemplateElement || node.type === T.JSXText) && node.range[0] < at && node.range[1] > at,
    ) || (tree.program.comments ?? []).some((one) => one.range[0] < at && one.range[1] > at && !/\S[ \t]{120,}\S/.test(one.value.trim()))
  );
}
