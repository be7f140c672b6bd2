import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Permission, PermissionKind } from "#kernel/permission";
import type { Report } from "../mark.ts";
import { textOf } from "./fold.ts";
import { packageIn } from "./flow-carried.ts";
import { hostOf } from "./hosts.ts";
import { spellPath } from "./paths.ts";
import { isKept, isSecretPath } from "./places.ts";
import { FILE_METHODS, FILE_MODULES, FILE_QUIET, NETWORK_MODULES, PLAIN_VARIABLES } from "./things.table.ts";
import { type Node, within } from "./tree.ts";
import { isInert, usageOf, type Usage } from "./usage.ts";
import type { Resolver, Value } from "./value.ts";

type Context = Readonly<{ resolver: Resolver; files: ReadonlySet<string>; report: Report; node: Node; usage: Usage }>;

/** Resolver and the paths of the skill -> marks with the permission each use of files, network and environment needs. What cannot be resolved needs `*`. */
export function findCapabilities(resolver: Resolver, files: ReadonlySet<string>, report: Report): void {
  const references = new Set<Node>(resolver.scopes.references);
  for (const node of resolver.tree.nodes) {
    const asExpression = node.type === T.MemberExpression || (node.type === T.Identifier && references.has(node)) || node.type === T.TSQualifiedName;
    const asResult =
      (node.type === T.CallExpression || node.type === T.ImportExpression) &&
      resolver.valuesOf(node).some((value) => value.kind === "thing" && /^(?:module:|process\.env)/.test(value.name));
    if ((!asExpression && !asResult) || isInert(resolver, node)) continue;
    const usage = usageOf(resolver.tree, node);
    for (const value of resolver.valuesOf(node)) if (value.kind === "thing") useOf({ resolver, files, report, node, usage }, value.name);
  }
  for (const binding of resolver.scopes.bindings) {
    const outOfPattern = binding.writes.filter((write) => write.keys.length > 0);
    for (const value of outOfPattern.flatMap(resolver.valuesOfWrite)) {
      if (value.kind === "thing" && value.name.startsWith("process.env.")) variable(report, binding.node, value.name.slice("process.env.".length));
    }
  }
}

function useOf(context: Context, name: string): void {
  const { usage, node, report } = context;
  if (name === "process.env") {
    if (usage.kind !== "member" && usage.kind !== "aliased" && usage.kind !== "destructured" && usage.kind !== "compared") variable(report, node, "*");
    return;
  }
  if (name.startsWith("process.env.") && node.type === T.MemberExpression) {
    // Written variables are inherited by nobody here: starting programs is refused.
    if (context.resolver.valuesOf(node.object).some((value) => value.kind === "thing" && value.name === "process.env"))
      variable(report, node, name.slice("process.env.".length));
    return;
  }
  const dot = name.indexOf(".");
  const root = name.startsWith("module:") ? `module:${packageIn(name)}` : dot < 0 ? name : name.slice(0, dot);
  const member = name.slice(root.length + 1);
  if (root.startsWith("module:") && FILE_MODULES.has(root.slice(7))) files(context, root, member);
  else if (root.startsWith("module:") && NETWORK_MODULES.has(root.slice(7))) network(context, root.slice(7), member);
  else if (name === "Deno" || name === "Bun") runtime(context, name, "");
  else if (root === "Deno" || root === "Bun") runtime(context, root, member);
  else if (name === "caches.open" || name === "caches") stores(context, name);
  else if (/^(?:fetch|WebSocket|EventSource|WebTransport|XMLHttpRequest|Image|navigator\.sendBeacon)$/.test(name)) network(context, name, "");
}

function files(context: Context, root: string, member: string): void {
  const { usage } = context;
  const first = member.split(".")[0] ?? "";
  if (FILE_QUIET.has(first) && member !== "realpathSync.native") return;
  if (member === "" && !isCallable(root)) {
    if (usage.kind === "passed" || usage.kind === "exported") both(context, root, "*");
    return;
  }
  if (usage.kind === "aliased" || usage.kind === "destructured" || usage.kind === "compared" || usage.kind === "dropped") return;
  if (usage.kind === "member") {
    if (member === "") return;
    if (usage.key === "native" || usage.key === "call" || usage.key === "apply" || usage.key === "bind") both(context, `${root}.${member}`, "*");
    return;
  }
  if (usage.kind === "passed" && isWrapped(context)) return;
  if (member === "*" || usage.kind !== "called") {
    both(context, `${root}.${member}`, "*", FILE_METHODS.get(member));
    return;
  }
  const parts = FILE_METHODS.get(member);
  if (parts === undefined) both(context, `${root}.${member}`, "*");
  else for (const [at, mode] of parts) fileArgument(context, `${root}.${member}`, usage.call, at, mode);
}

