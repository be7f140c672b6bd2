import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { type Binding, type BindingKind, keyName, type Write } from "./binding.ts";
import { openAliased } from "./arguments.ts";
import { followCalls, givenTo } from "./parameters.ts";
import { isStrict, type Node, type Tree } from "./tree.ts";

type Scope = Readonly<{ parent: Scope | null; names: Map<string, Binding>; node: Node }>;

export type Scopes = Readonly<{
  /** The binding an identifier in expression or target position means; null for a global. */
  bindingOf(node: TSESTree.Identifier | TSESTree.JSXIdentifier): Binding | null;
  /** Identifiers that read or write a variable, in source order. */
  references: readonly TSESTree.Identifier[];
  bindings: readonly Binding[];
  /** True when a declared identifier hides a name of an outer scope. */
  shadows(binding: Binding): boolean;
}>;

const SCOPE_NODES: ReadonlySet<string> = new Set([
  T.Program,
  T.BlockStatement,
  T.ForStatement,
  T.ForInStatement,
  T.ForOfStatement,
  T.SwitchStatement,
  T.CatchClause,
  T.FunctionDeclaration,
  T.FunctionExpression,
  T.ArrowFunctionExpression,
  T.ClassDeclaration,
  T.ClassExpression,
  T.ClassBody,
  T.StaticBlock,
  T.TSModuleBlock,
]);

/** Tree -> what each name means where it stands (ECMAScript scoping; a function in a block of sloppy code is one of the function around it too: ECMA-262, B.3.2). */
export function resolveScopes(tree: Tree): Scopes {
  const scopes = new Map<Node, Scope>();
  const own = new Map<Node, Scope>();
  const bindings: Binding[] = [];
  const homes = new Map<Binding, Scope>();
  const identifiers: TSESTree.Identifier[] = [];

  for (const node of tree.nodes) {
    const parent = tree.parents.get(node);
    const outer = parent === undefined ? null : (own.get(parent) ?? scopes.get(parent) ?? null);
    if (outer !== null) scopes.set(node, outer);
    if (SCOPE_NODES.has(node.type)) own.set(node, { parent: outer, names: new Map(), node });
  }

  const scopeAt = (node: Node): Scope | null => own.get(node) ?? scopes.get(node) ?? null;

  const declare = (scope: Scope | null, name: string, kind: BindingKind, node: Node, writes: readonly Write[]): void => {
    if (scope === null) return;
    const known = scope.names.get(name);
    if (known !== undefined) {
      known.writes.push(...writes);
      known.declarations.push(node);
      return;
    }
    const binding: Binding = { name, kind, node, writes: [...writes], references: [], declarations: [node], rewritten: false };
    scope.names.set(name, binding);
    bindings.push(binding);
    homes.set(binding, scope);
  };

  for (const node of tree.nodes) declareNames(node, tree, scopeAt, (node) => scopes.get(node) ?? null, declare);
  const bindingOf = (node: TSESTree.Identifier | TSESTree.JSXIdentifier): Binding | null => {
    for (let scope = scopes.get(node) ?? null; scope !== null; scope = scope.parent) {
      const found = scope.names.get(node.name);
      if (found !== undefined) return found;
    }
    return null;
  };
  const declared = new Set<Node>(bindings.flatMap((binding) => binding.declarations));
  for (const node of tree.nodes) {
    if (node.type === T.Identifier && !declared.has(node) && isReference(node, tree.parents.get(node))) {
      identifiers.push(node);
      bindingOf(node)?.references.push(node);
    }
    assignedNames(node, bindingOf);
  }
  followCalls(tree, bindings);
  openAliased(tree, bindings);
  const shadows = (binding: Binding): boolean => {
    for (let scope = homes.get(binding)?.parent ?? null; scope !== null; scope = scope.parent) if (scope.names.has(binding.name)) return true;
    return false;
  };
  return { bindingOf, references: identifiers, bindings, shadows };
}

type ScopeAt = (node: Node) => Scope | null;
type Declare = (scope: Scope | null, name: string, kind: BindingKind, node: Node, writes: readonly Write[]) => void;

