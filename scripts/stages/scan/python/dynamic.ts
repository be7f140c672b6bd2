import { mark, type Reading, shown } from "./context.ts";
import { POWERFUL } from "./names.table.ts";
import type { Given } from "./resolver.ts";
import { refusalOf } from "./refusal.ts";
import { unsafeLoad } from "./special.ts";
import { type Node, part } from "./tree.ts";
import { exactText, isNoName, textIn, textsOf, type Value, type Values } from "./value.ts";
import { usageOf } from "./usage.ts";

/** Ways to a member by its name, with the place of the object and of the name among the arguments. */
const LOOKUPS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["builtins.getattr", [0, 1]],
  ["builtins.object.__getattribute__", [0, 1]],
  ["builtins.type.__getattribute__", [0, 1]],
  ["inspect.getattr_static", [0, 1]],
  ["builtins.setattr", [0, 1]],
  ["builtins.delattr", [0, 1]],
  ["operator.getitem", [0, 1]],
]);
export const IMPORTS = /^(?:builtins\.__import__|importlib\.import_module|importlib\.__import__)$/;

/** Marks modules and members that are looked up by a name which cannot be told, where that could be anything. */
export function findDynamic(reading: Reading): void {
  const { resolver, things, report } = reading;
  for (const { node, name } of things) {
    const usage = usageOf(resolver.tree, node);
    if (IMPORTS.test(name) && usage.kind !== "called" && usage.kind !== "member" && usage.kind !== "named" && usage.kind !== "compared" && node.type !== "call")
      report(mark(node, "computed-module", { name: shown(name), why: "it is handed on" }));
    if (name.endsWith(".*") && POWERFUL.has(name.slice(0, -2)) && node.type === "call")
      report(mark(node, "dynamic-code", { name: shown(name.slice(0, -2)), why: "which of its members is taken cannot be told" }));
    if (name === "sys.modules[*]" && usage.kind !== "dropped" && usage.kind !== "compared")
      report(mark(node, "computed-module", { name: "sys.modules", why: "which module is taken cannot be told" }));
    if (name.endsWith(".__dict__") && POWERFUL.has(name.slice(0, -9)) && (usage.kind === "passed" || usage.kind === "read")) wholeTable(reading, node, name);
  }
  for (const node of resolver.tree.nodes) {
    if (node.type === "call") call(reading, node);
    else if (node.type === "subscript") builtinsByName(reading, node, part(node, "value"), part(node, "subscript"));
  }
}

/** `globals()["__builtins__"]`, `vars().get("__loader__")`: nobody goes round by the table of names for what has a name. */
function builtinsByName({ resolver, report }: Reading, node: Node, table: Node | null, key: Node | null): void {
  if (table === null || key === null || !resolver.valuesOf(table).some((one) => one.kind === "names")) return;
  for (const name of textsOf(resolver.valuesOf(key)))
    if (name !== null && /^__(?:builtins?|loader|spec|import)__$/.test(name)) report(mark(node, "global-escape", { name: `globals()["${name}"]` }));
}

/** Is this name of a member put together from parts, although all of them are known? Only what is to be hidden from readers is written so. */
function isAssembled({ resolver }: Pick<Reading, "resolver">, node: Node): boolean {
  if (node.type === "identifier") {
    const writes = resolver.scopes.bindingOf.get(node)?.writes ?? [];
    const [only, more] = writes;
    return more === undefined && only?.kind === "value" && only.path.length === 0 && only.node.type !== "identifier" && isAssembled({ resolver }, only.node);
  }
  return /^(?:binary_operator|concatenated_string|call|subscript)$/.test(node.type);
}

/** `os.__dict__[x]`, or the table handed on: every function of the module. */
function wholeTable({ resolver, report }: Reading, node: Node, name: string): void {
  const above = node.parent;
  const key = above?.type === "subscript" ? part(above, "subscript") : null;
  if (key !== null && resolver.valuesOf(key).every((one) => exactText(one) !== null)) return;
  report(mark(node, "global-escape", { name: shown(name) }));
}

function call(reading: Reading, node: Node): void {
  const { resolver, report } = reading;
  const callee = part(node, "function");
  if (callee === null) return;
  if (callee.type === "attribute") builtinsByName(reading, node, part(callee, "object"), part(node, "arguments")?.children[0] ?? null);
  const values = resolver.valuesOf(callee);
  const given = resolver.givenTo(node);
  for (const value of values) {
    if (value.kind === "thing") thingCalled(reading, node, value.name, given);
    else if (value.kind === "getter") getterCalled(reading, node, value, given);
  }
  // `globals()[x](...)`, `vars()[x](...)`: any name of the module, and the built-ins through it.
  if (callee.type === "subscript") {
    const base = part(callee, "value");
    const key = part(callee, "subscript");
    const isNames = base !== null && resolver.valuesOf(base).some((one) => one.kind === "names");
    if (isNames && key !== null && textsOf(resolver.valuesOf(key)).includes(null))
      report(mark(callee, "dynamic-code", { name: "globals()", why: "which name is called cannot be told" }));
  }
  if (callee.type === "call") chained(reading, node, callee);
}

