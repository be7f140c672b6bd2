import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/typescript-estree";
import { isKept } from "../javascript/places.ts";
import { type ParseLimits, parseJavaScript } from "../javascript/parse.ts";
import { keyName, resolveScopes, type Scopes } from "../javascript/scope.ts";
import type { Node, Tree } from "../javascript/tree.ts";
import type { Mark, Report } from "../mark.ts";
import { checkBindings } from "./bindings.ts";
import { CHAINS, CONSTRUCTORS, GLOBALS, IMPORTS, MEMBERS, NODE_KINDS, REFUSED_NAMES, STATIC_MEMBERS, VETTED_MODULES } from "./language.table.ts";
import { REALM_NAMES } from "./realm-names.table.ts";
import { isPlainRegex } from "./regex.ts";
import { isVettedName, rootsOfVetted } from "./vetted.ts";
import { VETTED_USE } from "./vetted.table.ts";

type Context = Readonly<{ tree: Tree; scopes: Scopes; report: Report; vetted: readonly TSESTree.FunctionDeclaration[]; fields: ReadonlySet<string> }>;

/**
 * Generated script -> marks for everything that is not on the lists of the compiled language. No mark means: the
 * program cannot reach a capability other than the permissions reported with it. Returns whether it was read completely.
 */
export function checkCompiled(path: string, text: string, limits: ParseLimits, report: Report): boolean {
  const tree = parseJavaScript(path, text, limits, report);
  if (tree === null) return false;
  const scopes = resolveScopes(tree);
  const context: Context = { tree, scopes, report, vetted: findVetted(tree, report), fields: ownFields(tree) };
  for (const node of tree.nodes) checkNode(context, node);
  for (const reference of scopes.references) checkReference(context, reference);
  checkBindings(tree, scopes, report);
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

function rootMark(root: TSESTree.StringLiteral, kind: "filesystem.read" | "filesystem.write", name: string): Mark {
  const [start, end] = root.range;
  if (kind === "filesystem.write" && isKept(root.value)) return { rule: "persistence-write", start, end, args: { path: root.value } };
  const mode = kind === "filesystem.read" ? "read" : "write";
  return { rule: "filesystem-access", start, end, args: { name, mode, path: root.value }, permission: { kind, value: root.value } };
}

/** Names of fields that the program makes itself and that no built-in object has. */
function ownFields(tree: Tree): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const node of tree.nodes) {
    if (node.type !== T.Property || node.computed || tree.parents.get(node)?.type !== T.ObjectExpression) continue;
    const name = keyName(node.key);
    if (!REALM_NAMES.has(name) && !REFUSED_NAMES.has(name)) fields.add(name);
  }
  return fields;
}

function checkNode(context: Context, node: Node): void {
  const { report, tree } = context;
  const [start, end] = node.range;
  const unlisted = (what: string) => report({ rule: "unlisted-syntax", start, end, args: { what } });
  if (!NODE_KINDS.has(node.type)) {
    if (node.type !== T.MetaProperty || !isVetted(context, node)) unlisted(`\`${node.type}\``);
    return;
  }
  switch (node.type) {
    case T.ImportDeclaration:
      checkImport(node, report);
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
      if (node.callee.type !== T.Identifier || !CONSTRUCTORS.has(node.callee.name)) unlisted("`new` of this");
      return;
    case T.AssignmentExpression:
      if (node.left.type === T.MemberExpression && chainOf(node.left) !== "process.exitCode") unlisted("assigning to a member");
      return;
    case T.UpdateExpression:
      if (node.argument.type !== T.Identifier) unlisted("changing a member");
      return;
    case T.ExpressionStatement:
      if (tree.parents.get(node)?.type === T.Program && node.directive !== undefined && node.directive !== "use strict") unlisted("this directive");
      return;
    default:
      return;
  }
}

function checkImport(node: TSESTree.ImportDeclaration, report: Report): void {
  const [start, end] = node.range;
  const module = node.source.value;
  const allowed = IMPORTS.get(module);
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
  const { report, tree } = context;
  const [start, end] = node.range;
  if (node.kind !== "init" || node.method || node.computed) {
    report({ rule: "unlisted-syntax", start, end, args: { what: "a method, accessor or computed key" } });
    return;
  }
  const name = keyName(node.key);
  const why = REFUSED_NAMES.get(name);
  if (why !== undefined) report({ rule: "refused-name", start, end, args: { name, why } });
  else if (tree.parents.get(node)?.type === T.ObjectPattern && !MEMBERS.has(name) && !context.fields.has(name))
    report({ rule: "unlisted-member", start, end, args: { name } });
}

