import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { namesIn } from "../javascript/scope.ts";
import type { Context } from "./context.ts";
import { VETTED_GLOBALS } from "./vetted.table.ts";
import { isVettedName } from "./vetted.ts";

/** Names mean one thing in a generated script: nothing checked by name may be declared twice, hidden by a local, or assigned. */
export function checkBindings(context: Context): void {
  const { tree, scopes, report, language } = context;
  const imported = new Set([...language.imports.values()].flatMap((names) => [...names]));
  for (const binding of scopes.bindings) {
    const [start, end] = binding.node.range;
    const unsafe = (why: string) => report({ rule: "unsafe-binding", start, end, args: { name: binding.name, why } });
    // a name with a default value is listed once for each of its two sources
    if (new Set(binding.declarations).size > 1) unsafe("is declared twice");
    if (language.globals.has(binding.name) || language.chains.has(binding.name) || language.refused.has(binding.name)) unsafe("hides a global");
    else if (VETTED_GLOBALS.has(binding.name)) unsafe("hides a name of the vetted functions");
    if (binding.kind !== "import" && imported.has(binding.name)) unsafe("hides an import");
    const topLevel =
      tree.parents.get(binding.node)?.type === T.FunctionDeclaration &&
      tree.program.body.some((one) => one.type === T.FunctionDeclaration && one.id === binding.node);
    if (isVettedName(binding.name) && !topLevel) unsafe("hides a vetted function");
  }
  checkAssignments(context);
  checkTargets(context);
}

/** A name that nothing declares is the realm's own: assigning `Map` would change it for the vetted functions and for Node. */
function checkAssignments({ tree, scopes, report }: Context): void {
  for (const node of tree.nodes) {
    const pattern =
      node.type === T.AssignmentExpression
        ? node.left
        : node.type === T.UpdateExpression
          ? node.argument
          : node.type === T.ForOfStatement && node.left.type !== T.VariableDeclaration
            ? node.left
            : null;
    if (pattern === null || pattern.type === T.MemberExpression) continue;
    for (const { id } of namesIn(pattern, { from: null, keys: [] })) {
      const binding = scopes.bindingOf(id);
      if (binding?.kind !== "let" && binding?.kind !== "param")
        report({ rule: "unsafe-binding", start: id.range[0], end: id.range[1], args: { name: id.name, why: "is assigned and is no variable" } });
    }
  }
}

function checkTargets({ tree, report }: Context): void {
  for (const node of tree.nodes) {
    if (node.type !== T.MemberExpression) continue;
    const parent = tree.parents.get(node);
    const inPattern =
      parent?.type === T.ArrayPattern ||
      parent?.type === T.RestElement ||
      (parent?.type === T.Property && parent.value === node && tree.parents.get(parent)?.type === T.ObjectPattern) ||
      (parent?.type === T.AssignmentPattern && parent.right !== node) ||
      (parent?.type === T.ForOfStatement && parent.left === node);
    if (inPattern) report({ rule: "unlisted-syntax", start: node.range[0], end: node.range[1], args: { what: "assigning to a member" } });
  }
}
