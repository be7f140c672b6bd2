import { argumentsOf, invoked } from "./calls.ts";
import { evaluate } from "./evaluate.ts";
import { ownFile } from "./externals.ts";
import type { Imported } from "./imports.ts";
import { itemOf, memberOf } from "./members.ts";
import { BUILTINS, canonical, RISKY_BUILTINS, STANDARD } from "./names.table.ts";
import { decorators, parameterValues } from "./parameters.ts";
import { firstMoved } from "./places-in.ts";
import type { Around, Given, Resolver } from "./resolver.ts";
import { createRounds } from "./rounds.ts";
import type { Binding, Scopes, Step, Write } from "./scope.ts";
import { nameOf, type Node, part, type Tree } from "./tree.ts";
import { constant, NOTHING_KNOWN, thing, union, UNKNOWN, type Value, type Values } from "./value.ts";

/** A name that is written more often than any program writes one is not followed. */
const MOST_WRITES = 5_000;

/**
 * Tree and scopes -> resolver. What each name may be is found by going round until nothing changes any more (a name that grows with every
 * round is widened to what it begins with); after that each expression is computed once. After `budget` steps everything is unknown, and
 * `exhausted` says so. `escaped`: what an expression may be that cannot be told.
 */
export function createResolver(tree: Tree, scopes: Scopes, around: Around, budget: number, escaped: Values = []): Resolver {
  const known = new Map<Node, Values>();
  const given = new Map<Node, Given>();
  const returns = resultsOf(tree, scopes);
  let overrides: ReadonlyMap<Binding, Values> = new Map();
  let work = 0;
  let settled = false;

  function valuesOf(node: Node): Values {
    const keeps = settled && overrides.size === 0;
    const found = keeps ? known.get(node) : undefined;
    if (found !== undefined) return found;
    if (++work > budget) return NOTHING_KNOWN;
    const told = node.type === "identifier" ? nameValues(node) : evaluate(resolver, node);
    const values = escaped.length > 0 && told.some(isLost) ? union([told, escaped]) : told;
    if (keeps) known.set(node, values);
    return values;
  }

  function nameValues(node: Node): Values {
    const binding = scopes.bindingOf.get(node);
    if (binding === undefined) return freeName(scopes, around, nameOf(tree, node));
    const values = valuesOfBinding(binding);
    return mayBeBuiltin(binding, node) ? union([values, [thing(`builtins.${binding.name}`)]]) : values;
  }

  function valuesOfBinding(binding: Binding): Values {
    const values = overrides.get(binding) ?? rounds.read(binding);
    return settled && values.length === 0 ? NOTHING_KNOWN : values;
  }

  function valuesOfWrite(write: Write): Values {
    switch (write.kind) {
      case "value":
        return write.path.reduce<Values>((values, step) => union(values.map((value) => stepped(resolver, value, step))), valuesOf(write.node));
      case "enter":
        return union(valuesOf(write.node).map((value) => (value.kind === "thing" ? [value] : value.kind === "object" ? [value, UNKNOWN] : NOTHING_KNOWN)));
      case "import":
        return [importedThing(write.imported, around)];
      case "own":
        return decorated(resolver, write.node);
      case "param":
        return parameterValues(resolver, write);
      default:
        return NOTHING_KNOWN;
    }
  }

  const resolver: Resolver = {
    tree,
    scopes,
    around,
    valuesOf,
    valuesOfBinding,
    valuesWith(binding, values, node) {
      const before = overrides;
      overrides = new Map([...before, [binding, values]]);
      const found = valuesOf(node);
      overrides = before;
      return found;
    },
    givenTo(call) {
      if (!settled || overrides.size > 0) return argumentsOf(resolver, call);
      const found = given.get(call) ?? argumentsOf(resolver, call);
      given.set(call, found);
      return found;
    },
    member: (value, name) => memberOf(resolver, value, name),
    item: (value, key) => itemOf(resolver, value, key),
    invoke: (callee, args, call) => (++work > budget ? NOTHING_KNOWN : invoked(resolver, callee, args, call)),
    ...handingOut(returns),
    resultOf(owner) {
      const result = returns.get(owner);
      return result === undefined ? [constant(null)] : valuesOfBinding(result);
    },
    exhausted: () => work > budget,
  };
  const names = scopes.all.flatMap((scope) => [...scope.names.values()]);
  const rounds = createRounds([...names, ...scopes.attributes.values(), ...returns.values()], (binding) =>
    work > budget || binding.writes.length > MOST_WRITES ? NOTHING_KNOWN : changed(resolver, binding, union(binding.writes.map(valuesOfWrite))),
  );
  rounds.run();
  settled = true;
  return resolver;
}

