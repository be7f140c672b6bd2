import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/typescript-estree";
import { callValue } from "./calls.ts";
import { concat } from "./fold.ts";
import { memberOf } from "./members.ts";
import { skillFile, skillFolder } from "./paths.ts";
import type { Binding, Scopes, Write } from "./scope.ts";
import { keyName } from "./scope.ts";
import { GLOBAL_NAMES, KNOWN_GLOBALS } from "./things.table.ts";
import type { Node, Tree } from "./tree.ts";

/**
 * What an expression may be: a constant, a known thing (`process.env`, `module:fs.readFile`), a literal list or object,
 * some function, some text with a known beginning, or unknown. An expression has a set of these; unknown means worst.
 */
export type Value =
  | Readonly<{ kind: "constant"; value: string | number | boolean | null | undefined }>
  | Readonly<{ kind: "thing"; name: string }>
  | Readonly<{ kind: "list"; items: readonly Values[] }>
  | Readonly<{ kind: "object"; node: TSESTree.ObjectExpression }>
  | Readonly<{ kind: "function"; node: Node | null }>
  | Readonly<{ kind: "text"; prefix: string }>
  | Readonly<{ kind: "unknown" }>;
export type Values = readonly Value[];

export const UNKNOWN: Value = { kind: "unknown" };
const NOTHING_KNOWN: Values = [UNKNOWN];
const SET_LIMIT = 12;
const DEPTH_LIMIT = 120;

export type Resolver = Readonly<{
  valuesOf(node: Node): Values;
  /** Possible names of a member or pattern key; null inside stands for a key that cannot be told. */
  keysOf(node: Node): readonly (string | null)[];
  valuesOfWrite(write: Write): Values;
  tree: Tree;
  scopes: Scopes;
  strict: boolean;
  /** True when the budget ran out: answers since then were "unknown" without a look. */
  exhausted(): boolean;
}>;

/** Tree and scopes -> a resolver with a budget of `work` steps for the whole file; past it every answer is "unknown". */
export function createResolver(tree: Tree, scopes: Scopes, work: number): Resolver {
  const known = new Map<Node, Values>();
  const active = new Set<Node>();
  let left = work;
  let depth = 0;
  let cuts = 0;

  const valuesOf = (node: Node): Values => {
    const before = known.get(node);
    if (before !== undefined) return before;
    if (active.has(node) || depth > DEPTH_LIMIT || left <= 0) {
      cuts++;
      return NOTHING_KNOWN;
    }
    const cutsBefore = cuts;
    left--;
    depth++;
    active.add(node);
    const found = limited(evaluate(node));
    active.delete(node);
    depth--;
    // An answer cut short by a cycle or the depth is not kept: asked from elsewhere it may be better.
    if (depth === 0 || cuts === cutsBefore) known.set(node, found);
    return found;
  };

  const keysOf = (node: Node): readonly (string | null)[] =>
    valuesOf(node).map((value) =>
      value.kind === "constant" && typeof value.value !== "symbol" ? String(value.value) : value.kind === "list" ? constantOf(value) : null,
    );

  const constantOf = (value: Value): string | null => {
    const text = concat([{ kind: "constant", value: "" }], [value]);
    return text[0]?.kind === "constant" ? String(text[0].value) : null;
  };

  const valuesOfWrite = (write: Write): Values => {
    if (write.from === null) return NOTHING_KNOWN;
    let values =
      write.from.type === T.ImportSpecifier || write.from.type === T.ImportDefaultSpecifier || write.from.type === T.ImportNamespaceSpecifier
        ? importValue(resolver, write.from)
        : valuesOf(write.from);
    for (const key of write.keys) {
      const names = typeof key === "string" ? [key] : keysOf(key);
      values = limited(names.flatMap((name) => (name === null ? NOTHING_KNOWN : values.flatMap((value) => memberOf(resolver, value, name)))));
    }
    return values;
  };

  const bindingValues = (binding: Binding): Values => {
    if (binding.kind === "class") return [{ kind: "function", node: binding.node }];
    const values = limited(binding.writes.flatMap(valuesOfWrite));
    const changed = values.some((one) => one.kind === "list" || one.kind === "object") && isChanged(binding, tree);
    return changed ? values.map((one) => (one.kind === "list" || one.kind === "object" ? UNKNOWN : one)) : values;
  };

  const evaluate = (node: Node): Values => {
    switch (node.type) {
      case T.Literal:
        return "regex" in node || "bigint" in node
          ? NOTHING_KNOWN
          : [{ kind: "constant", value: typeof node.value === "object" && node.value !== null ? undefined : (node.value as string | number | boolean | null) }];
      case T.TemplateLiteral: {
        let text: Values = [{ kind: "constant", value: node.quasis[0]?.value.cooked ?? "" }];
        node.expressions.forEach((one, at) => {
          text = concat(concat(text, valuesOf(one)), [{ kind: "constant", value: node.quasis[at + 1]?.value.cooked ?? "" }]);
        });
        return text;
      }
      case T.Identifier:
      case T.JSXIdentifier: {
        const binding = scopes.bindingOf(node);
        if (binding !== null) return bindingValues(binding);
        if (node.name === "__dirname") return [{ kind: "constant", value: skillFolder(tree.path) }];
        return node.name === "__filename" ? [{ kind: "constant", value: skillFile(tree.path) }] : globalValue(node.name);
      }
      case T.ThisExpression:
        return isSloppyThis(node, tree) && !strict ? [{ kind: "thing", name: "global" }] : NOTHING_KNOWN;
      case T.MemberExpression: {
        if (node.object.type === T.Super) return NOTHING_KNOWN;
        const names = node.computed ? keysOf(node.property) : [keyName(node.property)];
        const objects = valuesOf(node.object);
        return names.flatMap((name) => objects.flatMap((value) => memberOf(resolver, value, name)));
      }
      case T.MetaProperty:
        return node.meta.name === "import" ? [{ kind: "thing", name: "import.meta" }] : NOTHING_KNOWN;
      case T.BinaryExpression:
        return node.operator === "+" ? sumOf(node) : [UNKNOWN];
      case T.UnaryExpression:
        return unaryValue(node.operator, valuesOf(node.argument));
      case T.LogicalExpression:
        return [...valuesOf(node.left), ...valuesOf(node.right)];
      case T.ConditionalExpression:
        return [...valuesOf(node.consequent), ...valuesOf(node.alternate)];
      case T.SequenceExpression: {
        const last = node.expressions.at(-1);
        return last === undefined ? NOTHING_KNOWN : valuesOf(last);
      }
      case T.AssignmentExpression:
        return node.operator === "=" ? valuesOf(node.right) : node.operator.length === 3 ? [...valuesOf(node.left), ...valuesOf(node.right)] : NOTHING_KNOWN;
      case T.ChainExpression:
      case T.TSAsExpression:
      case T.TSTypeAssertion:
      case T.TSNonNullExpression:
      case T.TSSatisfiesExpression:
      case T.TSInstantiationExpression:
        return valuesOf(node.expression);
      case T.AwaitExpression:
        return valuesOf(node.argument);
      case T.TSExternalModuleReference:
        return moduleValues(keysOf(node.expression));
      case T.TSQualifiedName:
        return valuesOf(node.left).flatMap((value) => memberOf(resolver, value, node.right.name));
      case T.ImportExpression:
        return moduleValues(keysOf(node.source));
      case T.ArrayExpression:
        return node.elements.length > 4096 || node.elements.some((one) => one?.type === T.SpreadElement)
          ? NOTHING_KNOWN
          : [{ kind: "list", items: node.elements.map((one) => (one === null ? [{ kind: "constant", value: undefined }] : valuesOf(one))) }];
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
      case T.TSEnumDeclaration:
        return NOTHING_KNOWN;
      default:
        return NOTHING_KNOWN;
    }
  };

  /** `a + b + c ...` as a loop over its left spine: padding with hundreds of empty strings costs no depth. */
  const sumOf = (node: TSESTree.BinaryExpression): Values => {
    const parts: Node[] = [];
    let spine: Node = node;
    while (spine.type === T.BinaryExpression && spine.operator === "+") {
      parts.push(spine.right);
      spine = spine.left;
    }
    let sum = valuesOf(spine);
    for (let at = parts.length - 1; at >= 0; at--) {
      const part = parts[at];
      if (part !== undefined) sum = limited(concat(sum, valuesOf(part)));
    }
    return sum;
  };

  const strict = /\.m[jt]s$/.test(tree.path) || tree.program.body.some((one) => one.type === T.ImportDeclaration || one.type.startsWith("Export"));
  const resolver: Resolver = { valuesOf, keysOf, valuesOfWrite, tree, scopes, strict, exhausted: () => left <= 0 };
  return resolver;
}