/** `promisify(readFile)` gives the same function in another form, and that is followed. */
function isWrapped({ resolver, node }: Context): boolean {
  const parent = resolver.tree.parents.get(node);
  return (
    parent?.type === T.CallExpression && resolver.valuesOf(parent.callee).some((value) => value.kind === "thing" && value.name === "module:util.promisify")
  );
}

function isCallable(root: string): boolean {
  return !/^module:(?:fs|fs\/promises|fs-extra|graceful-fs)$/.test(root);
}

function fileArgument(
  context: Context,
  name: string,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  at: number,
  mode: "read" | "write" | "flags",
): void {
  const node = call.arguments[at];
  const spread = call.arguments.slice(0, at + 1).some((one) => one.type === T.SpreadElement);
  const values: readonly Value[] = node === undefined || spread ? [{ kind: "unknown" }] : context.resolver.valuesOf(node);
  const flag = call.arguments[1];
  const flags = mode === "flags" ? (flag === undefined ? ["r"] : context.resolver.keysOf(flag)) : [];
  const modes: readonly ("read" | "write")[] = mode !== "flags" ? [mode] : flags.every((one) => one === "r" || one === "rs") ? ["read"] : ["read", "write"];
  for (const value of values) {
    // readFileSync(0): a descriptor, and 0 is what was piped in. What is neither that nor a text opens nothing: it is refused when it is called.
    if (value.kind === "constant" && typeof value.value !== "string") continue;
    const text = textOf(value);
    for (const one of modes) fileUse(context, name, one, text, node, value.kind === "text" ? value.prefix : "");
  }
}

function fileUse(context: Context, name: string, mode: "read" | "write", text: string | null, argument: Node | undefined, prefix = ""): void {
  const { report, node } = context;
  const shown = name.replace(/^module:/, "");
  if (text !== null && /^https?:/i.test(text)) return;
  const { own, path }: { own: boolean; path: string } = text === null ? { own: false, path: "*" } : spellPath(text);
  const hints: readonly string[] = [path, ...literalsIn(context.resolver, argument)];
  // A folder without anything in it is not obeyed.
  const isWritten = mode === "write" && !/\.(?:mkdir|mkdirSync|ensureDir|ensureDirSync)$/.test(name);
  const kept = isWritten ? keptPath(text === null ? null : path, prefix, hints) : undefined;
  if (kept !== undefined) {
    report({ rule: "persistence-write", start: node.range[0], end: node.range[1], args: { path: kept } });
    return;
  }
  if (own && mode === "read") {
    report({ rule: "own-file", start: node.range[0], end: node.range[1], args: { path } });
    return;
  }
  const kind: PermissionKind = mode === "read" ? "filesystem.read" : "filesystem.write";
  const secret = hints.find(isSecretPath);
  const evidence = secret === undefined ? [] : [`credentials: ${secret}`];
  report({
    rule: "filesystem-access",
    start: node.range[0],
    end: node.range[1],
    args: { name: shown, mode, path: path === "*" ? "any path" : path },
    permission: { kind, value: path },
    evidence,
    ...(secret === undefined ? {} : { severity: "critical" as const }),
  });
  if (hints.some((one) => /^\/proc\/[^/]+\/environ/.test(one))) variable(report, node, "*");
}

/** A whole path speaks for itself; of another one its beginning, or else every text in it, says where it may lead. */
function keptPath(path: string | null, prefix: string, hints: readonly string[]): string | undefined {
  if (path !== null) return isKept(path, true) ? path : undefined;
  const folder = prefix.slice(0, Math.max(prefix.lastIndexOf("/"), prefix.lastIndexOf("\\")) + 1);
  if (folder.replace(/(?<![/\\])[/\\]+$/, "").length > 2 && !folder.endsWith("~/") && hints.slice(1).every((one) => !isKept(one) || folder.includes(one)))
    return isKept(folder) ? folder : undefined;
  return hints.find((one) => isKept(one));
}

/** Strings inside of a path expression: `join(base, ".bashrc")` tells where it goes even when `base` is unknown. */
function literalsIn(resolver: Resolver, node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  const out: string[] = [];
  for (const one of within(resolver.tree, node, 400)) {
    if (one.type === T.Literal && typeof one.value === "string") out.push(one.value);
    else if (one.type === T.TemplateElement) out.push(one.value.cooked ?? "");
  }
  return out;
}

function both(context: Context, name: string, path: string, parts?: readonly (readonly [number, string])[]): void {
  const modes =
    parts === undefined
      ? (["read", "write"] as const)
      : (["read", "write"] as const).filter((mode) => parts.some(([, one]) => one === mode || one === "flags"));
  for (const mode of modes) {
    const permission: Permission = { kind: mode === "read" ? "filesystem.read" : "filesystem.write", value: path };
    context.report({
      rule: "filesystem-access",
      start: context.node.range[0],
      end: context.node.range[1],
      args: { name: name.replace(/^module:/, "").replace(/\.$/, ""), mode, path: "any path" },
      permission,
    });
  }
}

