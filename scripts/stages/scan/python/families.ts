import type { Scopes } from "./scope.ts";
import { nameOf, type Node, part } from "./tree.ts";

const FAMILIES = new WeakMap<Scopes, ReadonlyMap<Node, readonly Node[]>>();

/** Class -> itself and every own class that it is made from or that is made from it: `self` in a method may be an object of any of them. */
export function familyOf(scopes: Scopes, klass: Node): readonly Node[] {
  const known = FAMILIES.get(scopes) ?? familiesOf(scopes);
  FAMILIES.set(scopes, known);
  return known.get(klass) ?? [klass];
}

function familiesOf(scopes: Scopes): ReadonlyMap<Node, readonly Node[]> {
  const families = new Map<Node, Node[]>();
  const familyFor = (node: Node): Node[] => {
    const known = families.get(node) ?? [node];
    families.set(node, known);
    return known;
  };
  for (const scope of scopes.all) {
    if (scope.kind !== "class") continue;
    for (const base of part(scope.node, "superclasses")?.children ?? [])
      for (const one of basesOf(scopes, base)) {
        const [mine, theirs] = [familyFor(scope.node), familyFor(one)];
        if (mine === theirs) continue;
        mine.push(...theirs);
        for (const each of theirs) families.set(each, mine);
      }
  }
  return families;
}

/** Expression of a base -> the own classes that it may be, told apart by name alone. */
function basesOf(scopes: Scopes, named: Node): readonly Node[] {
  // `metaclass=M`: what the class itself is asked for, M answers.
  const base = named.type === "keyword_argument" ? (part(named, "value") ?? named) : named;
  const binding = base.type === "identifier" ? scopes.bindingOf.get(base) : undefined;
  const direct = binding?.writes.flatMap((write) => (write.kind === "own" && write.node.type === "class_definition" ? [write.node] : []));
  if (direct !== undefined && direct.length > 0) return direct;
  const name = base.type === "attribute" ? nameOf(scopes.tree, part(base, "attribute") ?? base) : null;
  return name === null
    ? []
    : scopes.all.filter((one) => one.kind === "class" && nameOf(scopes.tree, part(one.node, "name") ?? one.node) === name).map((one) => one.node);
}
