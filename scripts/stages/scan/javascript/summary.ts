import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { findOwn } from "./modules.ts";
import type { Source } from "./flow-sources.ts";
import { returnsOf } from "./flow-members.ts";
import type { Taint } from "./flow-taint.ts";
import { keyName } from "./binding.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

export type Place = Readonly<{ start: number; end: number }>;
/** A name that another file of the skill exports; `*` for all of them, unless it is `exact`: then only what stands under that very name there. */
export type Elsewhere = Readonly<{ path: string; name: string; exact?: true }>;

/** What a file gives to and takes from other files of the skill, as far as private data is concerned. */
export type FlowSummary = Readonly<{
  /** Private data under an exported name (its value, or what the function gives; `isPart`: a key among settings), or a name of another file passed on. */
  exports: readonly (Readonly<{ name: string; what: string; place: Place; isPart?: true }> | Readonly<{ name: string; from: Elsewhere }>)[];
  /** Something of another file that goes out here; `inHeader`: where a service is shown its key. */
  sent: readonly Readonly<{ from: Elsewhere; sink: string; place: Place; inHeader?: true }>[];
  /** Parameters of exported functions that go out. */
  senders: readonly Readonly<{ name: string; at: number; sink: string; place: Place }>[];
  /** Private data handed to a function of another file. */
  handed: readonly Readonly<{ to: Elsewhere; at: number; what: string; place: Place }>[];
}>;

/** What a file shares with others, and whether everything in it could be followed: past the allowed work the rest is not known to be harmless. */
export type Followed = Readonly<{ flows: FlowSummary | null; complete: boolean }>;

export type Sent = Readonly<{ source: Source; sink: string; place: Place }>;

const placeOf = (node: Node): Place => ({ start: node.range[0], end: node.range[1] });

/** Resolver, taint, and what reaches the sinks of this file from outside of it -> the summary; null when there is nothing to say. */
export function summaryOf(resolver: Resolver, taint: Taint, outside: readonly Sent[], files: ReadonlySet<string>): FlowSummary | null {
  const elsewhere = (source: Source): Elsewhere | null => {
    const hash = source.what.lastIndexOf("#");
    const path = findOwn(resolver.tree.path, source.what.slice(0, hash), files);
    return path === null ? null : { path, name: source.what.slice(hash + 1) };
  };
  const exports: FlowSummary["exports"][number][] = [];
  for (const { name, values, from } of exportsOf(resolver)) {
    if (from !== null) {
      const path = findOwn(resolver.tree.path, from.path, files);
      if (path !== null) exports.push({ name, from: { path, name: from.name } });
    }
    for (const source of values.flatMap(taint.of)) {
      const other = source.kind === "import" ? elsewhere(source) : null;
      if (other !== null) exports.push({ name, from: other });
      else if (source.kind === "whole" || source.kind === "file")
        exports.push({ name, what: source.what, place: placeOf(source.node), ...(source.kind === "file" ? { isPart: true } : {}) });
    }
  }
  const sent = outside.flatMap(({ source, sink, place }) => {
    const from = source.kind === "import" ? elsewhere(source) : null;
    return from === null ? [] : [{ from, sink, place, ...(source.inHeader === true ? { inHeader: true as const } : {}) }];
  });
  const senders = outside.flatMap(({ source, sink, place }) => {
    if (source.kind !== "parameter") return [];
    const hash = source.what.lastIndexOf("#");
    return [{ name: source.what.slice(0, hash), at: Number(source.what.slice(hash + 1)), sink, place }];
  });
  const handed = handedOn(resolver, taint, elsewhere);
  return exports.length + sent.length + senders.length + handed.length === 0 ? null : { exports, sent, senders, handed };
}

type Export = Readonly<{ name: string; values: readonly Node[]; from: Elsewhere | null }>;

