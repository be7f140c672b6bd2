import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { tidyPath } from "../permissions.ts";
import type { Report } from "../mark.ts";
import type { Aliases } from "../package/entries.ts";
import { OF_A_WORKER, RUNTIME_SCHEME } from "./builtins.table.ts";
import { find, shown } from "./references.ts";
import { FILE_MODULES, HARMLESS_MODULES, NETWORK_MODULES } from "./things.table.ts";
import type { Node } from "./tree.ts";
import { moduleValues } from "./names.ts";
import { isFromPackages } from "./networks.ts";
import { type Resolver } from "./value.ts";
import { memberOf } from "./members.ts";

/** Resolver and the paths of the skill -> marks for every import, require and import() by what it loads. Gives the skill files that are loaded as code. */
export function findModules(resolver: Resolver, files: ReadonlySet<string>, report: Report, aliases: Aliases): readonly string[] {
  const loaded: string[] = [];
  const load = (node: Node, specifier: string | null, names: readonly string[], how: string): void => {
    if (specifier === null) {
      report({ rule: "computed-module", start: node.range[0], end: node.range[1], args: { name: how, why: "the name is computed" } });
      return;
    }
    for (const target of specifier.startsWith("#") ? (aliases(resolver.tree.path, specifier) ?? [specifier]) : [specifier]) {
      const own = target !== specifier && target.startsWith("./");
      const path = own ? ownModule(resolver, node, `\u0000${target.slice(2)}`, files, report) : checkModule(resolver, node, target, names, files, report);
      if (path !== null) loaded.push(path);
      // What a built-in module is used for cannot be followed through another name, so the alias counts as every use of it.
      if (target !== specifier && !own) reexport(node, target, report);
    }
  };
  for (const node of resolver.tree.nodes) visit(resolver, node, load, report);
  return loaded;
}

type Load = (node: Node, specifier: string | null, names: readonly string[], how: string) => void;

function visit(resolver: Resolver, node: Node, load: Load, report: Report): void {
  switch (node.type) {
    case T.ImportDeclaration: {
      if (node.specifiers.length > 0 && node.specifiers.every((one) => one.type === T.ImportSpecifier && one.importKind === "type")) return;
      const names = node.specifiers.map((one) =>
        one.type === T.ImportSpecifier ? (one.imported.type === T.Identifier ? one.imported.name : one.imported.value) : "*",
      );
      load(node, node.source.value, names, "import");
      if (node.attributes.length > 0)
        attributes(
          node,
          node.source.value,
          node.attributes.map((one) => one.value.value),
          report,
        );
      return;
    }
    case T.ExportAllDeclaration:
    case T.ExportNamedDeclaration:
      if (node.source !== null) reexport(node, node.source.value, report);
      if (node.source !== null)
        load(
          node,
          node.source.value,
          node.type === T.ExportNamedDeclaration ? node.specifiers.map((one) => (one.local.type === T.Identifier ? one.local.name : one.local.value)) : ["*"],
          "export",
        );
      return;
    case T.ImportExpression:
      for (const name of resolver.keysOf(node.source)) load(node, name, ["*"], "import()");
      if (node.options !== null)
        report({ rule: "computed-module", start: node.range[0], end: node.range[1], args: { name: "import()", why: "with attributes" } });
      return;
    case T.TSExternalModuleReference:
      for (const name of resolver.keysOf(node.expression)) load(node, name, ["*"], "import = require");
      return;
    case T.CallExpression:
    case T.NewExpression: {
      const callees = resolver.valuesOf(node.callee);
      for (const callee of callees) {
        if (callee.kind !== "thing") continue;
        const first = node.arguments[0];
        if (callee.name === "require")
          for (const name of first === undefined || first.type === T.SpreadElement ? [null] : resolver.keysOf(first)) load(node, name, ["*"], "require");
        if (callee.name === "process.getBuiltinModule" && first !== undefined)
          for (const name of resolver.keysOf(first)) if (name !== null) load(node, name, ["*"], "getBuiltinModule");
      }
      return;
    }
    default:
      return;
  }
}

function attributes(node: Node, specifier: string, values: readonly string[], report: Report): void {
  if (values.every((one) => one === "json") && /^\.{1,2}\/.*\.json$/.test(specifier)) return;
  report({ rule: "computed-module", start: node.range[0], end: node.range[1], args: { name: specifier, why: `loaded as ${values.join(", ")}` } });
}

