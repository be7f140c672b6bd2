import type { Reading, Thing } from "./context.ts";
import { refusalOf } from "./refusal.ts";
import type { Given, Resolver } from "./resolver.ts";
import { isLoopback } from "./special.ts";
import { usageOf } from "./usage.ts";
import { exactText } from "./value.ts";

/** Servers whose first argument is the address they listen on. */
const SERVERS = /^(?:http\.server\.(?:Threading)?HTTPServer|socketserver\.(?:Threading)?TCPServer)$/;
/**
 * Functions that listen where they are told, by a place among their arguments or a name: what they do when it is not said, and what else would say it. A reloader
 * or a debugger runs what it is sent, so these are none of them.
 */
type Listening = Readonly<{ at: number | null; isHereByDefault: boolean; others: RegExp }>;
const LISTENING: ReadonlyMap<string, Listening> = new Map([
  ["uvicorn.run", { at: null, isHereByDefault: true, others: /^(?:uds|fd|reload\w*|workers|app_dir|env_file|config|factory)$/ }],
  ["flask.Flask().run", { at: 0, isHereByDefault: false, others: /^(?:use_\w+|load_dotenv|extra_files|fd|request_handler)$/ }],
  ["aiohttp.web.TCPSite", { at: 1, isHereByDefault: false, others: /^(?:reuse_\w+|sock)$/ }],
  ["aiohttp.web.run_app", { at: null, isHereByDefault: false, others: /^(?:path|sock|reuse_\w+)$/ }],
  ["asyncio.start_server", { at: 1, isHereByDefault: false, others: /^(?:sock|limit|family)$/ }],
]);
/** What answers, which listens to nothing by itself and serves no files. */
const HANDLERS = /^(?:http\.server\.BaseHTTPRequestHandler|socketserver\.(?:Base|Stream)RequestHandler)$/;
const MODULES = /^(?:http\.server|socketserver)$/;

/** What changes the address of a server behind its back, and switches of Flask by which it runs what it is sent. */
const ELSEWHERE =
  /server_(?:bind|activate)|\.server_address\s*=[^=]|bind_and_activate|\b_host\b|\.debug\s*=[^=]|["'](?:DEBUG|ENV)["']|FLASK_DEBUG|\.from_(?:object|pyfile|envvar|prefixed_env)\b|\bdebug\s*=(?!\s*False\b|=)/;

const KNOWN = new WeakMap<Resolver, boolean>();

/**
 * Does every server of the file listen on an address of the machine itself, said outright? Then nobody outside reaches it, as with the page that
 * waits for the answer of a login. A subclass, an address that cannot be told, or a later change of it makes that uncertain for all of them.
 */
export function servesOnlyHere({ resolver, things }: Reading): boolean {
  const known = KNOWN.get(resolver);
  if (known !== undefined) return known;
  const servers = things.filter(({ name }) => refusalOf(name)?.rule === "listening-server");
  const result = servers.every((one) => isHere(resolver, one)) && !ELSEWHERE.test(resolver.tree.text);
  KNOWN.set(resolver, result);
  return result;
}

/** Is it a server that is made here, and not one that is only spoken of? */
export function isServer(name: string): boolean {
  return SERVERS.test(name) || LISTENING.has(name);
}

function listensHere({ at, isHereByDefault, others }: Listening, { by, named }: Given): boolean {
  if ([...named.keys()].some((one) => others.test(one))) return false;
  // Under the name of an application somebody would be loaded whom this file does not show.
  const app = by[0] ?? named.get("app") ?? [];
  if (at === null && (app.length === 0 || app.some((one) => /^(?:constant|text|unknown)$/.test(one.kind)))) return false;
  if (by.length > (at === null ? 1 : at + 2)) return false;
  const host = named.get("host") ?? (at === null ? undefined : by[at]);
  if (host === undefined) return isHereByDefault;
  return host.length > 0 && host.every((one) => /^(?:localhost|127\.0\.0\.1|::1)$/.test(exactText(one) ?? ""));
}

function isHere(resolver: Resolver, { node, name }: Thing): boolean {
  const usage = usageOf(resolver.tree, node);
  if (HANDLERS.test(name) || /^(?:typed|compared|caught)$/.test(usage.kind)) return true;
  if (MODULES.test(name)) {
    const members = usage.kind === "member" && node.parent !== null ? resolver.valuesOf(node.parent) : [];
    return members.length > 0 && members.every((one) => one.kind === "thing" && (SERVERS.test(one.name) || HANDLERS.test(one.name)));
  }
  if (usage.kind !== "called") return false;
  const given = resolver.givenTo(usage.call);
  const listening = LISTENING.get(name);
  if (listening !== undefined) return !given.open && listensHere(listening, given);
  if (!SERVERS.test(name)) return false;
  return !given.open && isLoopback(given.by[0] ?? given.named.get("server_address")) && given.by.length <= 2;
}
