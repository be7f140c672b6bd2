import type { Binder } from "./scope.ts";
import { nameOf, type Node, part, parts, type Tree, textOf } from "./tree.ts";

/**
 * What an import brings: `thing` is its full dotted name, `module` the module named, `plain` when it keeps its own name (so that a reader sees
 * what it is), `level` the number of dots in front. Names in the skill itself start with a dot.
 */
export type Imported = Readonly<{ thing: string; module: string; plain: boolean; level: number }>;

/** Import statement -> the names it binds; a star import is recorded for every name that nothing else binds. */
export function bindImports(node: Node, binder: Binder): void {
  if (node.type === "import_statement") {
    for (const one of parts(node, "name")) importModule(one, binder);
    return;
  }
  if (node.type !== "import_from_statement") return;
  const from = part(node, "module_name");
  if (from === null) return;
  const { module, level } = moduleOf(binder.tree, from);
  for (const one of parts(node, "name")) {
    const named = one.type === "aliased_import" ? part(one, "name") : one;
    const alias = one.type === "aliased_import" ? part(one, "alias") : null;
    if (named === null) continue;
    const name = dotted(binder.tree, named);
    const bound = alias === null ? name : nameOf(binder.tree, alias);
    const thing = module === "." ? `.${name}` : `${module}.${name}`;
    binder.bind(bound, node, { kind: "import", node: one, imported: { thing, module, plain: bound === name, level } });
  }
  if (node.children.some((child) => child.type === "wildcard_import")) binder.star({ thing: module, module, plain: true, level });
}

function importModule(one: Node, binder: Binder): void {
  if (one.type === "aliased_import") {
    const named = part(one, "name");
    const alias = part(one, "alias");
    if (named === null || alias === null) return;
    const module = dotted(binder.tree, named);
    const bound = nameOf(binder.tree, alias);
    binder.bind(bound, one, { kind: "import", node: one, imported: { thing: module, module, plain: bound === module, level: 0 } });
    return;
  }
  const module = dotted(binder.tree, one);
  const first = module.split(".", 1)[0] ?? module;
  binder.bind(first, one, { kind: "import", node: one, imported: { thing: first, module, plain: true, level: 0 } });
}

/** Module named by `from`: dots count as levels, the rest is the dotted name. */
function moduleOf(tree: Tree, node: Node): Readonly<{ module: string; level: number }> {
  if (node.type !== "relative_import") return { module: dotted(tree, node), level: 0 };
  const prefix = node.children.find((one) => one.type === "import_prefix");
  const rest = node.children.find((one) => one.type === "dotted_name");
  const level = prefix === undefined ? 1 : textOf(tree, prefix).replace(/[^.]/g, "").length;
  return { module: rest === undefined ? "." : `.${dotted(tree, rest)}`, level };
}

/** `a . b` -> "a.b", in the form Python compares. */
export function dotted(tree: Tree, node: Node): string {
  const names = node.children.filter((one) => one.type === "identifier");
  return names.length === 0 ? nameOf(tree, node) : names.map((one) => nameOf(tree, one)).join(".");
}
