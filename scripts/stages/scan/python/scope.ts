import { joinAliases } from "./aliases.ts";
import { bindImports, type Imported } from "./imports.ts";
import { bindTargets } from "./targets.ts";
import { isRead, nameOf, type Node, part, type Tree } from "./tree.ts";

/** Step from a value to what a target gets of it: an item, every item, the rest, or anything within. */
export type Step = number | "each" | "rest" | "any";

/** What a name gets. `value` with a path is unpacking; `enter` is what a context manager gives. */
export type Write = Readonly<
  | { kind: "value"; node: Node; path: readonly Step[] }
  | { kind: "enter"; node: Node }
  | { kind: "import"; node: Node; imported: Imported }
  | { kind: "own"; node: Node }
  | { kind: "param"; owner: Node; index: number; name: string; spread: 0 | 1 | 2; fallback: Node | null; type: Node | null }
  | { kind: "unknown"; node: Node }
>;

export type Item = Readonly<{ key: Node; value: Node | null }>;
export type Change = Readonly<{ method: string; call: Node }>;

export type Binding = Readonly<{
  name: string;
  scope: Scope;
  writes: Write[];
  loads: Node[];
  /** `name[key] = value` and `name.append(value)`: how what it holds is changed afterwards, by this name or by any other. */
  items: Item[];
  changes: Change[];
}> & {
  /** Are lists or dictionaries in it changed as well? */
  isHolding: boolean;
};

export type Scope = Readonly<{
  id: number;
  kind: "module" | "function" | "class" | "comprehension";
  node: Node;
  parent: Scope | null;
  names: Map<string, Binding>;
  /** Names declared `global` (true) or `nonlocal` (false). */
  declared: Map<string, boolean>;
  deleted: Set<string>;
}>;

/** Who binds and reads which name. Attributes are told apart by name alone: what is put in `a.x` may come out of any `b.x`. */
export type Scopes = Readonly<{
  tree: Tree;
  all: readonly Scope[];
  /** Scope that a function, class or comprehension opens. */
  opened: ReadonlyMap<Node, Scope>;
  bindingOf: ReadonlyMap<Node, Binding>;
  /** Names that nothing in the file binds: built-ins, or what a star import brought. */
  free: readonly Node[];
  stars: readonly Imported[];
  /** What assignments put under an attribute name, whatever it is an attribute of. */
  attributes: ReadonlyMap<string, Binding>;
  attributeLoads: ReadonlyMap<string, readonly Node[]>;
  /** Names that classes of this file hold under an attribute name. */
  held: ReadonlyMap<string, readonly Binding[]>;
  /** Attribute names that more stands under than functions and classes of this file. */
  keeping: ReadonlySet<string>;
  /** Attribute names that are read and not called. */
  handedOn: ReadonlySet<string>;
}>;

export type Binder = Readonly<{
  tree: Tree;
  bind(name: string, at: Node, write: Write): void;
  attribute(name: string, write: Write): void;
  item(target: Node, value: Node | null): void;
  star(imported: Imported): void;
  declare(at: Node, name: string, isGlobal: boolean): void;
  drop(at: Node, name: string): void;
}>;

const OPENS: Readonly<Record<string, Scope["kind"] | undefined>> = {
  function_definition: "function",
  lambda: "function",
  class_definition: "class",
  list_comprehension: "comprehension",
  set_comprehension: "comprehension",
  dictionary_comprehension: "comprehension",
  generator_expression: "comprehension",
};

/** Tree -> scopes, by the rules of the language reference 4.2: class scopes are skipped by functions in them, a walrus binds outside of its comprehension. */
export function resolveScopes(tree: Tree): Scopes {
  const all: Scope[] = [newScope(0, "module", tree.root, null)];
  const inner = new Map<Node, Scope>();
  const attributes = new Map<string, Binding>();
  const attributeLoads = new Map<string, Node[]>();
  const stars: Imported[] = [];
  const pending: { target: Node; value: Node | null }[] = [];
  const scopeOf = (node: Node): Scope => all[node.scope] ?? (all[0] as Scope);
  const binder: Binder = {
    tree,
    bind: (name, at, write) => bindingFor(name, at, scopeOf(at)).writes.push(write),
    attribute(name, write) {
      const known = attributes.get(name);
      if (known === undefined) attributes.set(name, { name, scope: all[0] as Scope, writes: [write], loads: [], items: [], changes: [], isHolding: false });
      else known.writes.push(write);
    },
    item: (target, value) => void pending.push({ target, value }),
    star: (imported) => void stars.push(imported),
    declare: (at, name, isGlobal) => void scopeOf(at).declared.set(name, isGlobal),
    drop: (at, name) => void scopeOf(at).deleted.add(name),
  };
  for (const node of tree.nodes) {
    node.scope = placeOf(node, inner);
    const kind = OPENS[node.type];
    if (kind !== undefined) {
      const scope = newScope(all.length, kind, node, scopeOf(node));
      all.push(scope);
      inner.set(node, scope);
    }
  }
  for (const node of tree.nodes) {
    bindTargets(node, binder, inner.get(node)?.id ?? node.scope);
    bindImports(node, binder);
    if (node.type === "attribute") {
      const name = part(node, "attribute");
      if (name !== null) push(attributeLoads, nameOf(tree, name), node);
    }
  }
  const bindingOf = new Map<Node, Binding>();
  const free: Node[] = [];
  for (const node of tree.nodes) {
    if (node.type !== "identifier" || !isLoad(node)) continue;
    const binding = lookUp(nameOf(tree, node), scopeOf(node));
    if (binding === null) free.push(node);
    else {
      bindingOf.set(node, binding);
      binding.loads.push(node);
    }
  }
  for (const { target, value } of pending) {
    const base = part(target, "value");
    const key = part(target, "subscript");
    const binding = base === null ? undefined : bindingOf.get(base);
    if (binding !== undefined && key !== null) binding.items.push({ key, value });
  }
  for (const [node, binding] of bindingOf) noteChange(tree, node, binding);
  const held = new Map<string, Binding[]>();
  for (const scope of all) if (scope.kind === "class") for (const [name, binding] of scope.names) push(held, name, binding);
  const isKeeping = ({ writes }: Binding): boolean => writes.some((write) => write.kind !== "own");
  const keeping = new Set(
    [...[...attributes].filter(([, one]) => isKeeping(one)), ...[...held].filter(([, list]) => list.some(isKeeping))].map(([name]) => name),
  );
  const handedOn = new Set([...attributeLoads].filter(([, loads]) => loads.some(isRead)).map(([name]) => name));
  const scopes = { tree, all, opened: inner, bindingOf, free, stars, attributes, attributeLoads, held, keeping, handedOn };
  joinAliases(scopes);
  return scopes;
}