function checkModule(resolver: Resolver, node: Node, specifier: string, names: readonly string[], files: ReadonlySet<string>, report: Report): string | null {
  const [start, end] = node.range;
  if (/^(?:data|https?|blob|ftp|npm|jsr|javascript):/i.test(specifier) || specifier.startsWith("//")) {
    // In a page there is nothing but the page; anywhere else it would run with the rights of the program.
    const isNamed = /\.(?:html?|vue|svelte)(?:\.\w+)?$/i.test(resolver.tree.path) && isFromPackages(specifier);
    report({
      rule: "remote-module",
      start,
      end,
      args: { name: specifier.slice(0, 80) },
      ...(isNamed ? { disposition: "warn" as const, severity: "medium" as const } : {}),
    });
    return null;
  }
  if (/\.node$/.test(specifier)) {
    report({ rule: "native-code", start, end, args: { name: specifier } });
    return null;
  }
  if (/\.wasm$/.test(specifier)) {
    report({ rule: "wasm-code", start, end, args: { name: specifier } });
    return null;
  }
  if (/^[./~]|^file:|^[a-z]:[\\/]|\u0000/i.test(specifier)) return ownModule(resolver, node, specifier, files, report);
  const name = specifier.replace(/^node:/, "");
  const refused = find(`module:${name}`);
  const member = refused === null ? names.map((one) => memberRefusal(resolver, specifier, one)).find((one) => one !== null) : null;
  const found = refused ?? member ?? null;
  if (found !== null) report({ rule: found.rule, start, end, args: { name: shown(name), why: found.why }, evidence: [`module ${specifier}`] });
  else if (
    // Whoever has all of it can put something else in the place of a module.
    !(name === "bun:test" && names.length > 0 && !names.includes("*")) &&
    !HARMLESS_MODULES.has(name) &&
    !NETWORK_MODULES.has(name) &&
    !FILE_MODULES.has(name) &&
    RUNTIME_SCHEME.test(specifier) &&
    !OF_A_WORKER.test(specifier)
  )
    report({ rule: "process-escape", start, end, args: { name: specifier.slice(0, 80) }, evidence: ["a built-in module that is not known to reach nothing"] });
  else if (name !== "bun:test" && !HARMLESS_MODULES.has(name) && !NETWORK_MODULES.has(name) && !FILE_MODULES.has(name))
    report({ rule: "external-package", start, end, args: { name: specifier.slice(0, 80) } });
  return null;
}

function memberRefusal(resolver: Resolver, specifier: string, name: string): ReturnType<typeof find> {
  const values = moduleValues([specifier]).flatMap((value) => memberOf(resolver, value, name));
  for (const value of values) {
    const refused =
      value.kind !== "thing"
        ? null
        : value.name === "process.exit"
          ? { rule: "process-escape" as const, why: "process.exit under another name" }
          : find(value.name);
    if (refused !== null) return refused;
  }
  return null;
}

/** What is re-exported can be used in any way by whoever imports this file. */
function reexport(node: Node, specifier: string, report: Report): void {
  const name = specifier.replace(/^node:/, "");
  const [start, end] = node.range;
  if (FILE_MODULES.has(name)) {
    for (const mode of ["read", "write"] as const)
      report({ rule: "filesystem-access", start, end, args: { name, mode, path: "any path" }, permission: { kind: `filesystem.${mode}`, value: "*" } });
  } else if (NETWORK_MODULES.has(name))
    report({ rule: "network-access", start, end, args: { name, host: "any host" }, permission: { kind: "network", value: "*" } });
  else if (name === "process" || name === "bun") report({ rule: "global-escape", start, end, args: { name } });
}

/** Is the code a block of a document (whose path may have the ending of its language behind it), and no file by that name? */
function isInDocument(path: string, files: ReadonlySet<string>): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(path) || (/\.(?:md|mdx|markdown)\.\w+$/i.test(path) && !files.has(path));
}

/** `#name` and `./name`: a file of the skill, whatever its ending, is read as code because it will run as code. */
function ownModule(resolver: Resolver, node: Node, specifier: string, files: ReadonlySet<string>, report: Report): string | null {
  const folder = resolver.tree.path.includes("/") ? resolver.tree.path.slice(0, resolver.tree.path.lastIndexOf("/")) : ".";
  const own = specifier.replace(/^file:\/\//, "").replace(/^\u0000skill\/?/, "\u0000");
  const clean = own.replace(/[?#].*$/, "");
  const path = clean.startsWith("\u0000") ? tidyPath(clean.slice(1)) : tidyPath(`${folder}/${clean}`);
  // A block in a document is a file of whoever reads it: what it names beside itself lies there.
  const isShown = isInDocument(resolver.tree.path, files) && /^\.\.?\//.test(clean);
  if (isShown && /^\.\.(?:\/|$)/.test(path)) {
    report({ rule: "missing-import", start: node.range[0], end: node.range[1], args: { name: specifier.slice(0, 80) } });
    return null;
  }
  if (/^(?:\/|~|\.\.(?:\/|$))/.test(path) || (clean.startsWith("/") && !clean.startsWith("\u0000"))) {
    report({ rule: "remote-module", start: node.range[0], end: node.range[1], args: { name: specifier.slice(0, 80) } });
    return null;
  }
  const found = fileAt(path, files);
  if (found === null) report({ rule: "missing-import", start: node.range[0], end: node.range[1], args: { name: specifier.slice(0, 80) } });
  return found;
}

/** Path as written -> the file that a loader takes for it: with an ending added or exchanged, or the index of a folder. */
function fileAt(path: string, files: ReadonlySet<string>): string | null {
  const stem = path.replace(/\.[cm]?jsx?$/, "");
  const candidates = [
    path,
    ...[".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx", ".json"].flatMap((ending) => [path + ending, stem + ending, `${path}/index${ending}`]),
  ];
  return candidates.find((one) => files.has(one)) ?? null;
}

/** Specifier in a file of the skill -> the file of the skill it means; null for packages, built-ins and what lies elsewhere. */
export function findOwn(from: string, specifier: string, files: ReadonlySet<string>): string | null {
  if (!/^\.{1,2}\//.test(specifier)) return null;
  const folder = from.includes("/") ? from.slice(0, from.lastIndexOf("/")) : ".";
  return fileAt(tidyPath(`${folder}/${specifier.replace(/[?#].*$/, "")}`), files);
}