function thingCalled(reading: Reading, node: Node, name: string, given: Given): void {
  const { resolver, report } = reading;
  const why = unsafeLoad(resolver, name, node);
  if (why !== null) report(mark(node, "dynamic-code", { name: shown(name), why }));
  if (IMPORTS.test(name)) {
    const asked = given.by[0] ?? given.named.get("name") ?? [];
    if (given.open || asked.length === 0 || asked.some((one) => exactText(one) === null && !isOwnPrefix(resolver.around.own, one) && !isNoName(one)))
      report(mark(node, "computed-module", { name: shown(name), why: "the name is computed" }));
  }
  if (/^(?:functools\.reduce|builtins\.map|functools\.partial|builtins\.filter)$/.test(name) && handsOnLookup(given))
    report(mark(node, "dynamic-code", { name: shown(name), why: "members of a module are looked up by name" }));
  const lookup = LOOKUPS.get(name);
  if (lookup === undefined) return;
  const object = given.by[lookup[0]] ?? [];
  const names = textsOf(given.by[lookup[1]] ?? [{ kind: "unknown" }]);
  if (given.open ? object.some(isOpen) : names.includes(null) && (object.some((one) => isOpen(one) || isTable(one)) || object.every(isLiteral)))
    report(mark(node, "dynamic-code", { name: shown(name), why: "which member is taken cannot be told" }));
  const key = part(node, "arguments")?.children[lookup[1]];
  if (key !== undefined && isAssembled(reading, key) && object.some(isOpen) && names.some((one) => one !== null && /^[a-z_]/.test(one)))
    report(mark(node, "obfuscated-code", { why: "The name of a member is put together from parts" }));
  if (name === "builtins.setattr" && object.some((one) => one.kind === "thing" && one.name === "builtins"))
    report(mark(node, "builtin-patch", { name: "builtins" }));
}

/** Modules with dangerous members, built-in functions and types (whose `__self__` and `__subclasses__` lead to them), and what was looked up before. */
function isOpen(value: Value): boolean {
  return (
    value.kind === "thing" &&
    (POWERFUL.has(value.name) ||
      value.name === "any module" ||
      /^builtins\.(?:object|type|print|len|str|int|dict|list)$/.test(value.name) ||
      value.name.endsWith(".*"))
  );
}

/** Literals, on which nobody looks up a computed name for a good reason. */
function isLiteral(value: Value): boolean {
  return (value.kind === "constant" && value.value !== null) || value.kind === "bytes" || (value.kind === "list" && !value.open && value.items.length === 0);
}

function isTable(value: Value): boolean {
  return value.kind === "names" || (value.kind === "thing" && value.name.endsWith(".__dict__") && POWERFUL.has(value.name.slice(0, -9)));
}

/** A lookup and a powerful module in the same call: `reduce(getattr, names, os)`, `partial(getattr, builtins)`. */
function handsOnLookup(given: Given): boolean {
  const isLookup = given.by.some((values) => values.some((one) => one.kind === "getter" || (one.kind === "thing" && LOOKUPS.has(one.name))));
  const isPowerful = given.by.some((values) =>
    values.some(
      (one) =>
        (one.kind === "thing" && POWERFUL.has(one.name)) ||
        (one.kind === "list" && one.items.some((item) => item.some((inner) => inner.kind === "thing" && POWERFUL.has(inner.name)))),
    ),
  );
  return isLookup && isPowerful;
}

function getterCalled({ report, resolver }: Reading, node: Node, getter: Extract<Value, { kind: "getter" }>, given: Given): void {
  if (getter.by === "method")
    for (const name of textsOf(getter.names[0] ?? []))
      for (const value of given.by[0] ?? [])
        for (const member of name === null ? [] : resolver.member(value, name)) {
          const refusal = member.kind === "thing" ? refusalOf(member.name) : null;
          if (member.kind === "thing" && refusal !== null)
            report(mark(node, refusal.rule, { name: shown(member.name), why: refusal.why, path: shown(member.name) }));
        }
  const unknown = getter.names.some((values) => textsOf(values).includes(null)) || getter.names.length === 0;
  if (getter.by !== "item" && unknown && (given.by[0] ?? []).some((one) => isOpen(one) || isLiteral(one)))
    report(mark(node, "dynamic-code", { name: "operator", why: "which member is taken cannot be told" }));
}

/** `getattr(getattr(x, a), b)(...)` with both names computed: a walk to anything, then a call. */
function chained({ resolver, report }: Reading, node: Node, callee: Node): void {
  const computed = (one: Node): Node | null => {
    const name = part(one, "function");
    if (name === null || !resolver.valuesOf(name).some((value) => value.kind === "thing" && value.name === "builtins.getattr")) return null;
    const [object, key] = part(one, "arguments")?.children ?? [];
    return object !== undefined && key !== undefined && isMade(resolver.valuesOf(key)) ? object : null;
  };
  const object = computed(callee);
  if (object?.type === "call" && computed(object) !== null)
    report(mark(node, "dynamic-code", { name: "getattr", why: "which member is called cannot be told" }));
}

const isMade = (values: Values): boolean => textsOf(values).includes(null);

/** `import_module(f".{name}", __package__)` and `f"plugins.{name}"` of an own package stay in the skill, which is read. */
function isOwnPrefix(own: ReadonlySet<string>, value: Value): boolean {
  const prefix = textIn(value)?.prefix ?? "";
  return /^\.[^.]?/.test(prefix) || (prefix.includes(".") && own.has(prefix.split(".", 1)[0] ?? ""));
}
