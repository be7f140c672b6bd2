import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { keyName } from "./binding.ts";
import { isTarget } from "./targets.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

/** Functions by which texts and names are worked out, and the objects they belong to. */
const WORKED_WITH = /^(?:String|Array|Object|Number|Function|Promise|Reflect|Buffer|URL|Symbol|unknown|Iterator)(?:\.prototype)?$/;
const FUNCTIONS =
  /^(?:String|Array|Object|Number|Promise|Reflect|Buffer|URL|Symbol|atob|btoa|decodeURI|decodeURIComponent|escape|unescape|parseInt|parseFloat)$/;
const WRITING = /^(?:Object\.(?:define\w+|assign|setPrototypeOf)|Reflect\.(?:set\w*|define\w+))$/;

/** Does a program replace what the language itself brings for texts and lists? Then nothing that these functions give is known. */
export function replacesBuiltins(resolver: Resolver): boolean {
  return resolver.tree.nodes.some((node) => {
    switch (node.type) {
      case T.MemberExpression:
        return isTarget(resolver.tree, node) && isReplaced(resolver, node);
      case T.Identifier:
        return FUNCTIONS.test(node.name) && isTarget(resolver.tree, node) && resolver.scopes.bindingOf(node) === null;
      case T.CallExpression:
        return isReplacing(resolver, node);
      default:
        return false;
    }
  });
}

function isReplaced(resolver: Resolver, { object, property, computed }: TSESTree.MemberExpression): boolean {
  if (object.type === T.Super) return false;
  const names = namesOf(resolver, object);
  if (names.some((name) => WORKED_WITH.test(name))) return true;
  return names.includes("global") && (computed ? resolver.keysOf(property) : [keyName(property)]).some((key) => key === null || FUNCTIONS.test(key));
}

/** `Object.defineProperty(String.prototype, ...)`, `String.prototype.__defineGetter__(...)`, or one of these handed to a function. */
function isReplacing(resolver: Resolver, { callee, arguments: given }: TSESTree.CallExpression): boolean {
  if (callee.type === T.MemberExpression && callee.object.type !== T.Super && /^__define[GS]etter__$/.test(keyName(callee.property)))
    return namesOf(resolver, callee.object).some((name) => WORKED_WITH.test(name));
  const [first] = given;
  if (first === undefined || !resolver.valuesOf(callee).some((value) => value.kind === "function" || (value.kind === "thing" && WRITING.test(value.name))))
    return false;
  return namesOf(resolver, first).some(
    (name) => WORKED_WITH.test(name) && (name.endsWith(".prototype") || resolver.valuesOf(callee).every((one) => one.kind === "thing")),
  );
}

function namesOf(resolver: Resolver, node: Node): readonly string[] {
  return resolver.valuesOf(node).flatMap((value) => (value.kind === "thing" ? [value.name] : []));
}
