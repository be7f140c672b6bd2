import { AST_NODE_TYPES as T } from "@typescript-eslint/typescript-estree";
import { namesIn, type Scopes } from "../javascript/scope.ts";
import type { Tree } from "../javascript/tree.ts";
import type { Report } from "../mark.ts";
import { CHAINS, GLOBALS, IMPORTS, REFUSED_NAMES } from "./language.table.ts";
import { isVettedName } from "./vetted.ts";

const IMPORTED: ReadonlySet<string> = new Set([...IMPORTS.values()].flatMap((names) => [...names]));

/** Names mean one thing in a generated script: nothing checked by name may be declared twice, hidden by a local, or assigned. */
export function checkBindings(tree: Tree, scopes: Scopes, report: Report): void {
  for (const binding of scopes.bindings) {
    const [start, end] = binding.node.range;
    const unsafe = (why: string) => report({ rule: "unsafe-binding", start, end, args: { name: binding.name, why } });
    if (binding.declarations.length > 1) unsafe("is declared twice");
    if (GLOBALS.has(binding.name) || CHAINS.has(binding.name) || REFUSED_NAMES.has(binding.name)) unsafe("hides a global");
    if (binding.kind !== "import" && IMPORTED.has(binding.name)) unsafe("hides an import");
    const topLevel =
      tree.parents.get(binding.node)?.type === T.FunctionDeclaration &&
      tree.program.body.some((one) => one.type === T.FunctionDeclaration && one.id === binding.node);
    if (isVettedName(binding.name) && !topLevel) unsafe("hides a vetted function");
  }
  checkAssignments(tree, scopes, report);
  checkTargets(tree, report);
}

function checkAssignments(tree: Tree, scopes: Scopes, report: Report): void {
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
      if (binding !== null && binding.kind !== "let" && binding.kind !== "param")
        report({ rule: "unsafe-binding", start: id.range[0], end: id.range[1], args: { name: id.name, why: "is assigned and is no variable" } });
    }
  }
}

function checkTargets(tree: Tree, report: Report): void {
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
