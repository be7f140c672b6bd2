import { callsOf, hidesObject } from "./parameters.ts";
import { firstMoved } from "./places-in.ts";
import type { Resolver } from "./resolver.ts";
import type { Binding, Write } from "./scope.ts";
import { nameOf, type Node, part, type Tree } from "./tree.ts";
import { added, UNKNOWN, type Values } from "./value.ts";
import { isOwn } from "./values.ts";

type Parameter = Extract<Write, { kind: "param" }>;

/** Callers of callers that are followed, and commands that are judged one by one. */
const DEEPEST = 4;
const MOST = 400;

/**
 * Command that a function is handed -> what it is for each of the callers, one by one; null where that is no list that its callers hand over, or not all of
 * them are known. All that a parameter may be, taken together, is no more than a few lists, or one of which only the first word is known: then a caller that
 * says everything would be taken for one that says nothing, and what one of many hands over would be lost among the others.
 */
export function commandsByCaller(resolver: Resolver, command: Node, depth = 0): Values | null {
  if (depth > DEEPEST) return null;
  if (command.type === "binary_operator") return behindOwn(resolver, part(command, "left"), part(command, "right"), command, depth);
  if (command.type === "list") {
    const last = command.children.at(-1);
    if (last?.type !== "list_splat" || command.children.slice(0, -1).some((one) => one.type === "list_splat")) return null;
    const own: Values = [{ kind: "list", items: command.children.slice(0, -1).map((one) => resolver.valuesOf(one)), open: false }];
    return joinedTo(own, last.children.at(-1), resolver, depth);
  }
  const binding = resolver.scopes.bindingOf.get(command);
  const write = command.type === "identifier" && binding !== undefined ? parameterOf(resolver.tree, binding) : null;
  const given = write === null ? null : handedOver(resolver, write, depth);
  // What is put behind its words, by whoever, stands behind those of each.
  return binding?.changes.length === 0 ? given : (given?.map((one) => (one.kind === "list" ? { ...one, open: true } : UNKNOWN)) ?? null);
}

/** `["git"] + args`: words of its own, and then those of the callers. */
function behindOwn(resolver: Resolver, left: Node | null, right: Node | null, whole: Node, depth: number): Values | null {
  if (left?.type !== "list" || right === null || !/^\s*\+\s*$/.test(resolver.tree.text.slice(left.end, right.start)) || whole.children.length !== 2)
    return null;
  return joinedTo(resolver.valuesOf(left), right, resolver, depth);
}

function joinedTo(own: Values, rest: Node | undefined, resolver: Resolver, depth: number): Values | null {
  const given = rest === undefined ? null : commandsByCaller(resolver, rest, depth + 1);
  return given?.every((one) => one.kind === "list") === true ? own.flatMap((one) => given.map((more) => added(one, more))) : null;
}

/** The parameter that a name stands for, where nothing else is put into it, and nothing in front of or between its words. */
function parameterOf(tree: Tree, binding: Binding): Parameter | null {
  const [write, more] = binding.writes;
  if (write?.kind !== "param" || more !== undefined || write.spread !== 0) return null;
  return binding.items.length > 0 || firstMoved(tree, binding) !== Number.POSITIVE_INFINITY ? null : write;
}

function handedOver(resolver: Resolver, write: Parameter, depth: number): Values | null {
  const calls = callsOf(resolver, write.owner);
  if (calls === null) return null;
  const found: Values[] = [];
  for (const call of calls) {
    if (isOfModule(resolver, call)) continue;
    const index = write.index < 0 ? -1 : write.index - (hidesObject(resolver, call, write.owner) ? 1 : 0);
    const given = argumentOf(resolver, call, index, write.name) ?? write.fallback;
    if (given === null) return null;
    found.push(commandsByCaller(resolver, given, depth + 1) ?? resolver.valuesOf(given));
  }
  const all = found.flat();
  return all.length === 0 || all.length > MOST ? null : all;
}

/** `subprocess.run(x)` is no method of the file. */
function isOfModule({ scopes, around }: Resolver, call: Node): boolean {
  const callee = part(call, "function");
  const object = callee?.type === "attribute" ? part(callee, "object") : null;
  const writes = object?.type === "identifier" ? (scopes.bindingOf.get(object)?.writes ?? []) : [];
  return writes.length > 0 && writes.every((one) => one.kind === "import" && one.imported.thing === one.imported.module && !isOwn(one.imported, around));
}

/** What a call hands over for a parameter; null where it says nothing, or not plainly. */
function argumentOf({ tree }: Resolver, call: Node, index: number, name: string): Node | null {
  const given = part(call, "arguments")?.children ?? [];
  if (given.some((one) => /^(?:list_splat|dictionary_splat)$/.test(one.type))) return null;
  const named = given.find((one) => one.type === "keyword_argument" && nameOf(tree, part(one, "name") ?? one) === name);
  if (named !== undefined) return part(named, "value");
  return index < 0 ? null : (given.filter((one) => one.type !== "keyword_argument")[index] ?? null);
}