/** Free name -> what it is on the global object. */
export function globalValue(name: string): Values {
  if (GLOBAL_NAMES.has(name)) return [{ kind: "thing", name: "global" }];
  if (name === "undefined") return [{ kind: "constant", value: undefined }];
  if (name === "NaN" || name === "Infinity") return [{ kind: "constant", value: name === "NaN" ? Number.NaN : Number.POSITIVE_INFINITY }];
  return KNOWN_GLOBALS.has(name) ? [{ kind: "thing", name }] : NOTHING_KNOWN;
}

/** Possible specifiers -> module things; the `node:` prefix means nothing, and the module `process` is the global of that name. */
export function moduleValues(names: readonly (string | null)[]): Values {
  return names.map((name) => {
    if (name === null) return UNKNOWN;
    const plain = name.replace(/^node:/, "");
    return {
      kind: "thing",
      name: plain === "process" ? "process" : `module:${plain === "path/posix" || plain === "path/win32" ? "path" : plain === "sys" ? "util" : plain}`,
    };
  });
}

function importValue(resolver: Resolver, node: TSESTree.ImportClause): Values {
  const declaration = resolver.tree.parents.get(node);
  if (declaration?.type !== T.ImportDeclaration) return NOTHING_KNOWN;
  const modules = moduleValues([declaration.source.value]);
  if (node.type !== T.ImportSpecifier) return modules;
  const imported = keyName(node.imported);
  return imported === "default" ? modules : modules.flatMap((value) => memberOf(resolver, value, imported));
}

function limited(values: Values): Values {
  if (values.length <= 1) return values;
  const seen = new Set<string>();
  const out: Value[] = [];
  for (const value of values) {
    const key =
      value.kind === "constant"
        ? `c${typeof value.value}${String(value.value)}`
        : value.kind === "thing"
          ? `t${value.name}`
          : value.kind === "text"
            ? `x${value.prefix}`
            : value.kind === "unknown"
              ? "u"
              : `o${String(out.length)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    out.push(value);
  }
  return out.length <= SET_LIMIT ? out : [...out.filter((one) => one.kind === "thing").slice(0, SET_LIMIT), UNKNOWN];
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
    if (parent?.type === T.SpreadElement) return false;
    if (parent?.type !== T.MemberExpression || parent.object !== node) return true;
    const above = tree.parents.get(parent);
    if (above?.type === T.AssignmentExpression && above.left === parent) return true;
    if (above?.type === T.UpdateExpression || (above?.type === T.UnaryExpression && above.operator === "delete")) return true;
    return above?.type === T.CallExpression && above.callee === parent && (parent.computed || !READING.has(keyName(parent.property)));
  });
}
