import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { callValue } from "./calls.ts";
import { concat } from "./fold.ts";
import { memberOf } from "./members.ts";
import { globalValue, moduleValues } from "./names.ts";
import { skillFile, skillFolder } from "./paths.ts";
import { keyName } from "./binding.ts";
import type { Node, Tree } from "./tree.ts";
import { NOTHING_KNOWN, type Resolver, UNKNOWN, type Values } from "./value.ts";

/** Expression -> what it may be, by one step; its parts are asked of the resolver, which remembers and counts. */
export function evaluate(resolver: Resolver, node: Node): Values {
  switch (node.type) {
    case T.Literal:
      return "regex" in node || "bigint" in node ? NOTHING_KNOWN : [{ kind: "constant", value: node.value }];
    case T.TemplateLiteral: {
      let text: Values = [{ kind: "constant", value: node.quasis[0]?.value.cooked ?? "" }];
      node.expressions.forEach((one, at) => {
        text = concat(concat(text, resolver.valuesOf(one)), [{ kind: "constant", value: node.quasis[at + 1]?.value.cooked ?? "" }]);
      });
      return text;
    }
    case T.Identifier:
    case T.JSXIdentifier:
      return nameValue(resolver, node);
    case T.ThisExpression:
      return !resolver.strict && isSloppyThis(node, resolver.tree) ? [{ kind: "thing", name: "global" }] : NOTHING_KNOWN;
    case T.MemberExpression: {
      if (node.property.type === T.PrivateIdentifier) return NOTHING_KNOWN;
      const names = node.computed ? resolver.keysOf(node.property) : [keyName(node.property)];
      const objects: Values = node.object.type === T.Super ? superOf(node, resolver.tree) : resolver.valuesOf(node.object);
      return names.flatMap((name) => objects.flatMap((value) => memberOf(resolver, value, name)));
    }
    case T.MetaProperty:
      return node.meta.name === "import" ? [{ kind: "thing", name: "import.meta" }] : NOTHING_KNOWN;
    case T.BinaryExpression:
      return node.operator === "+" ? sumOf(resolver, node) : [UNKNOWN];
    case T.AssignmentExpression:
      return node.operator === "="
        ? resolver.valuesOf(node.right)
        : node.operator.length === 3
          ? [...resolver.valuesOf(node.left), ...resolver.valuesOf(node.right)]
          : NOTHING_KNOWN;
    case T.ArrayExpression:
      return listOf(resolver, node);
    case T.ObjectExpression:
      return [{ kind: "object", node }];
    case T.FunctionDeclaration:
    case T.FunctionExpression:
    case T.ArrowFunctionExpression:
    case T.ClassExpression:
    case T.ClassDeclaration:
      return [{ kind: "function", node }];
    case T.CallExpression:
    case T.NewExpression:
      return callValue(resolver, node);
    case T.TaggedTemplateExpression:
      return isRaw(resolver, node.tag) && node.quasi.expressions.length === 0
        ? [{ kind: "constant", value: node.quasi.quasis[0]?.value.raw ?? "" }]
        : NOTHING_KNOWN;
    default:
      return wrappedValue(resolver, node);
  }
}

/** `String.raw`, and no method of that name of something else. */
function isRaw(resolver: Resolver, tag: Node): boolean {
  if (tag.type !== T.MemberExpression || tag.computed || keyName(tag.property) !== "raw") return false;
  return tag.object.type === T.Identifier && tag.object.name === "String" && resolver.scopes.bindingOf(tag.object) === null;
}

/** A name: what its variable holds, what the module wrapper gives, or a global. */
function nameValue(resolver: Resolver, node: TSESTree.Identifier | TSESTree.JSXIdentifier): Values {
  const binding = resolver.scopes.bindingOf(node);
  if (binding !== null) return resolver.valuesOfBinding(binding);
  if (node.name === "arguments" && !resolver.strict && !isInFunction(node, resolver.tree)) return [{ kind: "thing", name: "module.arguments" }];
  if (node.name === "__dirname") return [{ kind: "constant", value: skillFolder(resolver.tree.path) }];
  return node.name === "__filename" ? [{ kind: "constant", value: skillFile(resolver.tree.path) }] : globalValue(node.name);
}

/** Forms that only pass on the value of one part, and forms that name a module. */
function wrappedValue(resolver: Resolver, node: Node): Values {
  switch (node.type) {
    case T.ChainExpression:
    case T.TSAsExpression:
    case T.TSTypeAssertion:
    case T.TSNonNullExpression:
    case T.TSSatisfiesExpression:
    case T.TSInstantiationExpression:
      return resolver.valuesOf(node.expression);
    case T.AwaitExpression:
      return resolver.valuesOf(node.argument).map((value) => (value.kind === "object" && mayBeThenable(value.node) ? UNKNOWN : value));
    case T.TSExternalModuleReference:
      return moduleValues(resolver.keysOf(node.expression));
    case T.TSQualifiedName:
      return resolver.valuesOf(node.left).flatMap((value) => memberOf(resolver, value, node.right.name));
    case T.ImportExpression:
      return moduleValues(resolver.keysOf(node.source));
    case T.LogicalExpression:
      return [...resolver.valuesOf(node.left), ...resolver.valuesOf(node.right)];
    case T.ConditionalExpression:
      return [...resolver.valuesOf(node.consequent), ...resolver.valuesOf(node.alternate)];
    case T.UnaryExpression:
      return unaryValue(node.operator, resolver.valuesOf(node.argument));
    case T.SequenceExpression: {
      const last = node.expressions.at(-1);
      return last === undefined ? NOTHING_KNOWN : resolver.valuesOf(last);
    }
    default:
      return NOTHING_KNOWN;
  }
}

