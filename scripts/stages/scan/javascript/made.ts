import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import type { Change, Kind } from "./changes.ts";
import type { Node } from "./tree.ts";
import { UNKNOWN, type Value, type Values } from "./value.ts";

/** An expression that makes something, and its values -> what can be changed of them; null for nothing. */
export function kindOf(node: Node, values: Values): Kind | null {
  if (isAddress(node)) return "address";
  for (const kind of ["object", "list", "bytes"] as const) if (values.some((one) => one.kind === kind)) return kind;
  return null;
}

/** `new URL(...)`, wherever the class comes from. */
function isAddress(node: Node): boolean {
  if (node.type !== T.NewExpression) return false;
  const { callee } = node;
  return callee.type === T.Identifier ? callee.name === "URL" : callee.type === T.MemberExpression && !callee.computed && keyName(callee.property) === "URL";
}

/** Parts of an address that lead to no other host and no other file. */
const BESIDE = /^(?:search|searchParams|hash|port|username|password)$/;

/** Values as they were made, and what is done to them after that -> what they may be. */
export function afterChange(values: Values, { changed, written }: Change): Values {
  if (changed) return [...values, UNKNOWN];
  const parts = [...written].filter((one) => !BESIDE.test(one));
  if (parts.length === 0) return written.size === 0 ? values : values.map(startOf);
  return [...values, ...values.map((one) => (parts.every((part) => part === "pathname") ? originOf(one) : UNKNOWN))];
}

/** An address that is written on: what stands before the question. */
function startOf(value: Value): Value {
  return value.kind === "constant" && typeof value.value === "string" ? { kind: "text", prefix: value.value.replace(/[?#].*$/s, "") } : value;
}

/** Any path of the same host; of a file it is any file. */
function originOf(value: Value): Value {
  const text = value.kind === "constant" ? String(value.value) : value.kind === "text" ? value.prefix : "";
  const origin = /^https?:\/\/[^/?#\\]+(?=[/?#])/i.exec(text)?.[0];
  return origin === undefined ? UNKNOWN : { kind: "text", prefix: `${origin}/` };
}