function network(context: Context, root: string, member: string): void {
  const { usage, resolver, report, node } = context;
  if (usage.kind === "aliased" || usage.kind === "destructured" || usage.kind === "compared" || usage.kind === "dropped") return;
  const borrowed = usage.kind === "member" && member === "" ? borrowedAddress(context, usage) : null;
  if (borrowed === null && usage.kind === "member" && (member === "" || usage.key === "OPEN" || usage.key === "prototype")) return;
  if (
    /^(?:STATUS_CODES|METHODS|globalAgent|Agent|IncomingMessage|ServerResponse|ClientRequest|isAxiosError|AxiosError|maxHeaderSize|validateHeaderName|validateHeaderValue|constants)$/.test(
      member,
    )
  )
    return;
  const first = usage.kind === "called" ? usage.call.arguments[0] : (borrowed?.node ?? undefined);
  const hosts = first === undefined || first.type === T.SpreadElement ? ["*"] : hostOf(resolver, first);
  for (const host of new Set(hosts)) {
    if (host.startsWith("file:")) {
      fileUse(context, root, "read", host, first);
      continue;
    }
    if (host === "") continue;
    report({
      rule: "network-access",
      start: node.range[0],
      end: node.range[1],
      args: { name: member === "" ? root : `${root}.${member}`, host: host === "*" ? "any host" : host },
      permission: { kind: "network", value: host },
    });
  }
}

/** `fetch.call(null, address)`, `fetch.apply(null, [address])`, `fetch.bind(null, address)`: what is asked that way; null for any other member. */
function borrowedAddress({ resolver }: Context, usage: Extract<Usage, { kind: "member" }>): Readonly<{ node: Node | undefined }> | null {
  if (usage.key === null || !/^(?:call|apply|bind)$/.test(usage.key)) return null;
  const use = usageOf(resolver.tree, usage.node);
  if (use.kind !== "called") return { node: undefined };
  const given = use.call.arguments[1];
  // Bound to an object alone it is the same function, and is judged where it is called.
  if (usage.key === "bind" && use.call.arguments.length < 2) return null;
  if (usage.key !== "apply") return { node: given };
  const address = given?.type === T.ArrayExpression ? given.elements[0] : undefined;
  return { node: address ?? undefined };
}

/** A cache fetches each address it is told to add (Service Workers, section 5.4); which those are is said elsewhere, by whoever holds it. */
function stores({ usage, report, node }: Context, name: string): void {
  if (/^(?:aliased|destructured|compared|dropped)$/.test(usage.kind) || (usage.kind === "member" && name === "caches")) return;
  report({
    rule: "network-access",
    start: node.range[0],
    end: node.range[1],
    args: { name, host: "any host" },
    permission: { kind: "network", value: "*" },
  });
}

const RUNTIME_QUIET =
  /^(?:args|exit|version|build|mainModule|env|cwd|inspect|stdout|stdin|stderr|noColor|errors|test|escapeHTML|sleep|nanoseconds|hash|main|version|revision|argv|deepEquals|semver|TOML|color|stringWidth|isatty|memoryUsage|pid|osRelease|hostname|addSignalListener)(?:\.|$)/;

function runtime(context: Context, root: string, member: string): void {
  if (member === "") {
    if (context.usage.kind === "passed" || context.usage.kind === "exported") both(context, root, "*");
    return;
  }
  if (member.startsWith("env.")) {
    const first = context.usage.kind === "called" ? context.usage.call.arguments[0] : undefined;
    const names = member === "env.get" && first !== undefined ? context.resolver.keysOf(first) : [null];
    for (const name of names) variable(context.report, context.node, name ?? "*");
    return;
  }
  if (RUNTIME_QUIET.test(member) || context.usage.kind !== "called") return;
  const write = /^(?:write|create|make|remove|rename|copy|link|symlink|truncate|chmod|chown|utime|open|mkdir)/i.test(member);
  const known = /^(?:read|write|create|make|remove|rename|copy|link|symlink|truncate|chmod|chown|utime|open|stat|lstat|realPath|watch|mkdir|file$)/i.test(
    member,
  );
  if (!known) return;
  fileArgument(context, `${root}.${member}`, context.usage.call, 0, write ? "write" : "read");
}

function variable(report: Report, node: Node, name: string): void {
  const [start, end] = node.range;
  if (PLAIN_VARIABLES.has(name)) report({ rule: "plain-variable", start, end, args: { variable: name } });
  else
    report({
      rule: "secret-access",
      start,
      end,
      args: { name: "process.env", variable: name === "*" ? "every variable" : name },
      permission: { kind: "secrets", value: name },
    });
}