function declareNames(node: Node, tree: Tree, scopeAt: ScopeAt, outerOf: ScopeAt, declare: Declare): void {
  switch (node.type) {
    case T.VariableDeclaration: {
      const looped = isLoopHead(node, tree);
      const scope = node.kind === "var" ? functionScope(node, tree, scopeAt) : outerOf(node);
      const kind = node.kind === "const" || node.kind === "let" || node.kind === "var" ? node.kind : "using";
      for (const one of node.declarations) {
        for (const { id, write } of namesIn(one.id, looped ? loopWrite(node, tree) : { from: one.init, keys: [] }))
          declare(scope, id.name, kind, id, [...parameterBeside(scope, id.name, kind), ...(one.init === null && !looped ? [] : [write])]);
      }
      return;
    }
    case T.FunctionDeclaration:
      if (node.id !== null) {
        declare(outerOf(node), node.id.name, "function", node.id, [{ from: node, keys: [] }]);
        const around = isStrict(tree) || node.async || node.generator ? null : functionScope(node, tree, scopeAt);
        if (around !== outerOf(node)) declare(around, node.id.name, "function", node.id, [{ from: node, keys: [] }]);
      }
      declareParameters(node, tree, scopeAt, declare);
      return;
    case T.FunctionExpression:
      if (node.id !== null) declare(scopeAt(node), node.id.name, "function", node.id, [{ from: node, keys: [] }]);
      declareParameters(node, tree, scopeAt, declare);
      return;
    case T.ArrowFunctionExpression:
      declareParameters(node, tree, scopeAt, declare);
      return;
    case T.ClassDeclaration:
    case T.ClassExpression:
      if (node.id === null) return;
      declare(node.type === T.ClassDeclaration ? outerOf(node) : scopeAt(node), node.id.name, "class", node.id, [{ from: node, keys: [] }]);
      return;
    case T.CatchClause:
      if (node.param !== null)
        for (const { id } of namesIn(node.param, { from: null, keys: [] })) declare(scopeAt(node), id.name, "catch", id, [{ from: null, keys: [] }]);
      return;
    case T.ImportSpecifier:
    case T.ImportDefaultSpecifier:
    case T.ImportNamespaceSpecifier:
      declare(outerOf(node), node.local.name, "import", node.local, [{ from: node, keys: [] }]);
      return;
    case T.TSEnumDeclaration:
      declare(outerOf(node), node.id.name, "other", node.id, [{ from: node, keys: [] }]);
      return;
    case T.TSModuleDeclaration:
      if (node.id.type === T.Identifier) declare(outerOf(node), node.id.name, "other", node.id, [{ from: null, keys: [] }]);
      return;
    case T.TSImportEqualsDeclaration:
      declare(outerOf(node), node.id.name, "import", node.id, [{ from: node.moduleReference, keys: [] }]);
      return;
    default:
      return;
  }
}

/** `function f(x) { var x; }`: a variable of a body begins with what the parameter of its name holds. */
function parameterBeside(scope: Scope | null, name: string, kind: BindingKind): readonly Write[] {
  const beside = kind === "var" && scope?.node.type === T.BlockStatement ? scope.parent?.names.get(name) : undefined;
  return beside?.kind === "param" ? [{ from: beside.node, keys: [] }] : [];
}

function declareParameters(
  node: TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression,
  tree: Tree,
  scopeAt: ScopeAt,
  declare: Declare,
): void {
  const scope = scopeAt(node);
  const named = node.type === T.FunctionDeclaration || (node.type === T.FunctionExpression && node.id !== null);
  node.params.forEach((param, at) => {
    const inner = param.type === T.TSParameterProperty ? param.parameter : param;
    const given: readonly Write[] = named || inner.type === T.RestElement ? [] : givenTo(tree, node, at);
    for (const start of given.length === 0 ? [OPEN] : given) for (const { id, write } of namesIn(inner, start)) declare(scope, id.name, "param", id, [write]);
  });
}

const OPEN: Write = { from: null, keys: [] };

type Named = Readonly<{ id: TSESTree.Identifier; write: Write }>;

/** Pattern -> every name it binds with the way its value is reached. */
export function namesIn(pattern: Node, write: Write): readonly Named[] {
  const out: Named[] = [];
  const work: { node: Node; write: Write }[] = [{ node: pattern, write }];
  for (let top = work.pop(); top !== undefined; top = work.pop()) {
    const { node, write } = top;
    if (node.type === T.Identifier) out.push({ id: node, write });
    else if (node.type === T.AssignmentPattern) {
      work.push({ node: node.left, write });
      work.push({ node: node.left, write: { from: node.right, keys: [] } });
    } else if (node.type === T.RestElement) work.push({ node: node.argument, write: { from: null, keys: [] } });
    else if (node.type === T.ArrayPattern) {
      node.elements.forEach((one, at) => {
        if (one !== null) work.push({ node: one, write: { ...write, keys: [...write.keys, String(at)] } });
      });
    } else if (node.type === T.ObjectPattern) {
      for (const one of node.properties) {
        // The rest of an object is that object as far as anybody can tell which names are left in it.
        if (one.type === T.RestElement) work.push({ node: one.argument, write });
        else work.push({ node: one.value, write: { ...write, keys: [...write.keys, one.computed ? one.key : keyName(one.key)] } });
      }
    }
  }
  return out;
}

