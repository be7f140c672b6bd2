import { canonical } from "./names.table.ts";
import { refusalOf } from "./refusal.ts";
import type { Resolver } from "./resolver.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { exactText, isNoName, UNKNOWN, type Values } from "./value.ts";

/** A refused thing, called -> "harmless" when its arguments say so (`os.kill(pid, 0)` only asks whether a process lives). */
export function whenCalled(resolver: Resolver, name: string, call: Node): "harmless" | "refused" {
  const given = resolver.givenTo(call);
  if (name === "builtins.compile" && isForgotten(call)) return "harmless";
  if (/^c?[pP]rofile\.run$/.test(name) && given.by.length === 1 && [...given.named.keys()].every((one) => one === "sort") && isPlainCall(resolver, given.by[0]))
    return "harmless";
  // The name of a browser is one of a table; a command line is run (CPython, webbrowser.get: `if '%s' in browser`).
  if (name === "webbrowser.get")
    return (given.by[0] ?? given.named.get("using") ?? []).every((one) => isNoName(one) || /^[\w.-]+$/.test(exactText(one) ?? "%")) ? "harmless" : "refused";
  if (name === "os.kill" && isNumber(given.by[1], 0)) return "harmless";
  // The address it comes from is looked up like a name.
  if (name === "socket.create_connection" && isLoopback(given.by[0]) && given.by.length <= 2 && !given.named.has("source_address") && !given.open)
    return "harmless";
  if (/^(?:sympy\.sympify|sympy\.parse_expr|sympy\.parsing\.sympy_parser\.parse_expr|pandas\.eval|numexpr\.evaluate)$/.test(name))
    return (given.by[0] ?? []).length > 0 && (given.by[0] ?? []).every((one) => exactText(one) !== null) ? "harmless" : "refused";
  return "refused";
}

/** `"f()"`, where f is nothing but a function of the file's own, or what an import brings that is free: the text is that call. */
function isPlainCall(resolver: Resolver, values: Values | undefined): boolean {
  const named = values?.length === 1 && values[0] !== undefined ? /^([A-Za-z_]\w*)\(\)$/.exec(exactText(values[0]) ?? "")?.[1] : undefined;
  const writes = named === undefined ? [] : (resolver.scopes.all[0]?.names.get(named)?.writes ?? []);
  return (
    writes.length > 0 &&
    writes.every(
      (write) =>
        (write.kind === "own" && write.node.type === "function_definition") ||
        (write.kind === "import" &&
          write.imported.plain &&
          refusalOf(canonical(write.imported.thing)) === null &&
          refusalOf(canonical(write.imported.module)) === null),
    )
  );
}

/** A statement that is nothing but the call: `compile(text, name, "exec")` then only tells whether the text is Python, and no code of it is kept. */
function isForgotten(call: Node): boolean {
  return call.parent?.type === "expression_statement" && call.parent.children.length === 1;
}

/** `socket.socket(socket.AF_UNIX, ...)`, said outright: it reaches no network, only programs of this machine through a file. */
export function isLocal(resolver: Resolver, call: Node): boolean {
  const given = resolver.givenTo(call);
  const family = given.by[0] ?? given.named.get("family") ?? [];
  return !given.open && family.length > 0 && !given.named.has("fileno") && family.every((one) => one.kind === "thing" && one.name === "socket.AF_UNIX");
}

/** Files that sockets of this program can stand for: all that it connects or binds; `*` when one cannot be told. */
export function localPaths(resolver: Resolver): readonly string[] {
  const found = new Set<string>();
  for (const node of resolver.tree.nodes) {
    const callee = node.type === "call" ? part(node, "function") : null;
    const named = callee?.type === "attribute" ? part(callee, "attribute") : null;
    if (named === null || !/^(?:connect|connect_ex|bind|sendto)$/.test(nameOf(resolver.tree, named))) continue;
    const given = resolver.givenTo(node);
    for (const value of given.by.at(-1) ?? [UNKNOWN]) found.add(exactText(value) ?? "*");
  }
  return found.size === 0 || found.has("*") || found.has("") ? ["*"] : [...found];
}

/** `("localhost", port)`: nobody outside of this machine is reached. */
export function isLoopback(values: Values | undefined): boolean {
  return (
    values !== undefined &&
    values.length > 0 &&
    values.every(
      (one) =>
        one.kind === "list" &&
        (one.items[0] ?? []).length > 0 &&
        (one.items[0] ?? []).every((host) => /^(?:localhost|127\.0\.0\.1|::1)$/.test(exactText(host) ?? "")),
    )
  );
}

function isNumber(values: Values | undefined, wanted: number): boolean {
  return values?.length === 1 && values[0]?.kind === "constant" && values[0].value === wanted;
}

const SAFE_LOADERS = /(?:^|\.)C?(?:Safe|Base|Full)Loader$/;

/** Call of a loader that is safe only with certain arguments -> why it is not; null when it is. */
export function unsafeLoad(resolver: Resolver, name: string, call: Node): string | null {
  const given = resolver.givenTo(call);
  switch (name) {
    case "yaml.load":
    case "yaml.load_all": {
      const loader = given.by[1] ?? given.named.get("Loader");
      const isSafe =
        loader !== undefined &&
        loader.every((one) => (one.kind === "thing" && SAFE_LOADERS.test(one.name)) || (one.kind === "class" && isSafeClass(resolver, one.node)));
      return isSafe ? null : "YAML tags say which code runs, unless a safe loader is named";
    }
    case "torch.load":
      return isTrue(given.named.get("weights_only")) ? null : "what it loads says which code runs, unless weights_only is set";
    case "numpy.load":
      return given.named.get("allow_pickle")?.some((one) => !(one.kind === "constant" && one.value === false)) === true || given.open
        ? "pickled data says which code runs"
        : null;
    case "timeit.timeit":
    case "timeit.repeat":
    case "timeit.Timer":
      return [given.by[0] ?? given.named.get("stmt"), given.by[1] ?? given.named.get("setup")].every(
        (values) => values === undefined || values.every(isFunction),
      )
        ? null
        : "it runs text as code";
    default:
      return null;
  }
}

const isTrue = (values: Values | undefined): boolean => values?.length === 1 && values[0]?.kind === "constant" && values[0].value === true;
const isFunction = (one: Values[number]): boolean => one.kind === "function" || one.kind === "partial" || (one.kind === "constant" && one.value === "pass");

/** Own class made from a safe loader. */
function isSafeClass(resolver: Resolver, node: Node): boolean {
  const bases = node.children.find((one) => one.field === "superclasses")?.children ?? [];
  return bases.length > 0 && bases.every((one) => resolver.valuesOf(one).every((value) => value.kind === "thing" && SAFE_LOADERS.test(value.name)));
}
