import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { memberOf } from "./members.ts";
import { moduleValues } from "./names.ts";
import { type Binding, keyName, type Write } from "./binding.ts";
import { returnedBy } from "./returned.ts";
import { elementsOf, NOTHING_KNOWN, type Resolver, type Value, type Values } from "./value.ts";

/** A way in which a name got its value -> what it may be: the expression, then the keys of the pattern. */
export function writtenValues(resolver: Resolver, write: Write): Values {
  if (write.from === null) return NOTHING_KNOWN;
  let values =
    write.from.type === T.ImportSpecifier || write.from.type === T.ImportDefaultSpecifier || write.from.type === T.ImportNamespaceSpecifier
      ? importValue(resolver, write.from)
      : write.how === "each"
        ? resolver.valuesOf(write.from).flatMap(elementsOf)
        : write.how === "returned"
          ? returnedBy(resolver, write.from)
          : resolver.valuesOf(write.from);
  for (const key of write.keys) {
    const names = typeof key === "string" ? [key] : resolver.keysOf(key);
    values = names.flatMap((name) => values.flatMap((value) => (name === null ? memberOf(resolver, value, null) : partOf(resolver, value, name))));
  }
  return values;
}

/** A place in a pattern is asked of the object's iterator, and that may be its own. */
function partOf(resolver: Resolver, value: Value, key: string): Values {
  return value.kind === "object" && /^[0-9]+$/.test(key) ? NOTHING_KNOWN : memberOf(resolver, value, key);
}

/** Variable -> everything that is ever written to it, whatever the order. */
export function bindingValues(resolver: Resolver, binding: Binding): Values {
  if (binding.kind === "class") return [{ kind: "function", node: binding.node }];
  return binding.writes.flatMap(resolver.valuesOfWrite);
}

function importValue(resolver: Resolver, node: TSESTree.ImportClause): Values {
  const declaration = resolver.tree.parents.get(node);
  if (declaration?.type !== T.ImportDeclaration) return NOTHING_KNOWN;
  const modules = moduleValues([declaration.source.value]);
  if (node.type !== T.ImportSpecifier) return modules;
  const imported = keyName(node.imported);
  return imported === "default" ? modules : modules.flatMap((value) => memberOf(resolver, value, imported));
}
