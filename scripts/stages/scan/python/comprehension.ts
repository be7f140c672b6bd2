import type { Resolver } from "./resolver.ts";
import type { Binding } from "./scope.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { constant, keyOf, union, UNKNOWN, type Value, type Values } from "./value.ts";

const MOST_ITEMS = 2_048;

/** `[f(x) for x in known]` item by item; anything less plain is a list of unknown length. */
export function comprehensionValue(resolver: Resolver, node: Node): Values {
  const body = part(node, "body");
  const [clause, more] = node.children.filter((one) => one !== body);
  const target = clause === undefined ? null : part(clause, "left");
  const source = clause === undefined ? null : part(clause, "right");
  const open: Values = [{ kind: "list", items: [], open: true }];
  if (body === null || more !== undefined || target?.type !== "identifier" || source === null) return open;
  const binding = resolver.scopes.opened.get(node)?.names.get(nameOf(resolver.tree, target));
  const [from, other] = resolver.valuesOf(source);
  const items = from === undefined || other !== undefined ? null : itemsOf(from);
  if (binding === undefined || items === null) return open;
  return [{ kind: "list", items: items.map((item) => resolver.valuesWith(binding, item, body)), open: false }];
}

/** `next(f(x) for x in known if ...)`: which of them nobody can tell, but none besides; null for a call of another form. */
export function oneOf(resolver: Resolver, call: Node): Values | null {
  const generator = part(call, "arguments")?.children[0];
  if (generator?.type !== "generator_expression") return null;
  const body = part(generator, "body");
  const clauses = generator.children.filter((one) => one !== body);
  const [clause] = clauses;
  const target = clause?.type === "for_in_clause" ? part(clause, "left") : null;
  const source = clause === undefined ? null : part(clause, "right");
  if (body === null || target?.type !== "identifier" || source === null || clauses.slice(1).some((one) => one.type !== "if_clause")) return null;
  const binding = resolver.scopes.opened.get(generator)?.names.get(nameOf(resolver.tree, target));
  const lists = resolver.valuesOf(source).map(itemsOf);
  if (binding === undefined || lists.length === 0 || lists.length > 4) return null;
  const items: Values[] = [];
  for (const list of lists) {
    if (list === null || list.length > 40) return null;
    items.push(...list);
  }
  return union(items.map((item) => resolver.valuesWith(binding, item, body)));
}

/** Are the keys of a dictionary all there, each once? */
export function isTold({ entries, loose }: Extract<Value, { kind: "dict" }>): boolean {
  if (loose === true) return false;
  const keys = new Set(entries.map(([key]) => (key.length === 1 && key[0] !== undefined ? keyOf(key[0]) : null)));
  return keys.size === entries.length && !keys.has(null);
}

/** Items of a value one can loop over; null when they are not all known, or too many. */
export function itemsOf(value: Value): readonly Values[] | null {
  if (value.kind === "list") return value.open || value.items.length > MOST_ITEMS ? null : value.items;
  if (value.kind === "dict") return value.open || !isTold(value) || value.entries.length > MOST_ITEMS ? null : value.entries.map(([keys]) => keys);
  if (value.kind === "bytes") return value.value.length > MOST_ITEMS ? null : [...value.value].map((one) => [constant(one.charCodeAt(0))]);
  if (value.kind === "constant" && typeof value.value === "string")
    return value.value.length > MOST_ITEMS ? null : [...value.value].map((one) => [constant(one)]);
  return null;
}

/** Function, one argument -> its result for that argument: for `map` and the like. */
export function applied(resolver: Resolver, callee: Value, argument: Values, call: Node): Values {
  if (callee.kind !== "function") return resolver.invoke(callee, { by: [argument], named: new Map(), open: false }, call);
  const first = firstParameter(resolver, callee.node);
  const results = resolver.results(callee.node);
  if (first === null || results.length !== 1 || results[0] === undefined) return [UNKNOWN];
  return union([resolver.valuesWith(first, argument, results[0])]);
}

function firstParameter(resolver: Resolver, owner: Node): Binding | null {
  const scope = resolver.scopes.opened.get(owner);
  for (const binding of scope?.names.values() ?? []) {
    const [write, more] = binding.writes;
    if (more === undefined && write?.kind === "param" && write.index === 0 && write.spread === 0) return binding;
  }
  return null;
}
