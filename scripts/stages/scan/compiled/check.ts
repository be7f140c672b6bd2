import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type ParseLimits, parseJavaScript } from "../javascript/parse.ts";
import { keyName } from "../javascript/binding.ts";
import { resolveScopes } from "../javascript/scope.ts";
import type { Node, Tree } from "../javascript/tree.ts";
import type { Mark, Report } from "../mark.ts";
import { checkBindings } from "./bindings.ts";
import { type Context, isVetted } from "./context.ts";
import { erasedIn } from "./erased.ts";
import { LANGUAGE, type Language } from "./language.table.ts";
import { chainOf, checkMember, isReadable } from "./members.ts";
import { isPlainRegex } from "./regex.ts";
import { isVettedName, rootsOfVetted } from "./vetted.ts";
import { VETTED_GLOBALS, VETTED_JUDGES, VETTED_USE } from "./vetted.table.ts";
import { startsPrograms } from "./write-roots.ts";

/**
 * Generated script -> marks for everything that is not on the lists of the compiled language. No mark means: the
 * program cannot reach a capability other than the permissions reported with it. Returns whether it was read completely.
 * `language` differs only where a test proves that a spoiled language is noticed.
 */
export function checkCompiled(path: string, text: string, limits: ParseLimits, report: Report, language: Language = LANGUAGE): boolean {
  const tree = parseJavaScript(path, text, limits, report);
  if (tree === null) return false;
  const scopes = resolveScopes(tree);
  const context: Context = { language, tree, scopes, report, vetted: findVetted(tree, report), fields: ownFields(tree, language) };
  for (const { range } of erasedIn(tree)) report({ rule: "unlisted-syntax", start: range[0], end: range[1], args: { what: "TypeScript" } });
  for (const node of tree.nodes) checkNode(context, node);
  for (const reference of scopes.references) checkReference(context, reference);
  checkBindings(context);
  const hashbang = /^#!.*/.exec(text);
  if (hashbang !== null && hashbang[0] !== "#!/usr/bin/env node")
    report({ rule: "unlisted-syntax", start: 0, end: hashbang[0].length, args: { what: "This first line" } });
  return true;
}

function findVetted(tree: Tree, report: Report): readonly TSESTree.FunctionDeclaration[] {
  const vetted: TSESTree.FunctionDeclaration[] = [];
  for (const node of tree.program.body) {
    if (node.type !== T.FunctionDeclaration || !isVettedName(node.id.name)) continue;
    const roots = rootsOfVetted(node);
    if (roots === null) {
      report({ rule: "unvetted-access", start: node.range[0], end: node.id.range[1], args: { name: node.id.name } });
      continue;
    }
    vetted.push(node);
    const kind = Object.hasOwn(VETTED_USE, node.id.name) ? VETTED_USE[node.id.name] : undefined;
    if (kind !== undefined) for (const root of roots) report(rootMark(root, kind, node.id.name));
  }
  return vetted;
}

function rootMark(root: TSESTree.StringLiteral, kind: (typeof VETTED_USE)[string], name: string): Mark {
  const [start, end] = root.range;
  if (kind === "network") return { rule: "network-access", start, end, args: { name, host: root.value }, permission: { kind, value: root.value } };
  if (kind === "filesystem.write" && startsPrograms(root.value)) return { rule: "persistence-write", start, end, args: { path: root.value } };
  const mode = kind === "filesystem.read" ? "read" : "write";
  return { rule: "filesystem-access", start, end, args: { name, mode, path: root.value }, permission: { kind, value: root.value } };
}

/** Names of fields that the program makes itself and that no built-in object has. */
function ownFields(tree: Tree, { realmNames, refused }: Language): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const node of tree.nodes) {
    if (node.type !== T.Property || node.computed || tree.parents.get(node)?.type !== T.ObjectExpression) continue;
    const name = keyName(node.key);
    if (!realmNames.has(name) && !refused.has(name)) fields.add(name);
  }
  return fields;
}

