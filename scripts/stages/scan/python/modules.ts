import { isOfCapture } from "./captures.ts";
import { mark, type Reading } from "./context.ts";
import type { Imported } from "./imports.ts";
import { canonical, STANDARD } from "./names.table.ts";
import { isLoader, runsOwn } from "./own-code.ts";
import { refusalOf } from "./refusal.ts";
import { servesOnlyHere } from "./servers.ts";
import { textIn } from "./value.ts";
import { isOwn } from "./values.ts";
import type { Node } from "./tree.ts";
import { usageOf } from "./usage.ts";

/** Imports -> marks for modules that are refused as a whole, and for packages that nobody read. */
export function findModules(reading: Reading): void {
  const { resolver } = reading;
  const told = new Set<string>();
  for (const scope of resolver.scopes.all)
    for (const binding of scope.names.values())
      for (const write of binding.writes) if (write.kind === "import") imported(reading, write.node, write.imported, told);
  for (const star of resolver.scopes.stars) imported(reading, resolver.tree.root, star, told);
  for (const { node, name } of reading.things) searchPath(reading, node, name);
  for (const { node, name } of reading.things) specCall(reading, node, name);
}

function imported(reading: Reading, node: Node, what: Imported, told: Set<string>): void {
  const { resolver, report } = reading;
  if (isOwn(what, resolver.around)) return;
  // What loads a file by its path is judged where it is called.
  if (isLoader(canonical(what.thing)) || (isOfCapture(what.thing) && what.plain)) return;
  const refusal = refusalOf(canonical(what.thing)) ?? refusalOf(canonical(what.module));
  const place = node.type === "module" ? { ...node, end: Math.min(node.end, node.start + 1) } : node;
  const isQuiet = refusal?.rule === "listening-server" && servesOnlyHere(reading);
  if (refusal?.when === "named" && !isQuiet && !what.thing.startsWith("win32com") && refusal.rule !== "stack-introspection")
    report(mark(place, refusal.rule, { name: what.thing === what.module.split(".", 1)[0] ? what.module : what.thing, why: refusal.why, path: what.thing }));
  const first = what.module.split(".", 1)[0] ?? "";
  if (STANDARD.has(first) || told.has(first) || first === "") return;
  told.add(first);
  report(mark(place, "external-package", { name: first.slice(0, 80) }));
}

/** `sys.path.insert(0, folder)`: modules come from there. In the skill they are read; elsewhere they are not. */
function searchPath({ resolver, report }: Reading, node: Node, name: string): void {
  if (!/^sys\.path\.(?:insert|append|extend)$/.test(name)) return;
  const usage = usageOf(resolver.tree, node);
  if (usage.kind !== "called") return;
  const given = resolver.givenTo(usage.call);
  for (const value of given.by.at(-1) ?? []) {
    const text = textIn(value);
    if (isMadeHere(resolver, text === null ? "" : text.suffix, text?.exact === true))
      report(mark(usage.call, "computed-module", { name: "sys.path", why: "modules come from a place that the program makes" }));
    if (text === null || text.prefix.startsWith("\u0000skill") || !/^(?:[/~]|[A-Za-z]:)/.test(text.prefix)) continue;
    if (/^\/(?:tmp|var\/tmp|dev\/shm)(?:\/|$)/.test(text.prefix))
      report(mark(usage.call, "computed-module", { name: "sys.path", why: `modules come from ${text.prefix.slice(0, 60)}` }));
    else report(mark(usage.call, "external-package", { name: text.prefix.slice(0, 80) }));
  }
}

/** A path that cannot be told, in a program that makes places of its own or where it names an archive: nobody reads what is imported from there. */
function isMadeHere({ tree }: Reading["resolver"], suffix: string, isKnown: boolean): boolean {
  return (
    !isKnown &&
    (/\.(?:zip|egg|whl|pyz)$/.test(suffix) ||
      (MAKES_PLACES.test(tree.text) && /\b(?:write_bytes|open|extractall|urlretrieve|unpack_archive|write)\s*\(/.test(tree.text)))
  );
}

const MAKES_PLACES = /\b(?:mkdtemp|mkstemp|TemporaryDirectory|NamedTemporaryFile|gettempdir)\b/;

/** `spec_from_file_location(name, path)`: a file of the skill is read as what it becomes; any other is refused. */
function specCall(reading: Reading, node: Node, name: string): void {
  if (name !== "importlib.util.spec_from_file_location") return;
  const usage = usageOf(reading.resolver.tree, node);
  if (usage.kind === "called" && !runsOwn(reading, name, usage.call))
    reading.report(mark(usage.call, "computed-module", { name: "spec_from_file_location", why: "which file is loaded cannot be told" }));
}
