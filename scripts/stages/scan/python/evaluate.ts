import { numberValue, stringValue } from "./literal.ts";
import { itemOf, memberOf, pathJoined } from "./members.ts";
import { percent } from "./strings.ts";
import type { Resolver } from "./resolver.ts";
import { between, nameOf, type Node, part, parts, textOf } from "./tree.ts";
import { added, constant, crossed, NOTHING_KNOWN, textIn, union, UNKNOWN, type Value, type Values } from "./value.ts";
import { comprehensionValue } from "./comprehension.ts";
import { callValue } from "./calls.ts";

/** Expression -> what it may be, by its kind. Names are the resolver's own business. */
export function evaluate(resolver: Resolver, node: Node): Values {
  switch (node.type) {
    case "string":
      return stringValue(resolver.tree, node, resolver.valuesOf);
    case "concatenated_string":
      return node.children.map((one) => resolver.valuesOf(one)).reduce((left, right) => crossed(left, right, added));
    case "integer":
    case "float":
      return [numberValue(resolver.tree, node)];
    case "true":
    case "false":
      return [constant(node.type === "true")];
    case "none":
      return [constant(null)];
    case "parenthesized_expression":
    case "await":
    case "expression_statement":
    case "type":
    case "keyword_argument":
      return inner(resolver, node);
    case "attribute": {
      const object = part(node, "object");
      const name = part(node, "attribute");
      return object === null || name === null
        ? NOTHING_KNOWN
        : each(resolver.valuesOf(object), (value) => memberOf(resolver, value, nameOf(resolver.tree, name)));
    }
    case "subscript":
      return subscript(resolver, node);
    case "call":
      return callValue(resolver, node);
    case "binary_operator":
      return binary(resolver, node);
    case "augmented_assignment": {
      const left = part(node, "left");
      const right = part(node, "right");
      if (left === null || right === null) return NOTHING_KNOWN;
      return operation(between(resolver.tree, left, right).replace(/=$/, ""), resolver.valuesOf(left), resolver.valuesOf(right));
    }
    case "unary_operator":
      return each(inner(resolver, node), (value) => [negated(textOf(resolver.tree, node).charAt(0), value)]);
    case "boolean_operator":
      return union([side(resolver, node, "left"), side(resolver, node, "right")]);
    case "conditional_expression":
      return union([node.children[0], node.children[2]].map((one) => (one === undefined ? NOTHING_KNOWN : resolver.valuesOf(one))));
    case "named_expression":
      return side(resolver, node, "value");
    case "assignment":
      return side(resolver, node, "right");
    case "list":
    case "tuple":
    case "set":
    case "expression_list":
      return listValues(resolver, node.children);
    case "dictionary":
      return [dictValue(resolver, node)];
    case "list_comprehension":
    case "set_comprehension":
    case "generator_expression":
      return comprehensionValue(resolver, node);
    case "lambda":
      return [{ kind: "function", node }];
    default:
      return NOTHING_KNOWN;
  }
}

const each = (values: Values, make: (value: Value) => Values): Values => union(values.map(make));

function inner(resolver: Resolver, node: Node): Values {
  const last = node.type === "keyword_argument" ? part(node, "value") : node.children.at(-1);
  return last === undefined || last === null ? NOTHING_KNOWN : resolver.valuesOf(last);
}

function side(resolver: Resolver, node: Node, field: string): Values {
  const one = part(node, field);
  return one === null ? NOTHING_KNOWN : resolver.valuesOf(one);
}

type List = Extract<Value, { kind: "list" }>;

/** So many lists may one display be, when what it takes in may be several. */
const MOST_LISTS = 40;

/** Items of a display; `*x` adds the items of x, of each list that x may be, or an unknown number of them. */
function listValues(resolver: Resolver, children: readonly Node[]): readonly List[] {
  let lists: readonly List[] = [{ kind: "list", items: [], open: false }];
  for (const child of children) {
    const taken = child.type === "list_splat" ? inner(resolver, child) : null;
    const added: readonly Value[] = taken ?? [{ kind: "list", items: [resolver.valuesOf(child)], open: false }];
    const known = added.flatMap((one) => (one.kind === "list" ? [one] : []));
    // From an unknown number of items on, no place behind them can be told.
    const [first] = lists;
    if (first === undefined || known.length !== added.length || known.length === 0 || lists.length * known.length > MOST_LISTS)
      return lists.map((one) => ({ ...one, open: true }));
    lists = lists.flatMap((one) =>
      one.open ? [one] : known.map((more) => ({ kind: "list" as const, items: [...one.items, ...more.items], open: more.open })),
    );
  }
  return lists;
}

