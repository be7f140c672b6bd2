import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { shown } from "./references.ts";
import type { Node } from "./tree.ts";
import { isInert, type Usage, usageOf } from "./usage.ts";
import type { Resolver } from "./value.ts";

const HANDED_ON = /^(?:global|process|require|module|module:module\.createRequire)$/;
/** Calling these is followed by value. */
const CALLED_OPENLY = /^(?:require|module:module\.createRequire)$/;

/** Resolver -> marks where the global object, `process` or the loader goes somewhere that is not followed: from there any member can be reached. */
export function findEscapes(resolver: Resolver, report: Report): void {
  const references = new Set<Node>(resolver.scopes.references);
  for (const node of resolver.tree.nodes) {
    const candidate =
      (node.type === T.Identifier && references.has(node)) ||
      node.type === T.MemberExpression ||
      node.type === T.ThisExpression ||
      node.type === T.CallExpression;
    if (!candidate || isInert(resolver, node)) continue;
    const value = resolver.valuesOf(node).find((one) => one.kind === "thing" && HANDED_ON.test(one.name));
    if (value?.kind !== "thing") continue;
    const usage = usageOf(resolver.tree, node);
    const away =
      usage.kind === "passed" || usage.kind === "exported" || (usage.kind === "called" && !CALLED_OPENLY.test(value.name)) || isIndirect(value.name, usage);
    if (!away || isKnownReader(resolver, node)) continue;
    report({
      rule: value.name === "global" || value.name === "process" ? "global-escape" : "computed-module",
      start: node.range[0],
      end: node.range[1],
      args: { name: shown(value.name), why: "it is handed on" },
    });
  }
}

/** `require.call(null, name)`: loading in a form whose argument is not followed. */
function isIndirect(name: string, usage: Usage): boolean {
  return CALLED_OPENLY.test(name) && usage.kind === "member" && (usage.key === "call" || usage.key === "apply");
}

/** Reflect.get and descriptors are followed by value, so their argument is not lost; createRequire and events take nothing out. */
function isKnownReader(resolver: Resolver, node: Node): boolean {
  const parent = resolver.tree.parents.get(node);
  if (parent?.type === T.ReturnStatement || parent?.type === T.ArrowFunctionExpression) return isInnermost(resolver, node);
  if (parent?.type !== T.CallExpression || parent.callee === node) return false;
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

function knownKey(resolver: Resolver, node: Node | undefined): boolean {
  return node === undefined || !resolver.keysOf(node).includes(null);
}

/** `(function () { return this })()`: the call itself is followed. */
function isInnermost(resolver: Resolver, node: Node): boolean {
  let one: Node | undefined = node;
  while (one !== undefined && one.type !== T.FunctionExpression && one.type !== T.ArrowFunctionExpression && one.type !== T.FunctionDeclaration)
    one = resolver.tree.parents.get(one);
  const call = one === undefined ? undefined : resolver.tree.parents.get(one);
  return call?.type === T.CallExpression && call.callee === one;
}
