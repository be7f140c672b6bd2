import type { Permission } from "#kernel/permission";
import { spellPath } from "../javascript/paths.ts";
import { isKept, isSecretPath } from "../javascript/places.ts";
import { mark, type Reading, shown } from "./context.ts";
import { FILE_FUNCTIONS, type FileMode, LINKS, PATH_METHODS, SAVE_METHODS, SURE_PATH_METHODS } from "./files.table.ts";
import type { Given } from "./resolver.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";
import { exactText, NOTHING_KNOWN, textIn, textsOf, type Value, type Values } from "./value.ts";
import { usageOf } from "./usage.ts";

/** Uses of files -> marks with the permission each needs. A path that cannot be told needs them all. */
export function findFiles(reading: Reading): void {
  const { resolver, things } = reading;
  for (const { node, name } of things) {
    const paths = FILE_FUNCTIONS.get(name);
    if (paths === undefined) continue;
    const usage = usageOf(resolver.tree, node);
    if (usage.kind === "called") {
      const given = resolver.givenTo(usage.call);
      for (const [at, mode] of paths) use(reading, usage.call, shown(name), pathsOf(name, given, at), modesOf(mode, given, at + 1));
    } else if (usage.kind === "passed")
      for (const [, mode] of paths) use(reading, node, shown(name), NOTHING_KNOWN, mode === "mode" ? ["read", "write"] : [mode]);
  }
  for (const node of resolver.tree.nodes) if (node.type === "call") method(reading, node);
}

function pathArgument(given: Given, at: number): Values {
  const named = at === 0 ? ["file", "path", "filename", "name", "src", "fname", "database", "filepath_or_buffer", "io", "pathname", "top"] : ["dst", "target"];
  return given.by[at] ?? named.map((one) => given.named.get(one)).find((one) => one !== undefined) ?? [];
}

/** Functions that find their file by themselves where none is named. */
const BY_ITSELF: ReadonlyMap<string, string> = new Map([["netrc.netrc", "~/.netrc"]]);

function pathsOf(name: string, given: Given, at: number): Values {
  const values = given.open && given.by[at] === undefined ? NOTHING_KNOWN : pathArgument(given, at);
  const own = BY_ITSELF.get(name);
  return values.length === 0 && own !== undefined ? [{ kind: "constant", value: own }] : values;
}

function modesOf(mode: FileMode, given: Given, at: number): readonly ("read" | "write")[] {
  if (mode !== "mode") return [mode];
  const values = given.by[at] ?? given.named.get("mode") ?? (given.open ? NOTHING_KNOWN : []);
  const texts = textsOf(values);
  if (texts.every((one) => one !== null && !/[wax+]/.test(one))) return ["read"];
  return texts.every((one) => one !== null && /^[wax]/.test(one)) ? ["write"] : ["read", "write"];
}

/** `path.write_text(...)`, `frame.to_csv(path)`. */
function method(reading: Reading, call: Node): void {
  const { resolver } = reading;
  const callee = part(call, "function");
  const named = callee?.type === "attribute" ? part(callee, "attribute") : null;
  const object = callee === null ? null : part(callee, "object");
  if (named === null || object === null) return;
  const name = nameOf(resolver.tree, named);
  if (SAVE_METHODS.has(name)) {
    const given = resolver.givenTo(call);
    const to = given.by[0] ?? given.named.get("path_or_buf") ?? given.named.get("path") ?? given.named.get("excel_writer");
    const isFile = resolver.valuesOf(object).every((one) => one.kind !== "object" && one.kind !== "class");
    if (to !== undefined && isFile) use(reading, call, `.${name}`, to, ["write"]);
    else if (name === "extractall") use(reading, call, `.${name}`, [{ kind: "constant", value: "." }], ["write"]);
    return;
  }
  const likely = PATH_METHODS.get(name);
  const sure = likely ?? SURE_PATH_METHODS.get(name);
  if (sure === undefined) return;
  const receivers = resolver.valuesOf(object);
  const paths = receivers.filter((one) => one.kind === "path");
  const rest = likely !== undefined && receivers.some((one) => one.kind === "unknown" || one.kind === "text") ? NOTHING_KNOWN : [];
  if (paths.length + rest.length === 0) return;
  const given = resolver.givenTo(call);
  use(reading, call, `Path.${name}`, [...paths, ...rest], modesOf(sure, given, 0), object);
  if (paths.length > 0 && LINKS.test(name)) use(reading, call, `Path.${name}`, given.by[0] ?? given.named.get("target") ?? NOTHING_KNOWN, ["write"]);
}

