import type { Binding } from "./scope.ts";
import { keyOf, union, UNKNOWN, type Value, type Values } from "./value.ts";

/** Rounds after which a name that still changes is widened, and after which only what it stands for outside of the file is kept. */
const WIDEN = 3;
const GIVE_UP = 8;

type Rounds = Readonly<{ read(binding: Binding): Values; run(): void }>;

/**
 * Names and how to compute one -> their values, by chaotic iteration from "no value yet" upwards: who reads a name is computed again when it
 * changes (Kildall 1973). It ends because every name is widened after a few changes.
 */
export function createRounds(names: readonly Binding[], compute: (binding: Binding) => Values): Rounds {
  const values = new Map<Binding, Values>();
  const readers = new Map<Binding, Set<Binding>>();
  const changes = new Map<Binding, number>();
  let reader: Binding | null = null;
  return {
    read(binding) {
      if (reader !== null) {
        const known = readers.get(binding);
        if (known === undefined) readers.set(binding, new Set([reader]));
        else known.add(reader);
      }
      return values.get(binding) ?? [];
    },
    run() {
      const queue: Binding[] = [...names];
      const waiting = new Set(queue);
      for (let at = 0; at < queue.length; at++) {
        const binding = queue[at];
        if (binding === undefined) break;
        waiting.delete(binding);
        reader = binding;
        const count = changes.get(binding) ?? 0;
        const before = values.get(binding) ?? [];
        let next = compute(binding);
        if (count >= WIDEN) next = widened(union([before, next]), count >= GIVE_UP);
        if (same(before, next)) continue;
        values.set(binding, next);
        changes.set(binding, count + 1);
        for (const one of readers.get(binding) ?? []) {
          if (waiting.has(one)) continue;
          waiting.add(one);
          queue.push(one);
        }
      }
      reader = null;
    },
  };
}

/** Values of a name that grows -> a set that holds them all and does not grow: lists keep their first item, text keeps nothing. */
function widened(values: Values, gaveUp: boolean): Values {
  const things: Values = values.filter((one) => one.kind === "thing" || one.kind === "function" || one.kind === "class" || one.kind === "object");
  if (gaveUp) return union([things, [UNKNOWN]]);
  const out: Value[] = [...things];
  const heads = values.flatMap((one) => (one.kind === "list" ? [one] : []));
  const firsts = union(heads.map((one) => one.items[0] ?? []));
  if (heads.length > 0) out.push({ kind: "list", items: heads.every((one) => one.items.length > 0) ? [firsts] : [], open: true });
  if (values.some((one) => one.kind === "dict")) out.push({ kind: "dict", entries: [], open: true });
  for (const one of values) {
    if (one.kind === "constant" && (one.value === null || typeof one.value === "boolean")) out.push(one);
    else if (one.kind === "constant" && typeof one.value === "string") out.push({ kind: "text", prefix: "", suffix: "" });
    else if (one.kind === "text") out.push({ kind: "text", prefix: "", suffix: "" });
    else if (one.kind === "path") out.push({ kind: "path", prefix: "", suffix: "", exact: false });
    else if (one.kind !== "list" && one.kind !== "dict" && !things.includes(one)) out.push(UNKNOWN);
  }
  return union([out]);
}

/** Are these the same sets? Nested values are compared to a small depth; beyond it they count as changed. */
function same(left: Values, right: Values, depth = 0): boolean {
  if (left === right) return true;
  if (left.length !== right.length || depth > 6) return false;
  for (let at = 0; at < left.length; at++) {
    const [a, b] = [left[at], right[at]];
    if (a === undefined || b === undefined || !equal(a, b, depth)) return false;
  }
  return true;
}

function equal(a: Value, b: Value, depth: number): boolean {
  if (a === b) return true;
  const [one, other] = [keyOf(a), keyOf(b)];
  if (one !== null || other !== null) return one === other;
  switch (a.kind) {
    case "list":
      return b.kind === "list" && a.open === b.open && sameItems(a.items, b.items, depth);
    case "dict":
      return b.kind === "dict" && a.open === b.open && sameItems(a.entries.flat(), b.entries.flat(), depth);
    case "function":
    case "class":
    case "object":
      return a.kind === b.kind && a.node === b.node;
    case "partial":
      return b.kind === "partial" && same(a.target, b.target, depth + 1) && sameItems(a.given, b.given, depth);
    case "getter":
      return b.kind === "getter" && a.by === b.by && sameItems(a.names, b.names, depth);
    default:
      return a.kind === b.kind;
  }
}

function sameItems(left: readonly Values[], right: readonly Values[], depth: number): boolean {
  return left.length === right.length && left.every((item, at) => same(item, right[at] ?? [], depth + 1));
}