function dictValue(resolver: Resolver, node: Node): Value {
  const entries: (readonly [Values, Values])[] = [];
  let open = false;
  for (const child of node.children) {
    if (child.type === "pair") entries.push([side(resolver, child, "key"), side(resolver, child, "value")]);
    else {
      const spread = inner(resolver, child);
      open ||= spread.length !== 1;
      for (const one of spread) {
        if (one.kind === "dict") entries.push(...one.entries);
        open ||= one.kind !== "dict" || one.open;
      }
    }
  }
  return { kind: "dict", entries, open };
}

/** `a + b + ...` as a loop over its left spine: hundreds of pieces cost no depth. */
function binary(resolver: Resolver, node: Node): Values {
  const spine: { operator: string; right: Node }[] = [];
  let left: Node = node;
  while (left.type === "binary_operator") {
    const a = part(left, "left");
    const b = part(left, "right");
    if (a === null || b === null) return NOTHING_KNOWN;
    spine.push({ operator: between(resolver.tree, a, b), right: b });
    left = a;
  }
  let values = resolver.valuesOf(left);
  for (let at = spine.length - 1; at >= 0; at--) {
    const step = spine[at];
    if (step !== undefined) values = operation(step.operator, values, resolver.valuesOf(step.right));
  }
  return values;
}

function operation(operator: string, left: Values, right: Values): Values {
  if (operator === "+") return crossed(left, right, added);
  if (operator === "%") return crossed(left, right, (a, b) => (textIn(a) === null ? arithmetic(operator, a, b) : percent(a, b)));
  if (operator === "/")
    return crossed(left, right, (a, b) => (a.kind === "constant" && typeof a.value === "number" ? arithmetic(operator, a, b) : divided(a, b)));
  if (operator === "|")
    return crossed(left, right, (a, b) =>
      a.kind === "dict" && b.kind === "dict" ? { ...a, entries: [...a.entries, ...b.entries], open: a.open || b.open } : arithmetic(operator, a, b),
    );
  return crossed(left, right, (a, b) => (operator === "*" ? repeated(a, b) : arithmetic(operator, a, b)));
}

/** `/` joins paths; text and numbers know it differently. */
function divided(left: Value, right: Value): Value {
  return left.kind === "path" || right.kind === "path" || textIn(right) !== null ? pathJoined(left, right) : UNKNOWN;
}

function repeated(left: Value, right: Value): Value {
  const [what, count] =
    right.kind === "constant" && typeof right.value === "number" ? [left, right.value] : [right, left.kind === "constant" ? left.value : null];
  if (typeof count !== "number") return what.kind === "list" ? { ...what, open: true } : UNKNOWN;
  const times = Math.max(0, Math.trunc(count));
  if (what.kind === "constant" && typeof what.value === "number") return arithmetic("*", what, constant(count));
  if (what.kind === "constant" && typeof what.value === "string")
    return what.value.length * times > 100_000 ? { kind: "text", prefix: "", suffix: "" } : constant(what.value.repeat(times));
  if (what.kind === "bytes") return what.value.length * times > 100_000 ? UNKNOWN : { kind: "bytes", value: what.value.repeat(times) };
  if (what.kind === "list")
    return what.items.length * times > 1_000 ? { ...what, open: true } : { ...what, items: Array.from({ length: times }, () => what.items).flat() };
  return UNKNOWN;
}

