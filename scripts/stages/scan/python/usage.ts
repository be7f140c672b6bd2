import { type Node, part, type Tree, textOf } from "./tree.ts";

/** What is done with an expression: called, asked for a member, given another name (which is followed), named in a type or a comparison, or handed on. */
export type Usage =
  | Readonly<{ kind: "called"; call: Node }>
  | Readonly<{ kind: "member" | "named" | "typed" | "compared" | "dropped" | "caught" | "passed" | "read" }>;

/** Node -> what its surroundings do with it. */
export function usageOf(tree: Tree, node: Node): Usage {
  let one = node;
  let parent = node.parent;
  while (parent !== null && /^(?:parenthesized_expression|conditional_expression|boolean_operator|await|named_expression)$/.test(parent.type)) {
    one = parent;
    parent = parent.parent;
  }
  if (parent === null) return { kind: "dropped" };
  if (isInType(one)) return { kind: "typed" };
  switch (parent.type) {
    case "call":
      return one.field === "function" ? { kind: "called", call: parent } : { kind: "passed" };
    case "attribute":
      return { kind: "member" };
    case "subscript":
      return one.field === "value" ? { kind: "read" } : { kind: "passed" };
    case "assignment":
      return one.field === "type" ? { kind: "typed" } : { kind: one.field === "left" ? "dropped" : "named" };
    case "default_parameter":
    case "typed_default_parameter":
    case "as_pattern":
      return { kind: parent.parent?.type === "except_clause" ? "caught" : "named" };
    case "with_item":
    case "for_in_clause":
    case "for_statement":
    case "pair":
    case "list":
    case "tuple":
    case "dictionary":
      return parent.parent?.type === "except_clause" ? { kind: "caught" } : { kind: "named" };
    case "type":
    case "typed_parameter":
    case "generic_type":
      return { kind: "typed" };
    case "comparison_operator":
    case "not_operator":
    case "if_statement":
    case "elif_clause":
    case "if_clause":
    case "while_statement":
    case "assert_statement":
      return { kind: "compared" };
    case "except_clause":
    case "except_group_clause":
      return { kind: "caught" };
    case "expression_statement":
    case "delete_statement":
      return { kind: "dropped" };
    case "argument_list":
      return isTypeCheck(tree, parent) ? { kind: "compared" } : { kind: "passed" };
    default:
      return { kind: "passed" };
  }
}

/** `T | None`, `Optional[T]`, `dict[str, list[T]]` in an annotation; a call in one runs. */
function isInType(node: Node): boolean {
  let one = node;
  let parent = node.parent;
  while (parent !== null && /^(?:binary_operator|union_type|tuple|list|subscript)$/.test(parent.type)) {
    one = parent;
    parent = parent.parent;
  }
  return one !== node && parent?.type === "type";
}

/** `isinstance(x, T)`, `hasattr(x, n)` and the like look at what they are given and hand nothing on. */
function isTypeCheck(tree: Tree, list: Node): boolean {
  const callee = list.parent === null ? null : part(list.parent, "function");
  return callee !== null && /^(?:isinstance|issubclass|hasattr|callable|type|id|len|repr|bool|print)$/.test(textOf(tree, callee));
}

/** Can this expression stand for something from outside? Only these kinds are asked. */
export function isExpression(node: Node): boolean {
  return node.type === "identifier" || node.type === "attribute" || node.type === "call" || node.type === "subscript";
}

/** Does it only show up as the beginning of a longer chain (`a` and `a.b` of `a.b.c`)? */
export function isChained(node: Node): boolean {
  return node.parent?.type === "attribute" && node.field === "object";
}