function use(reading: Reading, call: Node, name: string, values: Values, modes: readonly ("read" | "write")[], hint: Node | null = null): void {
  for (const value of values) {
    if (value.kind === "constant" && typeof value.value !== "string") continue;
    if (value.kind === "thing" && /^(?:io\.|sys\.std|builtins\.open\(|tempfile\.|requests\.|urllib\.)/.test(value.name)) continue;
    if (value.kind === "object" || value.kind === "bytes") continue;
    for (const mode of modes) one(reading, call, name, mode, value, hint ?? call);
  }
}

/** Streams, and databases in memory. */
const NO_FILE = /^(?:\/dev\/(?:null|stdin|stdout|stderr|tty)|:memory:|-|)$/;

/** Path that is not known to its end -> the folder of the skill it lies in, for reading; otherwise any path. */
function folderOf(mode: "read" | "write", text: Readonly<{ prefix: string; suffix: string }> | null): Readonly<{ own: boolean; path: string }> {
  const inside = text?.prefix.startsWith("\u0000skill/") === true && mode === "read" && !text.suffix.includes("..");
  return inside ? spellPath(text.prefix.replace(/[^/]*$/, "")) : { own: false, path: "*" };
}

function one(reading: Reading, call: Node, name: string, mode: "read" | "write", value: Value, around: Node): void {
  const { resolver, report } = reading;
  if (mode === "write") reading.written.push(value);
  const text = textIn(value);
  const exact = exactText(value);
  if ((text !== null && /^(?:https?|s3|gs|ftp):/i.test(text.prefix)) || (exact !== null && NO_FILE.test(exact))) return;
  const { own, path } = exact === null ? folderOf(mode, text) : spellPath(exact);
  const hints = [path, text?.prefix ?? "", text?.suffix ?? "", ...(exact === null ? wordsIn(resolver, around) : [])].filter((one) => one !== "" && one !== "*");
  // A folder without anything in it is not obeyed.
  const isWritten = mode === "write" && !/(?:^|\.)(?:mkdir|makedirs)$/.test(name);
  // A new SKILL.md at a place the person names is what a tool for writing skills is for; elsewhere its folder tells.
  const kept = isWritten ? hints.find((one) => isKept(one, exact !== null) && !(exact === null && /^\/?SKILL\.md$/.test(one))) : undefined;
  if (kept !== undefined) {
    report(mark(call, "persistence-write", { path: kept }));
    return;
  }
  if (own && mode === "read") {
    report(mark(call, "own-file", { path }));
    return;
  }
  const secret = hints.find((one) => isSecretPath(one));
  const permission: Permission = { kind: mode === "read" ? "filesystem.read" : "filesystem.write", value: path };
  report(
    mark(
      call,
      "filesystem-access",
      { name, mode, path: path === "*" ? "any path" : path },
      { permission, ...(secret === undefined ? {} : { severity: "critical", evidence: [`credentials: ${secret}`] }) },
    ),
  );
  if (hints.some((one) => /^\/proc\/[^/]+\/environ/.test(one)))
    report(mark(call, "secret-access", { name: "/proc", variable: "every variable" }, { permission: { kind: "secrets", value: "*" } }));
}

/** Text pieces inside of the path expression: they tell where it leads even when its beginning is unknown. */
function wordsIn(resolver: Reading["resolver"], node: Node): readonly string[] {
  const found: string[] = [];
  const scope = node.type === "call" ? (part(node, "arguments")?.children[0] ?? node) : node;
  const work = [scope];
  for (let at = 0; at < work.length && at < 200; at++) {
    const next = work[at];
    if (next === undefined) break;
    if (next.type === "string_content") found.push(textOf(resolver.tree, next));
    work.push(...next.children);
  }
  return found;
}
