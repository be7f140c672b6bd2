import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import { isFunction } from "./flow-members.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

/** What the rest of a program sends: the keys that it shows to its services go with it. */
export const SENT_BY_OTHERS = "what the rest of the program sends";

const SPOKEN = /^(?:fetch|request|get|post|send|dispatch|setRequestHeader|Session)$/;
const PARTS = /^(?:headers|body|auth|authorization|Authorization|cookies?|rawHeaders)$/;
/** Worth a look: most files have no such words. */
export const TAPPED = /\b(?:interceptors|compose|beforeRequest|setGlobalDispatcher)\b|(?:\bfetch|\.(?:request|get|post|send|setRequestHeader))\s*=[^=]/;

const TAPS = new WeakMap<Resolver, boolean>();

/** Does the file put a function of its own where all requests of the program pass, or have them handed to it? */
function hasTap(resolver: Resolver): boolean {
  const known = TAPS.get(resolver);
  if (known !== undefined) return known;
  const found = TAPPED.test(resolver.tree.text) && resolver.tree.nodes.some((node) => isTap(resolver, node));
  TAPS.set(resolver, found);
  return found;
}

function isTap(resolver: Resolver, node: Node): boolean {
  if (node.type === T.AssignmentExpression) return isOwn(resolver, node.right) && isReplaced(node.left);
  if (node.type === T.Property) return !node.computed && keyName(node.key) === "beforeRequest";
  if (node.type !== T.CallExpression || node.callee.type !== T.MemberExpression || node.callee.computed) return false;
  const name = keyName(node.callee.property);
  if (name === "compose") return node.arguments.some((one) => isOwn(resolver, one));
  const { object } = node.callee;
  const above = object.type === T.MemberExpression && !object.computed && object.object.type === T.MemberExpression ? object.object : null;
  return name === "use" && above !== null && !above.computed && keyName(above.property) === "interceptors";
}

/** `globalThis.fetch = ...`, `https.request = ...`, `XMLHttpRequest.prototype.send = ...`. */
function isReplaced(target: Node): boolean {
  if (target.type === T.Identifier) return target.name === "fetch";
  return target.type === T.MemberExpression && !target.computed && target.object.type !== T.ThisExpression && SPOKEN.test(keyName(target.property));
}

function isOwn(resolver: Resolver, node: Node): boolean {
  return isFunction(node) || (node.type === T.Identifier && resolver.valuesOf(node).some(({ kind }) => kind === "function"));
}

/** `config.headers`, `init.body`: part of a request that somebody else makes and this function is handed. */
export function isTapped(resolver: Resolver, node: TSESTree.MemberExpression): boolean {
  if (node.computed || !PARTS.test(keyName(node.property)) || node.object.type !== T.Identifier || !hasTap(resolver)) return false;
  return isParameter(resolver, node.object);
}

function isParameter(resolver: Resolver, node: TSESTree.Identifier): boolean {
  const declared = resolver.scopes.bindingOf(node)?.node ?? null;
  for (let one: Node | undefined = declared ?? undefined, at = 0; one !== undefined && at < 4; one = resolver.tree.parents.get(one), at++) {
    const around: Node | undefined = resolver.tree.parents.get(one);
    if (around !== undefined && isFunction(around)) return around.params.some((param) => param === one);
  }
  return false;
}