function checkNode(context: Context, node: Node): void {
  // compared as a whole; members and names in it are looked at all the same
  if (isVetted(context, node) && node.type !== T.MemberExpression) return;
  const { report, language } = context;
  const [start, end] = node.range;
  const unlisted = (what: string) => report({ rule: "unlisted-syntax", start, end, args: { what } });
  if (!language.nodeKinds.has(node.type)) {
    unlisted(`\`${node.type}\``);
    return;
  }
  switch (node.type) {
    case T.ImportDeclaration:
      checkImport(node, context);
      return;
    case T.VariableDeclaration:
      if (node.kind !== "const" && node.kind !== "let") unlisted(`\`${node.kind}\``);
      return;
    case T.FunctionDeclaration:
    case T.ArrowFunctionExpression:
      if (node.async || node.generator) unlisted("an async or generator function");
      return;
    case T.ForOfStatement:
      if (node.await) unlisted("`for await`");
      return;
    case T.BreakStatement:
    case T.ContinueStatement:
      if (node.label !== null) unlisted("a label");
      return;
    case T.Literal:
      if ("bigint" in node) unlisted("a bigint");
      else if ("regex" in node && !isPlainRegex(node.regex.pattern)) unlisted("this regular expression");
      return;
    case T.UnaryExpression:
      if (node.operator === "delete") unlisted("`delete`");
      return;
    case T.BinaryExpression:
      if (node.operator === "in") unlisted("`in`");
      return;
    case T.Property:
      checkProperty(context, node);
      return;
    case T.MemberExpression:
      checkMember(context, node);
      return;
    case T.NewExpression:
      if (node.callee.type !== T.Identifier || !language.constructors.has(node.callee.name)) unlisted("`new` of this");
      return;
    case T.AssignmentExpression:
      if (node.left.type === T.MemberExpression && chainOf(node.left) !== "process.exitCode") unlisted("assigning to a member");
      return;
    case T.UpdateExpression:
      if (node.argument.type !== T.Identifier) unlisted("changing a member");
      return;
    case T.ExpressionStatement:
      if (node.directive !== undefined && node.directive !== "use strict") unlisted("this directive");
      return;
    default:
      return;
  }
}

function checkImport(node: TSESTree.ImportDeclaration, { report, language }: Context): void {
  const [start, end] = node.range;
  const module = node.source.value;
  const allowed = language.imports.get(module);
  if (node.attributes.length > 0) report({ rule: "unlisted-syntax", start, end, args: { what: "an import attribute" } });
  if (allowed === undefined || node.specifiers.length === 0) report({ rule: "unlisted-import", start, end, args: { name: "*", module } });
  for (const one of node.specifiers) {
    const name = one.type === T.ImportSpecifier ? keyName(one.imported) : one.type === T.ImportDefaultSpecifier ? "default" : "*";
    if (allowed !== undefined && !allowed.has(name)) report({ rule: "unlisted-import", start: one.range[0], end: one.range[1], args: { name, module } });
    if (one.type === T.ImportSpecifier && one.local.name !== name)
      report({ rule: "unsafe-binding", start: one.range[0], end: one.range[1], args: { name: one.local.name, why: "renames an import" } });
  }
}

function checkProperty(context: Context, node: TSESTree.Property): void {
  const { report, tree, language } = context;
  const [start, end] = node.range;
  if (node.kind !== "init" || node.method || node.computed) {
    report({ rule: "unlisted-syntax", start, end, args: { what: "a method, accessor or computed key" } });
    return;
  }
  const name = keyName(node.key);
  const why = language.refused.get(name);
  if (why !== undefined) report({ rule: "refused-name", start, end, args: { name, why } });
  else if (tree.parents.get(node)?.type === T.ObjectPattern && !isReadable(context, name)) report({ rule: "unlisted-member", start, end, args: { name } });
}

function checkReference(context: Context, node: TSESTree.Identifier): void {
  const { report, scopes, tree, language } = context;
  const [start, end] = node.range;
  const binding = scopes.bindingOf(node);
  if (binding !== null) {
    const from = tree.parents.get(binding.node);
    const declaration = binding.kind === "import" && from !== undefined ? tree.parents.get(from) : undefined;
    const isGuarded = declaration?.type === T.ImportDeclaration && language.guardedModules.has(declaration.source.value);
    if ((isGuarded || VETTED_JUDGES.has(node.name)) && !isVetted(context, node)) report({ rule: "unvetted-access", start, end, args: { name: node.name } });
    return;
  }
  if (VETTED_GLOBALS.has(node.name) && isVetted(context, node)) return;
  const parent = tree.parents.get(node);
  if (language.globals.has(node.name)) {
    if (!language.valueGlobals.has(node.name) && !isUsedInPlace(node, parent))
      report({ rule: "unlisted-global", start, end, args: { name: `${node.name} as a value` } });
    return;
  }
  if (language.chains.has(node.name) && parent?.type === T.MemberExpression && parent.object === node && !parent.computed && !parent.optional) return;
  const why = language.refused.get(node.name);
  report(
    why === undefined
      ? { rule: "unlisted-global", start, end, args: { name: node.name } }
      : { rule: "refused-name", start, end, args: { name: node.name, why } },
  );
}

/** Called, constructed, asked for a member, or what `instanceof` compares with: not handed on. */
function isUsedInPlace(node: Node, parent: Node | undefined): boolean {
  switch (parent?.type) {
    case T.CallExpression:
    case T.NewExpression:
      return parent.callee === node;
    case T.MemberExpression:
      return parent.object === node;
    case T.BinaryExpression:
      return parent.operator === "instanceof" && parent.right === node;
    default:
      return false;
  }
}
