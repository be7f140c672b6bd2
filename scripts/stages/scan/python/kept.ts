import type { Resolver } from "./resolver.ts";
import type { Binding } from "./scope.ts";
import { isPacking } from "./sources.ts";
import { nameOf, type Node, part } from "./tree.ts";

const MOST_USES = 5_000;

/** What methods of a name are given: it may keep that. `Thread(target=x.append, args=(a,))` gives it as well. */
export function givenTo(resolver: Resolver, binding: Binding): readonly Node[] {
  const changed = binding.changes.flatMap(({ call }) => part(call, "arguments")?.children ?? []);
  const kept = binding.loads.slice(0, MOST_USES).flatMap((load) => {
    const member = load.parent;
    if (member?.type !== "attribute" || member.field === "left") return [];
    const call = member.field === "function" ? member.parent : callAround(member);
    if (call?.type !== "call") return [];
    const name = nameOf(resolver.tree, part(member, "attribute") ?? member);
    const isKept = member.field === "function" ? KEEPS.test(name) && resolver.valuesOf(member).every((one) => one.kind !== "function") : PUTS.test(name);
    return isKept ? [call, ...(part(call, "arguments")?.children ?? [])].filter((one) => one !== member && (one !== call || isPacking(resolver, call))) : [];
  });
  return [...changed, ...kept];
}

/** Methods of objects from outside by which they keep what they are given. */
const KEEPS =
  /^(?:set|put|put_nowait|add|store|push|send|submit|append|extend|update|write|writestr|writerows?|writelines|execute(?:many)?|feed|appendleft|__setitem__|setdefault|map|starmap)$/;
const PUTS = /^(?:append|extend|add|put|put_nowait|set|insert|update|write|appendleft)$/;

function callAround(node: Node): Node | null {
  let one = node.parent;
  while (one !== null && /^(?:keyword_argument|argument_list)$/.test(one.type)) one = one.parent;
  return one;
}
