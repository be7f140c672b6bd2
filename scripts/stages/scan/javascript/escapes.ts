import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { keyName } from "./binding.ts";
import { shown } from "./references.ts";
import { givenBack } from "./returned.ts";
import type { Node, Tree } from "./tree.ts";
import { isInert, type Usage, usageOf } from "./usage.ts";
import type { Resolver } from "./value.ts";

const HANDED_ON = /^(?:global|process|Deno|Bun|require|module|module:module\.createRequire)$/;
/** Calling these is followed by value. */
const CALLED_OPENLY = /^(?:require|module:module\.createRequire)$/;

/** Resolver -> marks where the global object, `process`, another runtime or the loader goes somewhere that is not followed: from there any member can be reached. */
export function findEscapes(resolver: Resolver, report: Report): void {
  const references = new Set<Node>(resolver.scopes.references);
  for (const node of resolver.tree.nodes) {
    const candidate =
      (node.type === T.Identifier && references.has(node)) ||
      node.type === T.MemberExpression ||
      node.type === T.AssignmentExpression ||
      node.type === T.ThisExpression ||
      node.type === T.CallExpression;
    if (!candidate || isInert(resolver, node)) continue;
    const value = resolver.valuesOf(node).find((one) => one.kind === "thing" && HANDED_ON.test(one.name));
    if (value?.kind !== "thing") continue;
    const usage = usageOf(resolver.tree, node);
    const away = usage.kind === "passed" || usage.kind === "exported" || isIndirect(resolver.tree, value.name, usage);
    if (!away || isKnownReader(resolver, node)) continue;
    report({
      rule: /^(?:global|process|Deno|Bun)$/.test(value.name) ? "global-escape" : "computed-module",
      start: node.range[0],
      end: node.range[1],
      args: { name: shown(value.name), why: "it is handed on" },
    });
  }
}

/** `require.call(null, name)`, `require.bind(null, name)`: loading in a form whose argument is not followed. */
function isIndirect(tree: Tree, name: string, usage: Usage): boolean {
  if (!CALLED_OPENLY.test(name) || usage.kind !== "member") return false;
  const bound = usage.key === "bind" ? usageOf(tree, usage.node) : null;
  return usage.key === "call" || usage.key === "apply" || (bound?.kind === "called" && bound.call.arguments.length > 1);
}

/** Reflect.get and descriptors are followed by value, so their argument is not lost; createRequire and events take nothing out. */
function isKnownReader(resolver: Resolver, node: Node): boolean {
  const parent = resolver.tree.parents.get(node);
  if (parent?.type === T.ReturnStatement || parent?.type === T.ArrowFunctionExpression) return isFollowed(resolver, node);
  if (parent?.type !== T.CallExpression || parent.callee === node) return false;
  if (isBound(resolver, parent, node)) return true;
  return (
    resolver
      .valuesOf(parent.callee)
      .some(
        (value) =>
          value.kind === "thing" &&
          /^(?:Reflect\.get|Reflect\.has|Object\.getOwnPropertyDescriptor|Reflect\.getOwnPropertyDescriptor|Object\.hasOwn|Object\.is|String|Boolean)$/.test(
            value.name,
          ),
      ) && knownKey(resolver, parent.arguments[1])
  );
}

/** Functions of the platform that ask for the global object as their `this` and give nothing of it away. */
const UNBOUND = /^(?:fetch|setTimeout|setInterval|clearTimeout|clearInterval|queueMicrotask|requestAnimationFrame|cancelAnimationFrame|structuredClone)$/;

/** `window.fetch.bind(window)`: what is bound is the platform's own. */
function isBound(resolver: Resolver, call: TSESTree.CallExpression, node: Node): boolean {
  const { callee } = call;
  if (callee.type !== T.MemberExpression || callee.computed || keyName(callee.property) !== "bind" || call.arguments[0] !== node) return false;
  return resolver.valuesOf(callee.object).every((value) => value.kind === "thing" && UNBOUND.test(value.name));
}

function knownKey(resolver: Resolver, node: Node | undefined): boolean {
  return node === undefined || !resolver.keysOf(node).includes(null);
}

/** `(function () { return this })()`, or a function that is only called by its name and only gives back: its calls have the value. */
function isFollowed(resolver: Resolver, node: Node): boolean {
  let one: Node | undefined = node;
  while (one !== undefined && one.type !== T.FunctionExpression && one.type !== T.ArrowFunctionExpression && one.type !== T.FunctionDeclaration)
    one = resolver.tree.parents.get(one);
  if (one === undefined) return false;
  const call = resolver.tree.parents.get(one);
  return (
    (call?.type === T.CallExpression && call.callee === one) ||
    (resolver.tree.called.has(one) && !one.async && givenBack(one) !== null && !isShared(resolver, one))
  );
}

/** What a plain script of a page names at its top, every other script of that page can call. */
function isShared({ tree, strict, scopes }: Resolver, fn: Node): boolean {
  if (strict || /\.[cm][jt]s$/.test(tree.path)) return false;
  for (let one = tree.parents.get(fn); one !== undefined; one = tree.parents.get(one))
    if (one.type === T.FunctionExpression || one.type === T.ArrowFunctionExpression || one.type === T.FunctionDeclaration) return false;
  return !scopes.references.some((one) => /^(?:module|exports)$/.test(one.name) && scopes.bindingOf(one) === null);
}