function assignedNames(node: Node, bindingOf: (node: TSESTree.Identifier) => Binding | null): void {
  if (node.type === T.AssignmentExpression) {
    const plain = node.operator === "=" || node.operator === "||=" || node.operator === "&&=" || node.operator === "??=";
    for (const { id, write } of namesIn(node.left, { from: plain ? node.right : null, keys: [] })) rewrite(bindingOf(id), write);
  } else if (node.type === T.UpdateExpression && node.argument.type === T.Identifier) {
    rewrite(bindingOf(node.argument), OPEN);
  } else if ((node.type === T.ForInStatement || node.type === T.ForOfStatement) && node.left.type !== T.VariableDeclaration) {
    const start: Write = node.type === T.ForOfStatement ? { from: node.right, keys: [], how: "each" } : OPEN;
    for (const { id, write } of namesIn(node.left, start)) rewrite(bindingOf(id), write);
  }
}

function rewrite(binding: Binding | null, write: Write): void {
  if (binding === null) return;
  binding.writes.push(write);
  binding.rewritten = true;
}

/** `for (const x of list)`: any element of the list. The names that `for ... in` gives cannot be told. */
function loopWrite(node: Node, tree: Tree): Write {
  const loop = tree.parents.get(node);
  return loop?.type === T.ForOfStatement ? { from: loop.right, keys: [], how: "each" } : OPEN;
}

function isLoopHead(node: Node, tree: Tree): boolean {
  const parent = tree.parents.get(node);
  return (parent?.type === T.ForInStatement || parent?.type === T.ForOfStatement) && parent.left === node;
}

/** `var` belongs to the body of its function, not to its parameters: a default value sees the outside. */
function functionScope(node: Node, tree: Tree, scopeAt: ScopeAt): Scope | null {
  let last: Node = node;
  for (let one = tree.parents.get(node); one !== undefined; one = tree.parents.get(one)) {
    if (one.type === T.FunctionDeclaration || one.type === T.FunctionExpression || one.type === T.ArrowFunctionExpression) return scopeAt(last);
    if (one.type === T.Program || one.type === T.StaticBlock || one.type === T.TSModuleBlock) return scopeAt(one);
    last = one;
  }
  return scopeAt(node);
}

/** Is this identifier a use of a variable (and not a key, a label, a declared name)? */
function isReference(node: TSESTree.Identifier, parent: Node | undefined): boolean {
  if (parent === undefined) return false;
  switch (parent.type) {
    case T.MemberExpression:
      return parent.object === node || parent.computed;
    case T.Property:
      return parent.value === node || parent.computed;
    case T.MethodDefinition:
    case T.PropertyDefinition:
    case T.AccessorProperty:
    case T.TSAbstractMethodDefinition:
    case T.TSAbstractPropertyDefinition:
    case T.TSAbstractAccessorProperty:
      return parent.key !== node ? true : parent.computed;
    case T.VariableDeclarator:
      return parent.init === node;
    case T.FunctionDeclaration:
    case T.FunctionExpression:
    case T.ArrowFunctionExpression:
      return parent.body === node;
    case T.ClassDeclaration:
    case T.ClassExpression:
      return parent.superClass === node;
    case T.ExportSpecifier:
      return parent.local === node;
    case T.TSEnumMember:
      return parent.initializer === node;
    case T.TSQualifiedName:
      return parent.left === node;
    case T.ImportSpecifier:
    case T.ImportDefaultSpecifier:
    case T.ImportNamespaceSpecifier:
    case T.ImportAttribute:
    case T.ExportAllDeclaration:
    case T.LabeledStatement:
    case T.BreakStatement:
    case T.ContinueStatement:
    case T.MetaProperty:
    case T.TSEnumDeclaration:
    case T.TSModuleDeclaration:
    case T.CatchClause:
    case T.TSParameterProperty:
      return false;
    case T.TSImportEqualsDeclaration:
      return parent.id !== node;
    default:
      return true;
  }
}
