import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import type { Node } from "./tree.ts";
import type { Resolver, Value } from "./value.ts";

/**
 * Address argument -> hosts it may reach: a host name, `*` when it cannot be told, a `file:` address as it is, or ""
 * for an address that leads nowhere (`data:`). A known beginning is enough once the host in it is complete.
 */
export function hostOf(resolver: Resolver, node: Node): readonly string[] {
  return resolver.valuesOf(node).map((value) => (value.kind === "object" ? hostOfOptions(resolver, value.node) : hostOfValue(value)));
}

function hostOfValue(value: Value): string {
  const text = value.kind === "constant" ? String(value.value) : value.kind === "text" ? value.prefix : "";
  if (value.kind === "constant" && (text.startsWith("\u0000") || /^file:/i.test(text))) return text.startsWith("file:") ? text : `file://${text}`;
  if (value.kind === "constant" && /^(?:data|blob|about):/i.test(text)) return "";
  if (value.kind === "text" && !/^(?:https?|wss?):\/\/[^/?#]+[/?#]/i.test(text)) return "*";
  try {
    const url = new URL(text);
    return url.hostname === "" ? "*" : url.hostname;
  } catch {
    return "*";
  }
}

function hostOfOptions(resolver: Resolver, node: Node): string {
  if (node.type !== T.ObjectExpression) return "*";
  let host = "*";
  for (const one of node.properties) {
    if (one.type === T.SpreadElement || one.computed) return "*";
    const key = keyName(one.key);
    if (key === "socketPath" || key === "proxy" || key === "agent" || key === "createConnection" || key === "lookup") return "*";
    const values = resolver.valuesOf(one.value);
    const only = values.length === 1 && values[0]?.kind === "constant" ? String(values[0].value) : null;
    if (key === "hostname" || key === "host") host = only === null ? "*" : only.replace(/:[0-9]+$/, "");
    else if (key === "url" || key === "baseURL" || key === "uri") host = values[0] === undefined ? "*" : hostOfValue(values[0]);
  }
  return host;
}
