import type { Reading, Thing } from "./context.ts";
import { refusalOf } from "./refusal.ts";
import type { Resolver } from "./resolver.ts";
import { isLoopback } from "./special.ts";
import { usageOf } from "./usage.ts";

/** Servers whose first argument is the address they listen on. */
const SERVERS = /^(?:http\.server\.(?:Threading)?HTTPServer|socketserver\.(?:Threading)?TCPServer)$/;
/** What answers, which listens to nothing by itself and serves no files. */
const HANDLERS = /^(?:http\.server\.BaseHTTPRequestHandler|socketserver\.(?:Base|Stream)RequestHandler)$/;
const MODULES = /^(?:http\.server|socketserver)$/;

const KNOWN = new WeakMap<Resolver, boolean>();

/**
 * Does every server of the file listen on an address of the machine itself, said outright? Then nobody outside reaches it, as with the page that
 * waits for the answer of a login. A subclass, an address that cannot be told, or a later change of it makes that uncertain for all of them.
 */
export function servesOnlyHere({ resolver, things }: Reading): boolean {
  const known = KNOWN.get(resolver);
  if (known !== undefined) return known;
  const servers = things.filter(({ name }) => refusalOf(name)?.rule === "listening-server");
  const result =
    servers.every((one) => isHere(resolver, one)) && !/server_(?:bind|activate)|\.server_address\s*=[^=]|bind_and_activate/.test(resolver.tree.text);
  KNOWN.set(resolver, result);
  return result;
}

/** Is it a server that is made here, and not one that is only spoken of? */
export function isServer(name: string): boolean {
  return SERVERS.test(name);
}

function isHere(resolver: Resolver, { node, name }: Thing): boolean {
  const usage = usageOf(resolver.tree, node);
  if (HANDLERS.test(name) || /^(?:typed|compared|caught)$/.test(usage.kind)) return true;
  if (MODULES.test(name)) {
    const members = usage.kind === "member" && node.parent !== null ? resolver.valuesOf(node.parent) : [];
    return members.length > 0 && members.every((one) => one.kind === "thing" && (SERVERS.test(one.name) || HANDLERS.test(one.name)));
  }
  if (!SERVERS.test(name) || usage.kind !== "called") return false;
  const given = resolver.givenTo(usage.call);
  return !given.open && isLoopback(given.by[0] ?? given.named.get("server_address")) && given.by.length <= 2;
}