/** Exported names -> the expressions behind them; what is exported from another file is a name there. */
function exportsOf(resolver: Resolver): readonly Export[] {
  const out: Export[] = [];
  const add = (name: string, node: Node | null): void => {
    if (node !== null) out.push({ name, values: behind(resolver, node), from: null });
  };
  for (const node of resolver.tree.nodes) {
    if (node.type === T.ExportDefaultDeclaration) add("default", node.declaration);
    else if (node.type === T.ExportAllDeclaration)
      out.push({ name: node.exported === null ? "*" : keyName(node.exported), values: [], from: { path: node.source.value, name: "*" } });
    else if (node.type === T.ExportNamedDeclaration) named(node, out, add);
    else if (node.type === T.AssignmentExpression && node.left.type === T.MemberExpression) commonJs(node, node.left, add);
  }
  return out;
}

function named(node: TSESTree.ExportNamedDeclaration, out: Export[], add: (name: string, node: Node | null) => void): void {
  for (const one of node.specifiers) {
    if (node.source !== null) out.push({ name: keyName(one.exported), values: [], from: { path: node.source.value, name: keyName(one.local) } });
    else add(keyName(one.exported), one.local);
  }
  if (node.declaration?.type === T.VariableDeclaration) {
    for (const one of node.declaration.declarations) if (one.id.type === T.Identifier) add(one.id.name, one.init);
  } else if (node.declaration?.type === T.FunctionDeclaration && node.declaration.id !== null) add(node.declaration.id.name, node.declaration);
}

/** `module.exports = { a, b: c }`, `module.exports.a = b`, `exports.a = b`. */
function commonJs(node: TSESTree.AssignmentExpression, left: TSESTree.MemberExpression, add: (name: string, node: Node | null) => void): void {
  const isModule = (one: Node): boolean =>
    one.type === T.MemberExpression && one.object.type === T.Identifier && one.object.name === "module" && keyName(one.property) === "exports";
  if (isModule(left)) {
    add("default", node.right);
    if (node.right.type === T.ObjectExpression)
      for (const one of node.right.properties) if (one.type === T.Property && !one.computed) add(keyName(one.key), one.value);
  } else if (isModule(left.object) || (left.object.type === T.Identifier && left.object.name === "exports")) add(keyName(left.property), node.right);
}

/** An expression, or what the function gives that it stands for. */
function behind(resolver: Resolver, node: Node): readonly Node[] {
  const functions = resolver.valuesOf(node).flatMap((value) => (value.kind === "function" && value.node !== null ? returnsOf(resolver, value.node) : []));
  return functions.length > 0 ? functions : node.type === T.FunctionDeclaration || node.type === T.ClassDeclaration ? [] : [node];
}

/** Could this name, or the object it is taken from, come from another file? Most calls are none, and asking further costs more. */
function isImported(resolver: Resolver, callee: Node): boolean {
  let root: Node = callee;
  while (root.type === T.MemberExpression) root = root.object;
  const from = root.type === T.Identifier ? resolver.scopes.bindingOf(root)?.writes[0]?.from : null;
  return from !== null && from !== undefined && (from.type.startsWith("Import") || from.type === T.CallExpression || from.type === T.AwaitExpression);
}

function handedOn(resolver: Resolver, taint: Taint, elsewhere: (source: Source) => Elsewhere | null): FlowSummary["handed"] {
  const out: FlowSummary["handed"][number][] = [];
  for (const node of resolver.tree.nodes) {
    if (node.type !== T.CallExpression || node.arguments.length === 0 || !isImported(resolver, node.callee)) continue;
    const to = taint.of(node.callee).find((one) => one.kind === "import");
    const target = to === undefined ? null : elsewhere(to);
    if (target === null) continue;
    node.arguments.forEach((one, at) => {
      for (const source of taint.of(one))
        if (source.kind === "whole" || source.kind === "file") out.push({ to: target, at, what: source.what, place: placeOf(source.node) });
    });
  }
  return out;
}
