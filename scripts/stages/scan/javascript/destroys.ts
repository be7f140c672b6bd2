import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { isJunk, isSomebodys } from "../junk.ts";
import type { Report } from "../mark.ts";
import { keyName } from "./binding.ts";
import type { Source } from "./flow-sources.ts";
import { createTaint } from "./flow-taint.ts";
import { textOf } from "./fold.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

const WORK_PER_NODE = 6;
const ALL = "all that lies in a folder of the person";
const FILES = String.raw`^(?:module:(?:fs|fs/promises|fs-extra|graceful-fs)\.(?:promises\.)?|Deno\.)`;
const LISTS = new RegExp(`${FILES}(?:readdir|opendir|readDir|glob)(?:Sync)?$|^module:(?:globby|fast-glob|glob)(?:\\.\\w+)?$`);
const REMOVES = new RegExp(`${FILES}(?:rm|rmdir|unlink|truncate|remove|emptyDir)(?:Sync)?$|^module:(?:rimraf|del)(?:\\.\\w+)?$`);
const WRITES = new RegExp(`${FILES}(?:writeFile|writeTextFile|outputFile|createWriteStream)(?:Sync)?$|^Bun\\.write$`);

/**
 * What a listing of a folder of the person holds, deleted or written over -> a refusal, whatever is granted: that is what ransomware and wipers do.
 * A program that takes only what tools leave behind needs its permission like any other.
 */
export function findDestroyed(resolver: Resolver, report: Report): void {
  if (!/\b(?:rm|unlink|rmdir|truncate|remove|emptyDir|writeFile|writeTextFile|outputFile|createWriteStream|rimraf|del|write)/.test(resolver.tree.text)) return;
  if (!resolver.tree.nodes.some((node) => listed(resolver, node) !== null)) return;
  const taint = createTaint(resolver, 5_000 + resolver.tree.nodes.length * WORK_PER_NODE, [], listed);
  for (const node of resolver.tree.nodes) {
    if (node.type !== T.CallExpression) continue;
    const [path] = node.arguments;
    const name = path === undefined ? null : deedOf(resolver, node);
    if (path === undefined || name === null || !taint.of(path).some((one) => one.what === ALL)) continue;
    if ((WRITES.test(name) && isBeside(resolver, path, 0)) || isNarrowed(resolver, node, path)) continue;
    const text = `${name.replace(/^module:/, "")} of ${resolver.tree.text.slice(path.range[0], Math.min(path.range[1], path.range[0] + 60))}`;
    report({ rule: "command-destroy", start: node.range[0], end: node.range[1], args: { text } });
  }
}

function deedOf(resolver: Resolver, call: TSESTree.CallExpression): string | null {
  for (const value of resolver.valuesOf(call.callee)) if (value.kind === "thing" && (REMOVES.test(value.name) || WRITES.test(value.name))) return value.name;
  return null;
}

/** Call that lists a folder in which everything is somebody's. */
function listed(resolver: Resolver, node: Node): Source | null {
  const first = node.type === T.CallExpression ? node.arguments[0] : undefined;
  if (node.type !== T.CallExpression || first === undefined) return null;
  if (!resolver.valuesOf(node.callee).some((one) => one.kind === "thing" && LISTS.test(one.name))) return null;
  const isHome = resolver.valuesOf(first).some((one) => {
    const text = one.kind === "thing" && /^process\.env\.(?:HOME|USERPROFILE)$/.test(one.name) ? "~" : textOf(one);
    const [, folder, rest] = /^([^*]*)[/\\]([^*/\\]*\*.*)$/s.exec(text ?? "") ?? [];
    return text !== null && (folder === undefined ? isSomebodys(text) : isSomebodys(folder) && !isJunk(/[^/\\]*$/.exec(rest ?? "")?.[0] ?? ""));
  });
  return isHome ? { kind: "whole", what: ALL, node } : null;
}

/** `path + ".txt"`, `join(base, "index.md")`: a file beside what was found, which stays as it is. */
function isBeside(resolver: Resolver, path: Node, depth: number): boolean {
  if (depth > 4) return false;
  if (path.type === T.BinaryExpression) return path.operator === "+" && isLiteral(path.right);
  if (path.type === T.TemplateLiteral) return path.quasis.at(-1)?.value.cooked !== "";
  if (path.type === T.CallExpression) {
    const last = path.arguments.at(-1);
    const name = path.callee.type === T.MemberExpression ? keyName(path.callee.property) : path.callee.type === T.Identifier ? path.callee.name : "";
    return /^(?:join|resolve)$/.test(name) && last !== undefined && (isLiteral(last) || isBeside(resolver, last, depth + 1));
  }
  if (path.type !== T.Identifier) return false;
  const writes = resolver.scopes.bindingOf(path)?.writes ?? [];
  return writes.length > 0 && writes.every((one) => one.from !== null && one.keys.length === 0 && isBeside(resolver, one.from, depth + 1));
}

