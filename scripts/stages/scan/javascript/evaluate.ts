import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/typescript-estree";
import { callValue } from "./calls.ts";
import { concat } from "./fold.ts";
import { memberOf } from "./members.ts";
import { globalValue, moduleValues } from "./names.ts";
import { skillFile, skillFolder } from "./paths.ts";
import { keyName } from "./scope.ts";
import type { Node, Tree } from "./tree.ts";
import { NOTHING_KNOWN, type Resolver, UNKNOWN, type Values } from "./value.ts";
import { bindingValues } from "./written.ts";

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
    case T.JSXIdentifier: {
      const binding = resolver.scopes.bindingOf(node);
      if (binding !== null) return bindingValues(resolver, binding);
      if (node.name === "__dirname") return [{ kind: "constant", value: skillFolder(resolver.tree.path) }];
      return node.name === "__filename" ? [{ kind: "constant", value: skillFile(resolver.tree.path) }] : globalValue(node.name);
    }
    case T.ThisExpression:
      return !resolver.strict && isSloppyThis(node, resolver.tree) ? [{ kind: "thing", name: "global" }] : NOTHING_KNOWN;
    case T.MemberExpression: {
      if (node.object.type === T.Super) return NOTHING_KNOWN;
      if (node.property.type === T.PrivateIdentifier) return NOTHING_KNOWN;
      const names = node.computed ? resolver.keysOf(node.property) : [keyName(node.property)];
      const objects = resolver.valuesOf(node.object);
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
      return node.elements.length > 4096 || node.elements.some((one) => one?.type === T.SpreadElement)
        ? NOTHING_KNOWN
        : [{ kind: "list", items: node.elements.map((one) => (one === null ? [{ kind: "constant", value: undefined }] : resolver.valuesOf(one))) }];
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
      return node.tag.type === T.MemberExpression && keyName(node.tag.property) === "raw" && node.quasi.expressions.length === 0
        ? [{ kind: "constant", value: node.quasi.quasis[0]?.value.raw ?? "" }]
        : NOTHING_KNOWN;
    default:
      return wrappedValue(resolver, node);
  }
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
      return resolver.valuesOf(node.argument);
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

/** `this` of a plain function called directly is the global object in sloppy mode. */
function isSloppyThis(node: Node, tree: Tree): boolean {
  for (let one = tree.parents.get(node); one !== undefined; one = tree.parents.get(one)) {
    if (one.type === T.ClassBody) return false;
    if (one.type === T.FunctionExpression) {
      const call = tree.parents.get(one);
      return call?.type === T.CallExpression && call.callee === one;
    }
    if (one.type === T.FunctionDeclaration) return false;
  }
  return false;
}
