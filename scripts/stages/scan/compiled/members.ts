import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { keyName } from "../javascript/binding.ts";
import type { Node } from "../javascript/tree.ts";
import { type Context, isVetted } from "./context.ts";

const VARIABLE = /^env\.([A-Za-z_][A-Za-z0-9_]*)$/;

/** Member access -> a mark unless its name is listed for where it stands. Names are checked whatever the receiver. */
export function checkMember(context: Context, node: TSESTree.MemberExpression): void {
  const { report, scopes, language } = context;
  const [start, end] = node.property.range;
  if (node.computed) {
    const key = node.property;
    if (key.type !== T.Literal || typeof key.value !== "number" || !Number.isInteger(key.value) || key.value < 0)
      report({ rule: "unlisted-member", start, end, args: { name: "[computed]" } });
    return;
  }
  const name = keyName(node.property);
  const why = language.refused.get(name);
  if (why !== undefined) {
    report({ rule: "refused-name", start, end, args: { name, why } });
    return;
  }
  if (isVetted(context, node)) return;
  const root = rootOf(node);
  if (root !== null && scopes.bindingOf(root) === null && checkChain(context, node, root)) return;
  if (!isListed(context, name)) report({ rule: "unlisted-member", start, end, args: { name } });
  else if (!isReadable(context, name) && !isCalled(context, node))
    report({ rule: "unlisted-member", start, end, args: { name: `${name} without calling it` } });
}

/** Key of a pattern: a method taken out by destructuring is a method handed on. */
export function isReadable(context: Context, name: string): boolean {
  return context.language.valueMembers.has(name) || context.fields.has(name);
}

function isListed(context: Context, name: string): boolean {
  return context.language.members.has(name) || context.fields.has(name);
}

/** Member of a namespace or value global: on its own list, or (deeper) an ordinary member of the result. True when this node needs no further look. */
function checkChain(context: Context, node: TSESTree.MemberExpression, root: TSESTree.Identifier): boolean {
  const { language } = context;
  const refuse = (name: string): true => {
    context.report({ rule: "unlisted-member", start: node.range[0], end: node.range[1], args: { name } });
    return true;
  };
  const chain = chainOf(node);
  // `process.stdout?.x` is no plain chain: where it hangs on a listed root, every link is refused at the first `?.`
  if (chain === null) return isOptionalChain(context, node, root) ? refuse(`${root.name} with ?.`) : false;
  const allowed = language.chains.get(root.name) ?? language.staticMembers.get(root.name);
  const rest = chain.slice(root.name.length + 1);
  const variable = root.name === "process" ? VARIABLE.exec(rest)?.[1] : undefined;
  if (variable !== undefined) {
    const [start, end] = node.range;
    const permission = { kind: "secrets", value: variable } as const;
    context.report({ rule: "secret-access", start, end, args: { name: "process.env", variable }, permission });
    return true;
  }
  if (allowed === undefined) return false;
  if (allowed.has(rest)) return language.calledChains.has(chain) && !isCalled(context, node) ? refuse(`${chain} without calling it`) : true;
  // A longer chain that begins with a listed one was checked at its beginning; the start of a longer listed one is checked at its end.
  const parent = context.tree.parents.get(node);
  const goesOn = parent?.type === T.MemberExpression && parent.object === node && !parent.computed && !parent.optional;
  if (goesOn && ([...allowed].some((one) => one.startsWith(`${rest}.`)) || (root.name === "process" && rest === "env"))) return true;
  const begins = [...allowed].some((one) => rest.startsWith(`${one}.`)) || (root.name === "process" && /^env\.[A-Za-z_][A-Za-z0-9_]*\./.test(rest));
  return begins ? false : refuse(chain);
}

/** Does an optional link hang on a root whose members are listed as chains, before any listed chain is complete? */
function isOptionalChain(context: Context, node: TSESTree.MemberExpression, root: TSESTree.Identifier): boolean {
  const allowed = context.language.chains.get(root.name);
  if (allowed === undefined) return false;
  let one: Node = node;
  let plain: string | null = null;
  while (one.type === T.MemberExpression && plain === null) {
    one = one.object;
    plain = chainOf(one);
  }
  const rest = plain?.slice(root.name.length + 1) ?? "";
  return !allowed.has(rest) && !(root.name === "process" && VARIABLE.test(rest));
}

function isCalled(context: Context, node: Node): boolean {
  const parent = context.tree.parents.get(node);
  return parent?.type === T.CallExpression && parent.callee === node;
}

function rootOf(node: TSESTree.MemberExpression): TSESTree.Identifier | null {
  let one: Node = node;
  while (one.type === T.MemberExpression && !one.computed) one = one.object;
  return one.type === T.Identifier ? one : null;
}

/** `a.b.c` -> "a.b.c"; null for anything but plain names (an optional `?.` is not a plain chain). */
export function chainOf(node: Node): string | null {
  const parts: string[] = [];
  let one: Node = node;
  while (one.type === T.MemberExpression && !one.computed && !one.optional) {
    parts.unshift(keyName(one.property));
    one = one.object;
  }
  return one.type === T.Identifier ? [one.name, ...parts].join(".") : null;
}
