import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { memberOf } from "./members.ts";
import { moduleValues } from "./names.ts";
import { type Binding, keyName, type Write } from "./binding.ts";
import { returnedBy } from "./returned.ts";
import type { Tree } from "./tree.ts";
import { NOTHING_KNOWN, type Resolver, UNKNOWN, type Value, type Values } from "./value.ts";

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
    values = names.flatMap((name) => (name === null ? NOTHING_KNOWN : values.flatMap((value) => memberOf(resolver, value, name))));
  }
  return values;
}

function elementsOf(value: Value): Values {
  if (value.kind === "list") return value.items.length === 0 ? NOTHING_KNOWN : value.items.flat();
  if (value.kind === "text" || (value.kind === "constant" && typeof value.value === "string")) return [{ kind: "text", prefix: "" }];
  return NOTHING_KNOWN;
}

/** Variable -> everything that is ever written to it, whatever the order. */
export function bindingValues(resolver: Resolver, binding: Binding): Values {
  if (binding.kind === "class") return [{ kind: "function", node: binding.node }];
  const values = binding.writes.flatMap(resolver.valuesOfWrite);
  const changed = values.some((one) => one.kind === "list" || one.kind === "object") && isChanged(binding, resolver.tree);
  return changed ? values.map((one) => (one.kind === "list" || one.kind === "object" ? UNKNOWN : one)) : values;
}

function importValue(resolver: Resolver, node: TSESTree.ImportClause): Values {
  const declaration = resolver.tree.parents.get(node);
  if (declaration?.type !== T.ImportDeclaration) return NOTHING_KNOWN;
  const modules = moduleValues([declaration.source.value]);
  if (node.type !== T.ImportSpecifier) return modules;
  const imported = keyName(node.imported);
  return imported === "default" ? modules : modules.flatMap((value) => memberOf(resolver, value, imported));
}

const READING = new Set([
  "join",
  "slice",
  "at",
  "concat",
  "includes",
  "indexOf",
  "lastIndexOf",
  "map",
  "filter",
  "some",
  "every",
  "find",
  "forEach",
  "reduce",
  "entries",
  "keys",
  "values",
  "flat",
  "toString",
  "toReversed",
  "toSorted",
  "length",
]);

/** Could anything but reading happen to the list or object this name stands for? */
function isChanged(binding: Binding, tree: Tree): boolean {
  return binding.references.some((node) => {
    const parent = tree.parents.get(node);
    if (parent?.type === T.SpreadElement || (parent?.type === T.ForOfStatement && parent.right === node)) return false;
    if (parent?.type !== T.MemberExpression || parent.object !== node) return true;
    const above = tree.parents.get(parent);
    if (above?.type === T.AssignmentExpression && above.left === parent) return true;
    if (above?.type === T.UpdateExpression || (above?.type === T.UnaryExpression && above.operator === "delete")) return true;
    return above?.type === T.CallExpression && above.callee === parent && (parent.computed || !READING.has(keyName(parent.property)));
  });
}