function newScope(id: number, kind: Scope["kind"], node: Node, parent: Scope | null): Scope {
  return { id, kind, node, parent, names: new Map(), declared: new Map(), deleted: new Set() };
}

/** Defaults, decorators, bases and annotations belong to the scope around; parameters and bodies to the scope of their owner. */
function placeOf(node: Node, inner: ReadonlyMap<Node, Scope>): number {
  const parent = node.parent;
  if (parent === null) return 0;
  const opened = inner.get(parent);
  if (opened !== undefined) {
    const around = parent.type === "function_definition" || parent.type === "class_definition" ? node.field !== "body" && node.field !== "parameters" : false;
    return around ? parent.scope : opened.id;
  }
  const isDefault = node.field === "value" && /^(?:typed_)?default_parameter$/.test(parent.type);
  if (isDefault || (node.field === "type" && /parameter$/.test(parent.type))) {
    const owner = parent.parent?.parent;
    return owner === null || owner === undefined ? 0 : owner.scope;
  }
  return parent.scope;
}

function bindingFor(name: string, at: Node, scope: Scope): Binding {
  let home = scope;
  if (at.parent?.type === "named_expression") while (home.kind === "comprehension" && home.parent !== null) home = home.parent;
  const declared = home.declared.get(name);
  if (declared !== undefined && home.parent !== null) {
    let outer: Scope = home.parent;
    while (outer.parent !== null && (declared || outer.kind !== "function" || !outer.names.has(name))) outer = outer.parent;
    home = outer;
  }
  const known = home.names.get(name);
  if (known !== undefined) return known;
  const binding: Binding = { name, scope: home, writes: [], loads: [], items: [], changes: [], isHolding: false };
  home.names.set(name, binding);
  return binding;
}

function lookUp(name: string, from: Scope): Binding | null {
  let scope: Scope | null = from;
  let direct = true;
  while (scope !== null) {
    const skips: boolean = scope.declared.get(name) === true && scope.parent !== null;
    const found: Binding | undefined = skips || (scope.kind === "class" && !direct) ? undefined : scope.names.get(name);
    if (found !== undefined) return found;
    if (scope.kind !== "comprehension") direct = false;
    scope = skips ? rootOf(scope) : scope.parent;
  }
  return null;
}

function rootOf(scope: Scope): Scope {
  let one = scope;
  while (one.parent !== null) one = one.parent;
  return one;
}

const NAMES_ONLY = /^(?:dotted_name|aliased_import|global_statement|nonlocal_statement|keyword_pattern|import_prefix|type_parameter)$/;

/** Is this identifier read, rather than bound or only named? */
function isLoad(node: Node): boolean {
  const parent = node.parent;
  if (parent === null || NAMES_ONLY.test(parent.type)) return parent?.type === "dotted_name" && isPatternValue(parent);
  if (node.field === "attribute" || node.field === "alias") return false;
  if (node.field === "name") return false;
  if (parent.type === "as_pattern") return parent.children[0] === node;
  return !/^(?:splat_pattern|parameters|lambda_parameters|typed_parameter|list_splat_pattern|dictionary_splat_pattern|as_pattern_target|pattern_list|tuple_pattern|list_pattern)$/.test(
    parent.type,
  )
    ? !isTarget(node)
    : parent.type === "typed_parameter" && node.field === "type";
}

/** `case os.x:` reads `os`; `case x:` binds x. */
function isPatternValue(dotted: Node): boolean {
  return dotted.children.length > 1 && /pattern/.test(dotted.parent?.type ?? "");
}

function isTarget(node: Node): boolean {
  const type = node.parent?.type ?? "";
  return node.field === "left" && (type === "assignment" || type === "for_statement" || type === "for_in_clause");
}

/** `name.append(x)`, `name.update(x)`: the value of the name is not what it was written with. */
function noteChange(tree: Tree, node: Node, binding: Binding): void {
  const member = node.parent;
  const call = member?.parent;
  if (member?.type !== "attribute" || call?.type !== "call" || member.field !== "function") return;
  const name = part(member, "attribute");
  const method = name === null ? "" : nameOf(tree, name);
  if (
    /^(?:append|extend|insert|pop|remove|clear|sort|reverse|update|setdefault|appendleft|__setitem__|set_content|set_payload|attach|add_attachment)$/.test(
      method,
    )
  )
    binding.changes.push({ method, call });
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
