import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

/** Methods that give text, on whatever they are called: of answers of the network, of buffers and of text itself. */
const GIVES_TEXT = /^(?:text|toString|trim|trimStart|trimEnd|join|decode|repeat|padStart|padEnd|toLowerCase|toUpperCase)$/;
/** Nothing is looked at twice, and nothing in a long way round: what is asked for each timer must stay small. */
const MOST = 40;

/** Expression -> is it text by its form, whatever stands in it? A timer that is given such text runs it, though nobody can tell what it says. */
export function isTextByForm(resolver: Resolver, node: Node, seen: Set<Node> = new Set()): boolean {
  if (seen.size > MOST || seen.has(node)) return false;
  seen.add(node);
  const again = (one: Node): boolean => isTextByForm(resolver, one, seen);
  switch (node.type) {
    case T.TemplateLiteral:
      return true;
    case T.AwaitExpression:
      return again(node.argument);
    case T.ChainExpression:
    case T.TSAsExpression:
    case T.TSNonNullExpression:
      return again(node.expression);
    case T.LogicalExpression:
      return again(node.left) || again(node.right);
    case T.ConditionalExpression:
      return again(node.consequent) || again(node.alternate);
    case T.CallExpression:
      return node.callee.type === T.MemberExpression && !node.callee.computed && GIVES_TEXT.test(keyName(node.callee.property));
    case T.Identifier: {
      const binding = resolver.scopes.bindingOf(node);
      return binding?.writes.some((write) => write.from !== null && write.keys.length === 0 && write.how === undefined && again(write.from)) === true;
    }
    default:
      return false;
  }
}
