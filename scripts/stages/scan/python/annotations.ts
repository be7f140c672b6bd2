import type { Reading } from "./context.ts";
import type { Node } from "./tree.ts";
import { part, textOf } from "./tree.ts";
import { textsOf } from "./value.ts";

/**
 * Names under which a program gets back what annotations hold (PEP 649, typing, inspect, dataclasses, attrs, pydantic). A name that is common in other code counts beside
 * the module it comes from.
 */
const READERS: readonly (readonly string[])[] = [
  ..."__annotations__ __annotate__ __annotations_cache__ get_type_hints get_annotations annotationlib getfullargspec __dataclass_fields__ __attrs_attrs__ __pydantic_fields__ model_fields __signature__"
    .split(" ")
    .map((name) => [name]),
  ["inspect", "signature"],
  ["inspect", "getmembers"],
  ["dataclasses", "fields"],
  ["attr", "fields"],
  ["attrs", "fields"],
];
const NAMES = new Set(READERS.flatMap((names) => names.filter((one) => one.startsWith("__") || one.startsWith("get"))));

/**
 * Is something from outside named as the type of a value only, so that nothing can come of it? A function is no type, and where a file of the skill reads annotations
 * (`f.__annotations__["x"]("...")`) what stands in them is handed on.
 */
export function isOnlyType(reading: Reading, name: string): boolean {
  return /(?:^|\.)(?:_?[A-Z]\w*|socket|c_\w+|py_object)$/.test(name) && !readsAnnotations(reading);
}

function readsAnnotations({ resolver }: Reading): boolean {
  const { text, nodes } = resolver.tree;
  const has = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(text) || resolver.around.isMentioned(name);
  if (READERS.some((names) => names.every(has))) return true;
  return nodes.some((node) => node.type === "call" && asksByName(resolver, node));
}

/** `getattr(f, "__anno" + "tations__")`, `vars(C)["__anno" "tations__"]`: the name is put together, or cannot be told of something of the file's own. */
function asksByName(resolver: Reading["resolver"], call: Node): boolean {
  const callee = part(call, "function");
  if (callee === null || !/getattr|attrgetter|__getattribute__|\bvars\b|__dict__/.test(textOf(resolver.tree, callee))) return false;
  const given = resolver.givenTo(call);
  const isOwn = (given.by[0] ?? []).some((one) => one.kind === "function" || one.kind === "class");
  const names = textsOf(given.by.slice(1).flat());
  return names.some((one) => (one === null ? isOwn : NAMES.has(one))) || (isOwn && given.by.length === 1);
}
