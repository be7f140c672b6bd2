import type { Thing } from "./context.ts";
import { IMPORTS } from "./dynamic.ts";
import { POWERFUL } from "./names.table.ts";
import { NETWORK_FUNCTIONS } from "./network.table.ts";
import { refusalOf } from "./refusal.ts";
import type { Resolver } from "./resolver.ts";
import { type Node, part } from "./tree.ts";
import { usageOf } from "./usage.ts";
import { thing, type Values } from "./value.ts";

/** More of them than this in one file are no accident, and each costs work at every value that cannot be told. */
const MOST = 12;

/** Modules whose members connect: `requests`, `urllib` and `urllib.request`. */
const CONNECTING: ReadonlySet<string> = new Set(
  [...NETWORK_FUNCTIONS.keys()]
    .flatMap((name) => [...name.matchAll(/\.(?=\w+$|request\.)/g)].map((dot) => name.slice(0, dot.index)))
    .filter((name) => !name.includes("(")),
);

/** Functions that look at a module, or look a member of it up by a name that is followed, and keep nothing of it. */
const LOOKS =
  /^(?:builtins\.(?:getattr|hasattr|setattr|delattr|dir|vars|help|iter|str|format)|importlib\.reload|inspect\.\w+|typing\.\w+|unittest\.mock\.patch\.object)$/;
const REPLACES = /^(?:setattr|delattr|object|spy|stub)$/;

/**
 * Modules and functions of power that were handed to where nobody follows them: put into a container, given to a function from outside, kept as
 * a default. Whatever cannot be told afterwards may be one of them (`reduce(lambda a, b: b, [1, os]).system(...)`).
 */
export function escapesIn(resolver: Resolver, things: readonly Thing[]): Values {
  const names = new Set<string>();
  for (const { node, name } of things) {
    if (names.size >= MOST) break;
    if (!names.has(name) && isPower(name) && refusalOf(name) === null && isHandedOn(resolver, node)) names.add(name);
  }
  return [...names].map(thing);
}

function isPower(name: string): boolean {
  return (
    POWERFUL.has(name) || CONNECTING.has(name) || NETWORK_FUNCTIONS.has(name) || IMPORTS.test(name) || name === "builtins.open" || name === "builtins.getattr"
  );
}

function isHandedOn(resolver: Resolver, node: Node): boolean {
  const usage = usageOf(resolver.tree, node);
  if (usage.kind === "named") return !isRenamed(node);
  // `x in own` asks the own object, which may keep it.
  if (usage.kind === "compared" && node.parent?.type === "comparison_operator")
    return node.parent.children.some((one) => one !== node && resolver.valuesOf(one).some((value) => value.kind === "object"));
  if (usage.kind !== "passed" && usage.kind !== "read") return false;
  const call = node.parent?.type === "argument_list" ? node.parent.parent : null;
  const callee = call === null ? null : part(call, "function");
  if (callee === null) return true;
  const named = callee.type === "attribute" ? part(callee, "attribute") : null;
  if (named !== null && REPLACES.test(resolver.tree.text.slice(named.start, named.end))) return false;
  const values = resolver.valuesOf(callee);
  return values.length === 0 || !values.every((one) => one.kind === "thing" && LOOKS.test(one.name));
}

/** `o = os`: the new name is followed like the old one. */
function isRenamed(node: Node): boolean {
  return node.parent?.type === "assignment" && node.field === "right" && node.parent.children[0]?.type === "identifier";
}
