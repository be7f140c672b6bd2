import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import type { Node, Tree } from "./tree.ts";
import type { Resolver } from "./value.ts";

/** What is done with an expression's value, through parentheses, casts and optional chains. */
export type Usage =
  | Readonly<{ kind: "called"; call: TSESTree.CallExpression | TSESTree.NewExpression }>
  | Readonly<{ kind: "member"; key: string | null; node: TSESTree.MemberExpression }>
  | Readonly<{ kind: "aliased" | "destructured" | "compared" | "dropped" | "assigned" | "exported" | "flows" | "passed" }>;

/** Expression -> how its value is used. "passed" is the worst: it went somewhere that is not followed. */
export function usageOf(tree: Tree, start: Node): Usage {
  let node = start;
  for (let parent = tree.parents.get(node); parent !== undefined; node = parent, parent = tree.parents.get(node)) {
    switch (parent.type) {
      case T.ChainExpression:
      case T.TSAsExpression:
      case T.TSTypeAssertion:
      case T.TSNonNullExpression:
      case T.TSSatisfiesExpression:
      case T.TSInstantiationExpression:
      case T.AwaitExpression:
        continue;
      case T.SequenceExpression:
        if (parent.expressions.at(-1) !== node) return { kind: "dropped" };
        continue;
      case T.ConditionalExpression:
        if (parent.test === node) return { kind: "compared" };
        continue;
      case T.LogicalExpression:
        continue;
      case T.CallExpression:
      case T.NewExpression:
        if (parent.callee === node) return { kind: "called", call: parent };
        return isDirect(parent, node) || tree.followed.has(node) ? { kind: "aliased" } : { kind: "passed" };
      case T.MemberExpression:
        return parent.object === node ? { kind: "member", key: parent.computed ? null : keyName(parent.property), node: parent } : { kind: "passed" };
      case T.TSQualifiedName:
        return { kind: "aliased" };
      case T.VariableDeclarator:
        return parent.id.type === T.Identifier
          ? isExported(tree, parent)
            ? { kind: "exported" }
            : { kind: "aliased" }
          : parent.id.type === T.ObjectPattern && !parent.id.properties.some((one) => one.type === T.RestElement)
            ? { kind: "destructured" }
            : { kind: "passed" };
      case T.AssignmentExpression:
        if (parent.left === node) return { kind: "assigned" };
        return parent.left.type === T.Identifier ? { kind: "aliased" } : parent.left.type === T.ObjectPattern ? { kind: "destructured" } : { kind: "passed" };
      case T.UnaryExpression:
        return { kind: "compared" };
      case T.BinaryExpression:
        // A class can say itself what its instances are, and is then handed what is asked about.
        if (parent.operator === "instanceof" && parent.left === node && saysInstances(tree)) return { kind: "passed" };
        return /^(?:[!=]==?|instanceof|in)$/.test(parent.operator) ? { kind: "compared" } : { kind: "passed" };
      case T.IfStatement:
      case T.WhileStatement:
      case T.DoWhileStatement:
        return { kind: "compared" };
      case T.ExpressionStatement:
        return { kind: "dropped" };
      case T.TSImportEqualsDeclaration:
        return { kind: "aliased" };
      case T.ExportSpecifier:
      case T.ExportDefaultDeclaration:
      case T.TSExportAssignment:
        return { kind: "exported" };
      default:
        return { kind: "passed" };
    }
  }
  return { kind: "dropped" };
}

const INSTANCES = new WeakMap<Tree, boolean>();

function saysInstances(tree: Tree): boolean {
  let found = INSTANCES.get(tree);
  if (found === undefined) INSTANCES.set(tree, (found = tree.text.includes("hasInstance")));
  return found;
}

/** `export const a = x`: whoever imports the file has it. */
function isExported(tree: Tree, node: Node): boolean {
  const declaration = tree.parents.get(node);
  return declaration !== undefined && tree.parents.get(declaration)?.type === T.ExportNamedDeclaration;
}

/** `(function (a) {...})(x)`: the argument lands in a parameter that is followed, and not in the rest of them. */
function isDirect(call: TSESTree.CallExpression | TSESTree.NewExpression, argument: Node): boolean {
  if (
    call.type !== T.CallExpression ||
    (call.callee.type !== T.ArrowFunctionExpression && (call.callee.type !== T.FunctionExpression || call.callee.id !== null))
  )
    return false;
  const param = call.callee.params[call.arguments.findIndex((one) => one === argument)];
  return param !== undefined && param.type !== T.RestElement;
}

/** `typeof eval`, `delete x.y`, `x === eval`: the value goes nowhere. */
export function isInert(resolver: Resolver, node: Node): boolean {
  const parent = resolver.tree.parents.get(node);
  return parent?.type === T.UnaryExpression && (parent.operator === "typeof" || parent.operator === "delete");
}