function checkMember(context: Context, node: TSESTree.MemberExpression): void {
  const { report, scopes } = context;
  const [start, end] = node.property.range;
  if (node.computed) {
    const key = node.property;
    if (key.type !== T.Literal || typeof key.value !== "number" || !Number.isInteger(key.value) || key.value < 0)
      report({ rule: "unlisted-member", start, end, args: { name: "[computed]" } });
    return;
  }
  const name = keyName(node.property);
  const why = REFUSED_NAMES.get(name);
  if (why !== undefined) {
    report({ rule: "refused-name", start, end, args: { name, why } });
    return;
  }
  if (isVetted(context, node)) return;
  const root = rootOf(node);
  if (root !== null && scopes.bindingOf(root) === null && checkChain(context, node, root)) return;
  if (!MEMBERS.has(name) && !context.fields.has(name)) report({ rule: "unlisted-member", start, end, args: { name } });
}

/** Member of a namespace or value global: on its own list, or (deeper) an ordinary member of the result. True when this node needs no further look. */
function checkChain(context: Context, node: TSESTree.MemberExpression, root: TSESTree.Identifier): boolean {
  const chain = chainOf(node);
  if (chain === null) return false;
  const allowed = CHAINS.get(root.name) ?? STATIC_MEMBERS.get(root.name);
  const rest = chain.slice(root.name.length + 1);
  if (root.name === "process" && /^env\.[A-Za-z_][A-Za-z0-9_]*$/.test(rest)) {
    const name = rest.slice(4);
    context.report({
      rule: "secret-access",
      start: node.range[0],
      end: node.range[1],
      args: { name: "process.env", variable: name },
      permission: { kind: "secrets", value: name },
    });
    return true;
  }
  if (allowed === undefined) return false;
  if (allowed.has(rest)) return true;
  // A longer chain that begins with a listed one was checked at its beginning; the start of a longer listed one is checked at its end.
  const parent = context.tree.parents.get(node);
  const goesOn = parent?.type === T.MemberExpression && parent.object === node && !parent.computed;
  if (goesOn && ([...allowed].some((one) => one.startsWith(`${rest}.`)) || (root.name === "process" && rest === "env"))) return true;
  const begins = [...allowed].some((one) => rest.startsWith(`${one}.`)) || (root.name === "process" && /^env\.[A-Za-z_][A-Za-z0-9_]*\./.test(rest));
  if (begins) return false;
  context.report({ rule: "unlisted-member", start: node.range[0], end: node.range[1], args: { name: chain } });
  return true;
}

function checkReference(context: Context, node: TSESTree.Identifier): void {
  const { report, scopes, tree } = context;
  const [start, end] = node.range;
  const binding = scopes.bindingOf(node);
  if (binding !== null) {
    const from = tree.parents.get(binding.node);
    const declaration = binding.kind === "import" && from !== undefined ? tree.parents.get(from) : undefined;
    const isGuarded = declaration?.type === T.ImportDeclaration && VETTED_MODULES.has(declaration.source.value);
    if ((isGuarded || node.name === "rootFolder" || node.name === "isInside") && !isVetted(context, node))
      report({ rule: "unvetted-access", start, end, args: { name: node.name } });
    return;
  }
  if (GLOBALS.has(node.name)) return;
  const parent = tree.parents.get(node);
  if (CHAINS.has(node.name) && parent?.type === T.MemberExpression && parent.object === node && !parent.computed && !parent.optional) return;
  const why = REFUSED_NAMES.get(node.name);
  report(
    why === undefined
      ? { rule: "unlisted-global", start, end, args: { name: node.name } }
      : { rule: "refused-name", start, end, args: { name: node.name, why } },
  );
}

function isVetted(context: Context, node: Node): boolean {
  return context.vetted.some((one) => node.range[0] >= one.range[0] && node.range[1] <= one.range[1]);
}

function rootOf(node: TSESTree.MemberExpression): TSESTree.Identifier | null {
  let one: Node = node;
  while (one.type === T.MemberExpression && !one.computed) one = one.object;
  return one.type === T.Identifier ? one : null;
}

/** `a.b.c` -> "a.b.c"; null for anything but plain names (an optional `?.` is not a plain chain). */
function chainOf(node: Node): string | null {
  const parts: string[] = [];
  let one: Node = node;
  while (one.type === T.MemberExpression && !one.computed && !one.optional) {
    parts.unshift(keyName(one.property));
    one = one.object;
  }
  return one.type === T.Identifier ? [one.name, ...parts].join(".") : null;
}
