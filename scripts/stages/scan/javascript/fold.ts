import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { Value, Values } from "./value.ts";

/** Folded text longer than this is no name and no address any more: what follows is dropped and the text counts as open-ended. */
const TEXT_LIMIT = 16_384;

/** Two sets of values -> their sums as JavaScript's `+` makes them (numbers add, everything else joins as text). */
export function concat(left: Values, right: Values): Values {
  if (left.length * right.length > 64) return [{ kind: "text", prefix: "" }];
  return left.flatMap((a) => right.map((b) => sum(a, b)));
}

function sum(a: Value, b: Value): Value {
  if (a.kind === "constant" && b.kind === "constant" && typeof a.value !== "string" && typeof b.value !== "string")
    return { kind: "constant", value: Number(a.value) + Number(b.value) };
  const head = textOf(a);
  const tail = textOf(b);
  if (a.kind === "text") return a;
  if (head === null) return tail === null && !isText(b) ? { kind: "unknown" } : { kind: "text", prefix: "" };
  if (tail === null)
    return a.kind === "constant" && typeof a.value !== "string" && b.kind === "unknown"
      ? { kind: "unknown" }
      : { kind: "text", prefix: b.kind === "text" ? head + b.prefix : head };
  return head.length + tail.length > TEXT_LIMIT ? { kind: "text", prefix: head } : { kind: "constant", value: head + tail };
}

function isText(value: Value): boolean {
  return value.kind === "text" || (value.kind === "constant" && typeof value.value === "string");
}

/** Has an object literal nothing that changes what it becomes as text (ECMAScript ToPrimitive)? */
function isPlain(node: Extract<Value, { kind: "object" }>["node"]): boolean {
  return node.properties.every((one) => {
    if (one.type === T.SpreadElement || one.computed) return false;
    return !/^(?:toString|valueOf|__proto__|constructor)$/.test(one.key.type === T.Identifier ? one.key.name : String(one.key.value));
  });
}

/** Value -> the text it becomes in a sum; null when that cannot be told. */
export function textOf(value: Value): string | null {
  if (value.kind === "constant") return String(value.value);
  if (value.kind === "bytes") return Buffer.from(value.latin1, "latin1").toString("utf8");
  if (value.kind === "object") return isPlain(value.node) ? "[object Object]" : null;
  if (value.kind === "thing" && (value.name === "process.env.HOME" || value.name === "process.env.USERPROFILE")) return "~";
  if (value.kind === "thing" && value.name.startsWith("method.")) return `function ${value.name.slice(7)}() { [native code] }`;
  if (value.kind !== "list") return null;
  const parts: string[] = [];
  for (const item of value.items) {
    const only = item.length === 1 ? item[0] : undefined;
    if (only === undefined) return null;
    const text = only.kind === "constant" && (only.value === null || only.value === undefined) ? "" : textOf(only);
    if (text === null) return null;
    parts.push(text);
  }
  const joined = parts.join(",");
  return joined.length > TEXT_LIMIT ? null : joined;
}