/** An object with a method `then` is no value to wait for but gives one. */
function mayBeThenable(node: TSESTree.ObjectExpression): boolean {
  return node.properties.some((one) => one.type === T.SpreadElement || one.computed || keyName(one.key) === "then");
}

/** `a + b + c ...` as a loop over its left spine: padding with hundreds of empty strings costs no depth. */
function sumOf(resolver: Resolver, node: TSESTree.BinaryExpression): Values {
  const parts: Node[] = [];
  let spine: Node = node;
  while (spine.type === T.BinaryExpression && spine.operator === "+") {
    parts.push(spine.right);
    spine = spine.left;
  }
  let sum = resolver.valuesOf(spine);
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = parts[at];
    if (part !== undefined) sum = concat(sum, resolver.valuesOf(part));
  }
  return sum;
}

function unaryValue(operator: string, values: Values): Values {
  if (operator === "void") return [{ kind: "constant", value: undefined }];
  return values.map((value) => {
    if (operator === "!")
      return value.kind === "constant"
        ? { kind: "constant", value: !value.value }
        : value.kind === "list" || value.kind === "object" || value.kind === "function" || value.kind === "thing"
          ? { kind: "constant", value: false }
          : UNKNOWN;
    if (operator === "typeof") return UNKNOWN;
    const text = value.kind === "list" ? concat([{ kind: "constant", value: "" }], [value])[0] : value;
    if (text?.kind !== "constant") return UNKNOWN;
    const number = Number(text.value);
    return operator === "+"
      ? { kind: "constant", value: number }
      : operator === "-"
        ? { kind: "constant", value: -number }
        : operator === "~"
          ? { kind: "constant", value: ~number }
          : UNKNOWN;
  });
}

/** Outside of every plain function `arguments` are those of the module wrapper: exports, require, module. */
function isInFunction(node: Node, tree: Tree): boolean {
  for (let one = tree.parents.get(node); one !== undefined; one = tree.parents.get(one))
    if (one.type === T.FunctionDeclaration || one.type === T.FunctionExpression) return true;
  return false;
}

/** `super` of a static member is the class above, which is a function. */
function superOf(node: Node, tree: Tree): Values {
  for (let one = tree.parents.get(node); one !== undefined; one = tree.parents.get(one)) {
    if (one.type === T.StaticBlock) return [{ kind: "function", node: null }];
    if (one.type === T.MethodDefinition || one.type === T.PropertyDefinition) return one.static ? [{ kind: "function", node: null }] : NOTHING_KNOWN;
  }
  return NOTHING_KNOWN;
}

/** `[...list, ...text]` when every part is known; otherwise nothing is. */
function listOf(resolver: Resolver, node: TSESTree.ArrayExpression): Values {
  if (node.elements.length > LIST_LIMIT) return NOTHING_KNOWN;
  const items: Values[] = [];
  for (const one of node.elements) {
    if (one === null) items.push([{ kind: "constant", value: undefined }]);
    else if (one.type !== T.SpreadElement) items.push(resolver.valuesOf(one));
    else {
      const inner = resolver.valuesOf(one.argument);
      const only = inner.length === 1 ? inner[0] : undefined;
      if (only?.kind === "list") items.push(...only.items);
      else if (only?.kind === "constant" && typeof only.value === "string")
        items.push(...[...only.value].map((letter): Values => [{ kind: "constant", value: letter }]));
      else return NOTHING_KNOWN;
    }
    if (items.length > LIST_LIMIT) return NOTHING_KNOWN;
  }
  return [{ kind: "list", items }];
}

const LIST_LIMIT = 4096;

/** Methods that call a plain function with the global object as `this` (sloppy mode, no second argument). */
const CALLING_BACK = /^(?:map|forEach|filter|some|every|find|findIndex|findLast|flatMap|reduce|reduceRight|sort|replace|replaceAll|then|catch|finally)$/;

/** `this` of a plain function called directly is the global object in sloppy mode. */
function isSloppyThis(node: Node, tree: Tree): boolean {
  for (let one = tree.parents.get(node); one !== undefined; one = tree.parents.get(one)) {
    if (one.type === T.ClassBody) return false;
    if (one.type === T.FunctionExpression) {
      const call = tree.parents.get(one);
      if (call?.type !== T.CallExpression) return false;
      if (call.callee === one) return true;
      return (
        call.arguments.length === 1 && call.arguments[0] === one && call.callee.type === T.MemberExpression && CALLING_BACK.test(keyName(call.callee.property))
      );
    }
    if (one.type === T.FunctionDeclaration) return false;
  }
  return false;
}
