import type { Resolver } from "./resolver.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";
import type { Values } from "./value.ts";

/** Functions by which all of a program speaks to others: whoever stands in their place sees every key it shows. */
const SPEAKS = /^(?:requests|httpx|aiohttp|urllib3|urllib\.request|http\.client|botocore|openai|anthropic)\.(?:\w+\.)*\w+$/;
const MENTIONED = /\b(?:headers|header_items|body|cookies|auth)\b/;
const HOOKS = /^(?:event_hooks|hooks)$/;

const TAPS = new WeakMap<Resolver, boolean>();

/** Does the file put a function of its own where all requests of the program pass, or have them handed to it? */
function hasTap(resolver: Resolver): boolean {
  const known = TAPS.get(resolver);
  if (known !== undefined) return known;
  const found = MENTIONED.test(resolver.tree.text) && resolver.tree.nodes.some((node) => isTap(resolver, node));
  TAPS.set(resolver, found);
  return found;
}

function isTap(resolver: Resolver, node: Node): boolean {
  const { tree } = resolver;
  if (node.type === "assignment") {
    const left = part(node, "left");
    const key = left?.type === "subscript" ? part(left, "subscript") : null;
    if (key !== null) return HOOKS.test(textOf(tree, key).replace(/["']/g, ""));
    const right = part(node, "right");
    return left?.type === "attribute" && right !== null && isSpoken(resolver.valuesOf(left)) && isOwn(resolver.valuesOf(right));
  }
  if (node.type === "keyword_argument") return HOOKS.test(nameOf(tree, part(node, "name") ?? node));
  if (node.type !== "call") return false;
  const callee = part(node, "function");
  if (callee === null || !resolver.valuesOf(callee).some((one) => one.kind === "thing" && one.name === "builtins.setattr")) return false;
  const { by } = resolver.givenTo(node);
  return isSpoken(by[0] ?? []) && isOwn(by[2] ?? []);
}

const isSpoken = (values: Values): boolean => values.some((one) => one.kind === "thing" && SPEAKS.test(one.name));
const isOwn = (values: Values): boolean => values.some((one) => one.kind === "function" || one.kind === "partial");

/** `request.headers` of a request that somebody else makes: with it go the keys that it shows. */
export function isTapped(resolver: Resolver, node: Node): boolean {
  const object = node.type === "attribute" ? part(node, "object") : askedOf(resolver, node);
  const name = node.type === "attribute" ? nameOf(resolver.tree, part(node, "attribute") ?? node) : "";
  if (object?.type !== "identifier" || (node.type === "attribute" && !MENTIONED.test(name)) || !hasTap(resolver)) return false;
  return resolver.scopes.bindingOf.get(object)?.writes.some((write) => write.kind === "param") === true;
}

/** `getattr(request, "headers")` -> what is asked. */
function askedOf(resolver: Resolver, node: Node): Node | null {
  if (node.type !== "call" || part(node, "function")?.type !== "identifier") return null;
  const [object, name] = part(node, "arguments")?.children ?? [];
  return nameOf(resolver.tree, part(node, "function") ?? node) === "getattr" && name !== undefined && MENTIONED.test(textOf(resolver.tree, name))
    ? (object ?? null)
    : null;
}
