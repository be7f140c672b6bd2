import { telling } from "../telling.ts";
import type { Node } from "./tree.ts";

/**
 * What an expression may be. A `thing` is something from outside of the file under its dotted name, calls as `()`: `os.system`,
 * `requests.get().text`. `text` and `path` know their beginning and end; `exact` means that this is all.
 * `loose`: an entry may be missing, or stand elsewhere. An expression has a set of these, and whoever asks takes the worst; an empty set is a name that has no value yet.
 */
export type Value =
  | Readonly<{ kind: "constant"; value: string | number | boolean | null }>
  | Readonly<{ kind: "bytes"; value: string }>
  | Readonly<{ kind: "text"; prefix: string; suffix: string }>
  | Readonly<{ kind: "path"; prefix: string; suffix: string; exact: boolean }>
  | Readonly<{ kind: "thing"; name: string }>
  | Readonly<{ kind: "list"; items: readonly Values[]; open: boolean }>
  | Readonly<{ kind: "dict"; entries: readonly (readonly [Values, Values])[]; open: boolean; loose?: boolean }>
  | Readonly<{ kind: "function"; node: Node }>
  | Readonly<{ kind: "class"; node: Node }>
  | Readonly<{ kind: "object"; node: Node }>
  | Readonly<{ kind: "partial"; target: Values; given: readonly Values[] }>
  | Readonly<{ kind: "getter"; names: readonly Values[]; by: "attribute" | "item" | "method" }>
  | Readonly<{ kind: "names"; of: "module" | "local" }>
  | Readonly<{ kind: "unknown" }>;
export type Values = readonly Value[];

export const UNKNOWN: Value = { kind: "unknown" };
export const NOTHING_KNOWN: Values = [UNKNOWN];
const MOST = 24;
const LONGEST = 200_000;

export const thing = (name: string): Value => (name.length > 200 ? UNKNOWN : { kind: "thing", name });
export const constant = (value: string | number | boolean | null): Value =>
  typeof value === "string" && value.length > LONGEST ? UNKNOWN : { kind: "constant", value };

/** Text or path -> what is known of it; null for what is no text. */
export function textIn(value: Value): Readonly<{ prefix: string; suffix: string; exact: boolean }> | null {
  if (value.kind === "constant") return typeof value.value === "string" ? { prefix: value.value, suffix: value.value, exact: true } : null;
  if (value.kind === "text") return { ...value, exact: false };
  if (value.kind === "path") return value;
  return null;
}

/** The one text a value is; null when it is not known completely. */
export function exactText(value: Value): string | null {
  const text = textIn(value);
  return text?.exact === true ? text.prefix : null;
}

/** The names an expression may stand for; null inside for one that cannot be told. */
export function textsOf(values: Values): readonly (string | null)[] {
  return values.map((value) => (value.kind === "bytes" ? value.value : exactText(value)));
}

/** `__import__(None)`, with the usual default of a parameter, is a TypeError: only text, or what cannot be told, names a module. */
export function isNoName(value: Value): boolean {
  return value.kind === "constant" && typeof value.value !== "string";
}

/** Sets of values -> one set without doubles; what grows too large is unknown, but the things in it stay, and texts that say something by themselves. */
export function union(sets: readonly Values[]): Values {
  const [only, more] = sets.filter((one) => one.length > 0);
  if (only === undefined) return [];
  if (more === undefined && only.length === 1) return only;
  const out: Value[] = [];
  const seen = new Set<string>();
  for (const values of sets)
    for (const value of values) {
      const key = keyOf(value);
      if (key !== null && seen.has(key)) continue;
      if (key !== null) seen.add(key);
      if (key !== null || !out.includes(value)) out.push(value);
    }
  if (out.length <= MOST) return out;
  const few = withOneList(out);
  return few.length <= MOST
    ? few
    : [...out.filter((one) => one.kind === "thing").slice(0, MOST), ...telling(out, (one) => textIn(one)?.prefix ?? null), UNKNOWN];
}

/** Many lists -> one that can be any of them: what each has at the places all of them have (the first is the program that a command starts), then anything. */
function withOneList(values: Values): Values {
  const lists = values.filter((one) => one.kind === "list");
  if (lists.length < 2) return values;
  const places = Math.min(8, ...lists.map((one) => one.items.length));
  const items = Array.from({ length: places }, (_, at) => distinct(lists.map((one) => one.items[at] ?? [])));
  return [...values.filter((one) => one.kind !== "list"), { kind: "list", items, open: true }];
}

/** Plain values of several sets, each once; unknown for everything else. Not `union`: lists in lists must not go deeper with every round. */
function distinct(sets: readonly Values[]): Values {
  const found = new Map<string, Value>();
  for (const value of sets.flat()) found.set(keyOf(value) ?? "unknown", keyOf(value) === null ? UNKNOWN : value);
  return found.size <= MOST ? [...found.values()] : NOTHING_KNOWN;
}

/** Text by which two plain values are the same; null for values that hold others. */
export function keyOf(value: Value): string | null {
  if (value.kind === "constant") return `c${typeof value.value}${String(value.value)}`;
  if (value.kind === "bytes") return `b${value.value}`;
  if (value.kind === "thing") return `t${value.name}`;
  if (value.kind === "text") return `x${value.prefix}\u0000${value.suffix}`;
  if (value.kind === "path") return `p${String(value.exact)}${value.prefix}\u0000${value.suffix}`;
  return value.kind === "unknown" ? value.kind : value.kind === "names" ? `n${value.of}` : null;
}

/** Left + right, for text, bytes, numbers and lists. */
export function added(left: Value, right: Value): Value {
  if (left.kind === "list") {
    if (right.kind === "list") return left.open ? left : { kind: "list", items: [...left.items, ...right.items], open: right.open };
    return { ...left, open: true };
  }
  if (left.kind === "bytes" && right.kind === "bytes")
    return left.value.length + right.value.length > LONGEST ? UNKNOWN : { kind: "bytes", value: left.value + right.value };
  if (left.kind === "constant" && right.kind === "constant" && typeof left.value === "number" && typeof right.value === "number")
    return constant(left.value + right.value);
  return joined(left, right);
}

/** Two pieces of text, either of which may be unknown. */
export function joined(left: Value, right: Value): Value {
  const before = textIn(left);
  const after = textIn(right);
  if (before === null && after === null) return UNKNOWN;
  if (before?.exact === true && after?.exact === true) return constant(before.prefix + after.prefix);
  return {
    kind: "text",
    prefix: before === null ? "" : before.exact ? before.prefix + (after?.prefix ?? "") : before.prefix,
    suffix: after === null ? "" : after.exact ? (before?.suffix ?? "") + after.prefix : after.suffix,
  };
}

/** All pairs of two sets, as long as they are few. */
export function crossed(left: Values, right: Values, join: (a: Value, b: Value) => Value): Values {
  if (left.length === 1 && right.length === 1) return [join(left[0] as Value, right[0] as Value)];
  if (left.length * right.length > MOST * 2) {
    const [few, short] = [withOneList(left), withOneList(right)];
    return few.length * short.length > MOST * 2 ? NOTHING_KNOWN : union([few.flatMap((a) => short.map((b) => join(a, b)))]);
  }
  return union([left.flatMap((a) => right.map((b) => join(a, b)))]);
}