/** Function or class -> what its name stands for: itself, and what its own decorators make of it. */
function decorated(resolver: Resolver, node: Node): Values {
  const own: Value = node.type === "class_definition" ? { kind: "class", node } : { kind: "function", node };
  const around = decorators(node).flatMap((one) => (one.children[0] === undefined ? [] : resolver.valuesOf(one.children[0])));
  const made = around.filter((one) => one.kind !== "thing").map((one) => resolver.invoke(one, { by: [[own]], named: new Map(), open: false }, node));
  return union([[own], ...made]);
}

/** Nobody can tell what it is, only that a function from outside gave it, or a name that nothing in the file binds. */
function isLost(value: Value): boolean {
  return (
    value.kind === "unknown" ||
    (value.kind === "thing" && (value.name.includes("(") || (value.name.startsWith("builtins.") && !BUILTINS.has(value.name.slice(9)))))
  );
}

const LEFT_OUT: ReadonlySet<string> = new Set("os subprocess requests httpx socket shutil urllib base64 sys".split(" "));

/** Name that nothing in the file binds: a built-in, or what a star import may have brought. */
function freeName(scopes: Scopes, around: Around, name: string): Values {
  if (name === "__file__") return [ownFile(around.path)];
  if (name === "__name__") return [{ kind: "text", prefix: "", suffix: "" }];
  if (name === "__builtins__" || name === "__builtin__") return [thing("builtins")];
  // Blocks of a document leave out what they import; who follows them puts it in.
  if (LEFT_OUT.has(name) && /\.(?:md|mdx|markdown)\.py$/i.test(around.path)) return [thing(name)];
  const starred = scopes.stars.filter((one) => !isOwn(one, around)).map((one) => thing(canonical(`${one.module}.${name}`)));
  return [thing(`builtins.${name}`), ...starred];
}

/** What functions return, and what generators hand out, as expressions. */
function handingOut(returns: ReadonlyMap<Node, Binding>): Pick<Resolver, "results" | "yielded"> {
  const writesOf = (owner: Node): readonly Write[] => returns.get(owner)?.writes ?? [];
  return {
    results: (owner) => writesOf(owner).flatMap((write) => (write.kind === "value" ? [write.node] : [])),
    yielded: (owner) => writesOf(owner).flatMap((write) => (write.kind === "unknown" && write.node.type === "yield" ? write.node.children : [])),
  };
}

/** Function -> what it gives, as one more name: all that it returns or yields; for a lambda its body. */
function resultsOf(tree: Tree, scopes: Scopes): ReadonlyMap<Node, Binding> {
  const found = new Map<Node, Binding>();
  const add = (owner: Node, write: Write): void => {
    const binding = found.get(owner);
    const scope = scopes.all[0];
    if (binding !== undefined) binding.writes.push(write);
    else if (scope !== undefined) found.set(owner, { name: "()", scope, writes: [write], loads: [], items: [], changes: [], isHolding: false });
  };
  for (const node of tree.nodes) {
    if (node.type === "lambda") {
      const body = part(node, "body");
      if (body !== null) add(node, { kind: "value", node: body, path: [] });
    } else if (node.type === "return_statement" || node.type === "yield") {
      const owner = scopes.all[node.scope]?.node;
      const value = node.children[0];
      if (owner?.type !== "function_definition") continue;
      add(owner, node.type === "yield" || value === undefined ? { kind: "unknown", node } : { kind: "value", node: value, path: [] });
    }
  }
  return found;
}

/** Is this a module of the skill itself? A name of the standard library is taken for that one, whatever lies beside. */
export function isOwn(imported: Imported, around: Around): boolean {
  if (imported.level > 0) return true;
  const first = imported.module.split(".", 1)[0] ?? "";
  return around.own.has(first) && !STANDARD.has(first);
}

function importedThing(imported: Imported, around: Around): Value {
  return thing(isOwn(imported, around) ? `.${imported.thing.replace(/^\.+/, "")}` : canonical(imported.thing));
}