function arithmetic(operator: string, left: Value, right: Value): Value {
  if (left.kind !== "constant" || right.kind !== "constant" || typeof left.value !== "number" || typeof right.value !== "number") return UNKNOWN;
  const [a, b] = [left.value, right.value];
  const results: Readonly<Record<string, () => number>> = {
    "-": () => a - b,
    "*": () => a * b,
    "/": () => a / b,
    "//": () => Math.floor(a / b),
    "%": () => a - b * Math.floor(a / b),
    "**": () => a ** b,
    "^": () => Number(BigInt(a) ^ BigInt(b)),
    "&": () => Number(BigInt(a) & BigInt(b)),
    "|": () => Number(BigInt(a) | BigInt(b)),
    "<<": () => (b < 0 || b > 60 ? Number.NaN : Number(BigInt(a) << BigInt(b))),
    ">>": () => (b < 0 || b > 60 ? Number.NaN : Number(BigInt(a) >> BigInt(b))),
  };
  if (/^[&|^<>]/.test(operator) && !(Number.isSafeInteger(a) && Number.isSafeInteger(b))) return UNKNOWN;
  const result = results[operator]?.() ?? Number.NaN;
  // A float that happens to be whole is written 2.0.
  const isFloat = operator === "/" || (operator === "**" && b < 0) || !Number.isInteger(a) || !Number.isInteger(b);
  if (isFloat && Number.isInteger(result)) return UNKNOWN;
  return Number.isFinite(result) && Math.abs(result) <= Number.MAX_SAFE_INTEGER ? constant(result) : UNKNOWN;
}

function negated(operator: string, value: Value): Value {
  if (value.kind !== "constant" || typeof value.value !== "number") return UNKNOWN;
  return constant(operator === "-" ? -value.value : operator === "~" ? -value.value - 1 : value.value);
}

function subscript(resolver: Resolver, node: Node): Values {
  const base = side(resolver, node, "value");
  const [key, more] = parts(node, "subscript");
  if (key === undefined || more !== undefined) return each(base, (value) => itemOf(resolver, value, null));
  if (key.type === "slice") return each(base, (value) => [sliced(resolver, value, key)]);
  const keys = resolver.valuesOf(key);
  return crossedItems(resolver, base, keys);
}

function crossedItems(resolver: Resolver, base: Values, keys: Values): Values {
  if (base.length * keys.length > 100) return union(base.map((value) => itemOf(resolver, value, null)));
  return union(base.flatMap((value) => keys.map((key) => itemOf(resolver, value, key.kind === "constant" ? key : null))));
}

/** `x[a:b:c]` of known text, bytes and lists. */
function sliced(resolver: Resolver, value: Value, node: Node): Value {
  const bounds: (number | null | undefined)[] = [undefined, undefined, undefined];
  let at = 0;
  let end = node.start;
  for (const child of node.children) {
    at += (resolver.tree.text.slice(end, child.start).match(/:/g) ?? []).length;
    end = child.end;
    const [only, second] = resolver.valuesOf(child);
    bounds[at] =
      second === undefined && only?.kind === "constant" && (typeof only.value === "number" || only.value === null) ? (only.value ?? undefined) : null;
  }
  const unknown: Value =
    value.kind === "list" ? { kind: "list", items: [], open: true } : textIn(value) === null ? UNKNOWN : { kind: "text", prefix: "", suffix: "" };
  if (bounds.includes(null)) return unknown;
  const pick = <T>(items: readonly T[]): readonly T[] => slice(items, bounds[0] ?? undefined, bounds[1] ?? undefined, bounds[2] ?? 1);
  if (value.kind === "constant" && typeof value.value === "string") return constant(pick([...value.value]).join(""));
  if (value.kind === "bytes") return { kind: "bytes", value: pick([...value.value]).join("") };
  if (value.kind === "list" && !value.open) return { ...value, items: pick(value.items) };
  if (value.kind === "list" && bounds[0] === undefined && bounds[2] === undefined && (bounds[1] ?? 0) > 0)
    return { ...value, items: value.items.slice(0, bounds[1] ?? 0) };
  if (value.kind === "thing") return { kind: "thing", name: `${value.name}[]` };
  return unknown;
}

function slice<T>(items: readonly T[], start: number | undefined, stop: number | undefined, step: number): readonly T[] {
  if (step === 0) return [];
  const size = items.length;
  const clamp = (index: number, low: number, high: number): number => Math.min(high, Math.max(low, index < 0 ? index + size : index));
  const out: T[] = [];
  if (step > 0) {
    const end = stop === undefined ? size : clamp(stop, 0, size);
    for (let at = start === undefined ? 0 : clamp(start, 0, size); at < end; at += step) out.push(items[at] as T);
  } else {
    const end = stop === undefined ? -1 : clamp(stop, -1, size - 1);
    for (let at = start === undefined ? size - 1 : clamp(start, -1, size - 1); at > end; at += step) out.push(items[at] as T);
  }
  return out;
}
