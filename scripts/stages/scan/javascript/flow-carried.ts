import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import { type Call, membersOf } from "./flow-members.ts";
import { FILE_METHODS, FILE_MODULES, NETWORK_MODULES } from "./things.table.ts";
import type { Node } from "./tree.ts";
import { usageOf } from "./usage.ts";
import type { Resolver } from "./value.ts";

/** Functions and modules that a file lets out of sight: what calls something unknown may call them. */
export type Carried = Readonly<{ reader: boolean; network: boolean }>;

const CARRIED = new WeakMap<Resolver, Carried>();
const NETWORK = /^(?:fetch|WebSocket|EventSource|navigator\.sendBeacon|Bun\.fetch|window\.open|open)$/;
const BORROWED = /\.(?:call|apply)$/;

/** `module:a.b` -> `a`, and `discord.js` of `module:discord.js.Client`: a dot may belong to the name of a package. */
export function packageIn(name: string): string {
  const whole = name.slice(7);
  const dot = whole.indexOf(".", Math.max(0, whole.lastIndexOf("/")));
  const dotted = /\.(?:js|io[\w-]*)(?=\.|$)/.exec(whole);
  return dot < 0 || (dotted !== null && dotted.index === dot)
    ? whole.slice(0, dotted === null ? undefined : dotted.index + dotted[0].length)
    : whole.slice(0, dot);
}

export function isNetworkName(name: string): boolean {
  if (NETWORK.test(name)) return true;
  if (!name.startsWith("module:")) return false;
  return NETWORK_MODULES.has(packageIn(name));
}

/** Does the function read a file whose path it is given? One of the module for files whose name is computed may. */
export function isReader(name: string): boolean {
  const method = /^module:(?:fs|fs\/promises|fs-extra|graceful-fs)\.(.+)$/.exec(name.replace(BORROWED, ""))?.[1];
  if (method !== undefined)
    return method === "*" || (/^(?:readFile|createReadStream|open|copyFile|cp|openAsBlob|ReadStream)/.test(method) && FILE_METHODS.has(method));
  return /^(?:Deno\.(?:readFile|readTextFile|open)(?:Sync)?|Bun\.file)$/.test(name.replace(BORROWED, ""));
}

/** Resolver -> which of its dangerous functions and modules went where their uses are not followed. */
export function carriedIn(resolver: Resolver): Carried {
  const before = CARRIED.get(resolver);
  if (before !== undefined) return before;
  const references = new Set<Node>(resolver.scopes.references);
  const found = { reader: false, network: false };
  for (const node of resolver.tree.nodes) {
    if (node.type === T.Identifier ? !references.has(node) : !HOLDING.has(node.type)) continue;
    if (found.reader && found.network) break;
    for (const value of resolver.valuesOf(node)) {
      if (value.kind !== "thing") continue;
      const reads = isReader(value.name) || (value.name.startsWith("module:") && FILE_MODULES.has(value.name.slice(7)));
      const sends = isNetworkName(value.name) && !/^module:.*\.(?:STATUS_CODES|METHODS|constants|Agent|globalAgent)$/.test(value.name);
      if ((!reads && !sends) || !isOut(resolver, node, value.name)) continue;
      if (reads) found.reader = true;
      if (sends) found.network = true;
    }
  }
  CARRIED.set(resolver, found);
  return found;
}

const HOLDING: ReadonlySet<string> = new Set([T.MemberExpression, T.CallExpression, T.ImportExpression, T.AssignmentExpression]);

/** Does the value go where it is not followed? A global or a module by itself is where it always is; the result of a call is no function. */
function isOut(resolver: Resolver, node: Node, name: string): boolean {
  const usage = usageOf(resolver.tree, node);
  if (usage.kind === "passed" || usage.kind === "exported") return true;
  if (usage.kind === "member") return /^(?:bind|call|apply)$/.test(usage.key ?? "") || (usage.key === "prototype" && !name.startsWith("module:"));
  return false;
}

/** May a call be one of something that was let out of sight? */
export function isUnknownCall(resolver: Resolver, call: Call): boolean {
  if (call.callee.type === T.Super) return false;
  return resolver
    .valuesOf(call.callee)
    .some(
      (value) =>
        value.kind === "unknown" ||
        (value.kind === "thing" &&
          (isPut(resolver, value.name) ||
            /^(?:Reflect\.(?:apply|construct)|unknown\..*|Function\.prototype\..*|method\.(?:call|apply|bind))$/.test(value.name))),
    );
}

/** `Math.a = f`: a member that the file itself puts there. */
function isPut(resolver: Resolver, name: string): boolean {
  return name.split(".").some((part) => membersOf(resolver).puts.has(part));
}