const isLiteral = (node: Node): boolean => node.type === T.Literal && typeof node.value === "string" && node.value !== "";

/** Does the deed stand where only what tools leave behind comes to, or take only that? */
function isNarrowed(resolver: Resolver, deed: Node, path: Node): boolean {
  const { parents } = resolver.tree;
  const last = path.type === T.CallExpression ? path.arguments.at(-1) : path;
  if (last !== undefined && last.type !== T.SpreadElement && isLiteral(last) && areJunk(resolver, last)) return true;
  for (let node: Node = deed, above = parents.get(deed); above !== undefined; node = above, above = parents.get(above)) {
    if (/Function/.test(above.type) && parents.get(above)?.type !== T.CallExpression) return false;
    if ((above.type === T.IfStatement || above.type === T.ConditionalExpression) && above.consequent === node && asksForJunk(resolver, above.test, false))
      return true;
    if (above.type === T.LogicalExpression && above.operator === "&&" && above.right === node && asksForJunk(resolver, above.left, false)) return true;
    const skips = above.type === T.BlockStatement ? above.body.filter((one) => one.range[1] <= node.range[0]) : [];
    if (skips.some((one) => one.type === T.IfStatement && isLeaving(one.consequent) && asksForJunk(resolver, one.test, true))) return true;
    if (above.type === T.ForOfStatement && isFiltered(resolver, above.right)) return true;
    if (above.type === T.CallExpression && above.callee.type === T.MemberExpression && isFiltered(resolver, above.callee.object)) return true;
  }
  return false;
}

/** `names.filter((name) => name.endsWith(".log"))`. */
function isFiltered(resolver: Resolver, node: Node): boolean {
  if (node.type !== T.CallExpression || node.callee.type !== T.MemberExpression || keyName(node.callee.property) !== "filter") return false;
  const [test] = node.arguments;
  return test?.type === T.ArrowFunctionExpression && test.body.type !== T.BlockStatement && asksForJunk(resolver, test.body, false);
}

function isLeaving(node: TSESTree.Statement): boolean {
  const last = node.type === T.BlockStatement ? node.body.at(-1) : node;
  return last?.type === T.ContinueStatement || last?.type === T.ReturnStatement;
}

/** Condition -> does it hold (or, `isDenied`, fail) only for names of what tools leave behind? */
function asksForJunk(resolver: Resolver, node: Node, isDenied: boolean): boolean {
  if (node.type === T.UnaryExpression) return node.operator === "!" && asksForJunk(resolver, node.argument, !isDenied);
  if (node.type === T.LogicalExpression) {
    const [one, other] = [asksForJunk(resolver, node.left, isDenied), asksForJunk(resolver, node.right, isDenied)];
    return (node.operator === "&&") === !isDenied ? one || other : one && other;
  }
  if (node.type === T.BinaryExpression) {
    if (isDenied ? !/^!==?$/.test(node.operator) : !/^===?$/.test(node.operator)) return false;
    return areJunk(resolver, node.right) && !isKnown(resolver, node.left);
  }
  if (isDenied || node.type !== T.CallExpression || node.callee.type !== T.MemberExpression) return false;
  const [first] = node.arguments;
  const method = keyName(node.callee.property);
  if (first === undefined) return false;
  if (method === "endsWith") return areJunk(resolver, first) && !isKnown(resolver, node.callee.object);
  return /^(?:includes|has)$/.test(method) && areJunk(resolver, node.callee.object) && !isKnown(resolver, first);
}

const isKnown = (resolver: Resolver, node: Node): boolean => resolver.valuesOf(node).every((one) => textOf(one) !== null);

/** One text or several, each of them a name of what tools leave behind. */
function areJunk(resolver: Resolver, node: Node): boolean {
  const values = resolver.valuesOf(node).flatMap((one) => (one.kind === "list" ? one.items.flat() : [one]));
  return values.length > 0 && values.every((one) => one.kind === "constant" && typeof one.value === "string" && isJunk(one.value));
}
