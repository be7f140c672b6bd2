import { NAME_LOOKUPS, NETWORK_FUNCTIONS, SPEAKERS } from "./network.table.ts";
import type { Resolver } from "./resolver.ts";
import { nameOf, type Node, part } from "./tree.ts";

const WRITES = /^(?:write|writelines|write_text|write_bytes|send|sendall|sendto|send_message|sendmail|storbinary|post|put|patch|publish|request|send_keys)$/;
/** Functions that start programs with what they are given. */
export const STARTS = /^(?:subprocess\.(?:run|call|check_call|check_output|Popen)|os\.(?:system|popen|exec\w+|spawn\w+))$/;

export type Sink = Readonly<{ says: string; inputs: readonly Node[] }>;

/** Call -> what it does with its arguments when they may leave the program; null when they stay. */
export function sinkOf(resolver: Resolver, call: Node, isLogFar: boolean): Sink | null {
  const callee = part(call, "function");
  const list = part(call, "arguments");
  if (callee === null || list === null) return null;
  const inputs = list.children.flatMap((one) =>
    one.type === "keyword_argument" ? (isQuiet(resolver, callee, one) ? [] : [part(one, "value") ?? one]) : [one],
  );
  const names = resolver.valuesOf(callee).flatMap((one) => (one.kind === "thing" ? [one.name] : []));
  for (const name of names) {
    if (
      NETWORK_FUNCTIONS.has(name) ||
      NAME_LOOKUPS.has(name) ||
      name === "socket.create_connection" ||
      /^(?:requests|httpx|aiohttp|urllib3|http\.client|smtplib|ftplib|telnetlib|socket|websockets?|paramiko)\b.*\)\.\w+$/.test(name) ||
      isSpoken(name)
    )
      return { says: "the network", inputs };
    if (STARTS.test(name)) return { says: "the arguments of a program", inputs };
    if (
      name === "builtins.print" ||
      name === "sys.stdout.write" ||
      name === "sys.stderr.write" ||
      /^logging\.(?:\w+\(\)\.)?(?:debug|info|warning|error|critical|exception|log|LoggerAdapter)$/.test(name)
    )
      return { says: isLogFar && name.startsWith("logging.") ? "the network" : "written output", inputs };
    if (/^json\.dump$|^pickle\.dump$|^yaml\.(?:safe_)?dump$/.test(name) && inputs.length > 1) return { says: "written output", inputs: inputs.slice(0, 1) };
  }
  const method = callee.type === "attribute" ? part(callee, "attribute") : null;
  if (method === null || !WRITES.test(nameOf(resolver.tree, method))) return null;
  const isOwn = resolver.valuesOf(callee).some((one) => one.kind === "function");
  return isOwn ? null : { says: /^write/.test(nameOf(resolver.tree, method)) ? "written output" : "the network", inputs };
}

/** What a client of a service is given by any method but those that set it up, and what a function of its package is told to hand over. */
function isSpoken(name: string): boolean {
  if (!SPEAKERS.has(/^\w+/.exec(name)?.[0] ?? "")) return false;
  return /[)\]]\.\w+$/.test(name) ? !SETS_UP.test(name) : HANDS_OVER.test(name);
}

const SETS_UP = /\.(?:connect|login|auth\w*|from_\w+|set_credentials|with_\w+|load_\w+|close|\w*config\w*|\w*_key|get)$/;
const HANDS_OVER = /\.(?:upload|send|post|publish|capture|create|set_(?:context|extra|tag)|add_breadcrumb|log|track)\w*$/;

/** `record.user = x` in a filter or a maker of records: what is put on a record goes where the record goes. */
export function recordedAt(resolver: Resolver, node: Node): Sink | null {
  const left = node.type === "assignment" ? part(node, "left") : null;
  const object = left?.type === "attribute" ? part(left, "object") : null;
  const right = part(node, "right");
  if (object?.type !== "identifier" || right === null || nameOf(resolver.tree, object) === "self") return null;
  return resolver.valuesOf(object).some((one) => one.kind === "unknown" || one.kind === "thing") ? { says: "the network", inputs: [right] } : null;
}

const FAR_HANDLERS = /^logging\.handlers\.(?:HTTP|SMTP|Socket|Datagram|SysLog)Handler$/;

/** Does the file make a handler that sends what is logged to another machine? Loggers share their handlers by name, so it counts for all of them. */
export function logsAfar(resolver: Resolver): boolean {
  if (!resolver.tree.text.includes("Handler")) return false;
  return resolver.tree.nodes.some((node) => {
    const callee = node.type === "call" ? part(node, "function") : null;
    return callee !== null && resolver.valuesOf(callee).some((one) => one.kind === "thing" && FAR_HANDLERS.test(one.name));
  });
}

/** `env=` is inherited anyway, `cwd=` and `timeout=` carry nothing, `print(file=...)` says where to. */
function isQuiet(resolver: Resolver, callee: Node, argument: Node): boolean {
  const name = part(argument, "name");
  if (name !== null && nameOf(resolver.tree, name) === "file") return callee.type === "identifier";
  return name !== null && /^(?:env|cwd|timeout|cert|verify|auth|key_filename|pkey|sep|end|mode|encoding)$/.test(nameOf(resolver.tree, name));
}