/** A module's own `eval = ...` counts from where it stands without a condition; before that, and after a `del`, the built-in is meant. */
function mayBeBuiltin(binding: Binding, at: Node): boolean {
  const { scope, name } = binding;
  if (scope.kind === "function" || scope.kind === "comprehension" || !RISKY_BUILTINS.has(name)) return false;
  if (scope.deleted.has(name)) return true;
  return !binding.writes.some((write) => {
    let statement = "node" in write ? write.node : write.owner;
    while (statement.parent !== null && statement.parent.type !== "block" && statement.parent.type !== "module") statement = statement.parent;
    const isPlain = statement.parent?.type === "module" || statement.parent?.parent?.type === "class_definition";
    return isPlain && statement.start <= at.start;
  });
}

function stepped(resolver: Resolver, value: Value, step: Step): Values {
  if (step === "rest") return [{ kind: "list", items: value.kind === "list" && !value.open && value.items.length > 0 ? [union(value.items)] : [], open: true }];
  if (typeof step === "number") return itemOf(resolver, value, constant(step));
  if (value.kind === "dict" && step === "each")
    return union([...value.entries.map(([keys]) => keys), ...(value.open || value.entries.length === 0 ? [NOTHING_KNOWN] : [])]);
  if (step === "each")
    return value.kind === "constant" && typeof value.value === "string" && value.value.length < 20
      ? [...value.value].map(constant)
      : itemOf(resolver, value, null);
  return union([[value], value.kind === "list" || value.kind === "dict" ? itemOf(resolver, value, null) : []]);
}

/** Values of a name -> the same after `name[k] = v`, `name.append(v)` and the like anywhere in the file. */
function changed(resolver: Resolver, binding: Binding, values: Values): Values {
  if (binding.items.length === 0 && binding.changes.length === 0 && !binding.isHolding) return values;
  return values.map((one) => {
    const value = binding.isHolding ? withinChanged(one) : one;
    if (binding.items.length === 0 && binding.changes.length === 0) return value;
    if (value.kind === "dict") {
      const added = binding.items
        .slice(0, 60)
        .map(({ key, value: to }) => [resolver.valuesOf(key), to === null ? NOTHING_KNOWN : resolver.valuesOf(to)] as const);
      return { ...value, entries: [...value.entries, ...added], open: value.open || binding.items.length > 60 || binding.changes.length > 0, loose: true };
    }
    if (value.kind !== "list") return value;
    const from = binding.items.length === 0 ? firstMoved(resolver.tree, binding) : 0;
    const isNew = value.items.length === 0 && !value.open && from === Number.POSITIVE_INFINITY;
    if (from > 0) return { ...value, items: isNew ? firstAppended(resolver, binding) : value.items.slice(0, from), open: true };
    return { kind: "list", items: [], open: true };
  });
}

/** A list or dictionary whose own lists and dictionaries are changed somewhere: of those nothing is known. */
function withinChanged(value: Value): Value {
  const opened = (values: Values): Values =>
    values.map((one) =>
      one.kind === "list" ? { kind: "list", items: [], open: true } : one.kind === "dict" ? { kind: "dict", entries: [], open: true } : one,
    );
  if (value.kind === "list") return { ...value, items: value.items.map(opened) };
  return value.kind === "dict" ? { ...value, entries: value.entries.map(([keys, values]) => [keys, opened(values)] as const) } : value;
}

/** `x = []` and then, in the same block and before any other change, `x.append(a)`: a is its first item. */
function firstAppended(resolver: Resolver, binding: Binding): readonly Values[] {
  const [first] = binding.changes;
  const [write, more] = binding.writes;
  const isDirect = (call: Node): boolean => {
    const object = part(part(call, "function") ?? call, "object");
    return object !== null && resolver.scopes.bindingOf.get(object) === binding;
  };
  if (first === undefined || first.method !== "append" || !binding.changes.every(({ call }) => isDirect(call)) || write?.kind !== "value" || more !== undefined)
    return [];
  const blockOf = (node: Node): Node | null => {
    let one: Node | null = node;
    while (one !== null && one.type !== "block" && one.type !== "module") one = one.parent;
    return one;
  };
  if (blockOf(first.call) !== blockOf(write.node)) return [];
  return [resolver.givenTo(first.call).by[0] ?? NOTHING_KNOWN];
}
