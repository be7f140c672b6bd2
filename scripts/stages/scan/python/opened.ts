import { usesOf } from "./greeting.ts";
import type { Resolver } from "./resolver.ts";
import { isLoopback } from "./special.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { isNamedElsewhere } from "./typed.ts";
import { exactText, textIn, type Value, type Values } from "./value.ts";

/** What is asked of a socket without saying or hearing anything over it. */
const MUTE = /^(?:settimeout|setblocking|close|shutdown|connect|connect_ex|bind|getsockname|getpeername|setsockopt)$/;
const MOST_USES = 40;
/** Addresses of the machine itself to take a port at, which nobody can reach as long as nothing listens there. */
const HERE = /^(?:|localhost|127\.0\.0\.1|0\.0\.0\.0|::1?)$/;

/**
 * Call that opens a socket over which nothing is ever said or heard -> the hosts it is told to reach: whether a port answers, or which one is free. "*" is a
 * host that comes as a whole from elsewhere; null when more is done with it. An address or a port that is put together carries what it is made of.
 */
export function opened(resolver: Resolver, name: string, call: Node): readonly string[] | null {
  const made = resolver.givenTo(call);
  if (made.open || (name === "socket.socket" && !isPlain(made.by, made.named))) return null;
  const hosts = new Set<string>();
  const carrier = closed(resolver, call);
  if (name === "socket.create_connection" && (made.by.length > 2 || made.named.has("source_address") || !reaches(resolver, call, hosts))) return null;
  const uses = isLeft(carrier) ? [] : usesOf(resolver, carrier);
  if (uses === null || uses.length > MOST_USES || !uses.every((use) => isMute(resolver, use, hosts))) return null;
  // What only asks is closed again; what stays open waits for somebody to use it.
  const isClosed = isLeft(carrier) || carrier !== call || uses.some((use) => isClosing(resolver, use)) || isEntered(carrier);
  return isClosed && hosts.size > 0 ? [...hosts] : null;
}

/** `socket.socket(AF_INET, SOCK_STREAM)`: no socket of another process, and none whose packets the program writes itself. */
function isPlain(by: readonly Values[], named: ReadonlyMap<string, Values>): boolean {
  const all = [...by, ...named.values()].flat();
  return by.length <= 2 && !named.has("fileno") && all.every((one) => one.kind === "thing" && /^socket\.(?:AF_INET6?|SOCK_STREAM|SOCK_DGRAM)$/.test(one.name));
}

/** `contextlib.closing(call)` stands for what it closes. */
function closed(resolver: Resolver, call: Node): Node {
  const around = call.parent?.type === "argument_list" && call.parent.children.length === 1 ? call.parent.parent : null;
  const callee = around === null ? null : part(around, "function");
  const closes = callee !== null && resolver.valuesOf(callee).every((one) => one.kind === "thing" && one.name === "contextlib.closing");
  return around !== null && closes ? around : call;
}

/** `with create_connection(...):`: nobody gets what it gives. */
const isLeft = ({ parent }: Node): boolean => parent?.type === "with_item";

/** `with socket() as s`, `with s`. */
function isEntered({ parent }: Node): boolean {
  return parent?.type === "as_pattern" && parent.parent?.type === "with_item";
}

function isClosing(resolver: Resolver, use: Node): boolean {
  const named = use.parent?.type === "attribute" ? part(use.parent, "attribute") : null;
  return use.parent?.type === "with_item" || (named !== null && nameOf(resolver.tree, named) === "close");
}

function isMute(resolver: Resolver, use: Node, hosts: Set<string>): boolean {
  const { parent } = use;
  if (parent?.type === "with_item" || parent?.type === "as_pattern") return true;
  const call = parent?.type === "attribute" && use.field === "object" && parent.field === "function" ? parent.parent : null;
  if (parent === null || call?.type !== "call") return false;
  const method = nameOf(resolver.tree, part(parent, "attribute") ?? parent);
  if (!MUTE.test(method)) return false;
  const given = resolver.givenTo(call);
  if (method === "bind") {
    hosts.add("localhost");
    return !given.open && (given.by[0] ?? []).length > 0 && (given.by[0] ?? []).every((one) => one.kind === "list" && isHere(one.items[0] ?? []));
  }
  // Options of the protocols go out with the packets.
  if (method === "setsockopt") return given.by[0]?.every((one) => one.kind === "thing" && one.name === "socket.SOL_SOCKET") === true;
  return !/^connect/.test(method) || reaches(resolver, call, hosts);
}

const isHere = (host: Values): boolean => host.length > 0 && host.every((one) => HERE.test(exactText(one) ?? "*"));

/** `connect((host, port))` whose host is told or comes as a whole from elsewhere, with a port that carries nothing. */
function reaches(resolver: Resolver, call: Node, hosts: Set<string>): boolean {
  const given = resolver.givenTo(call);
  const addresses = given.by[0] ?? given.named.get("address") ?? [];
  if (given.open || addresses.length === 0) return false;
  if (isLoopback(addresses)) {
    hosts.add("localhost");
    return true;
  }
  const pair = (part(call, "arguments")?.children ?? []).find((one) => one.type === "tuple");
  const port = pair?.children[1];
  return addresses.every((one) => {
    const [names = [], ports = []] = one.kind === "list" && !one.open ? one.items : [];
    if (names.length === 0 || !(isTold(ports) || (port !== undefined && isGiven(resolver, port)))) return false;
    return names.every((host) => {
      const named = hostIn(host);
      hosts.add(named ?? "*");
      return named !== null;
    });
  });
}

function hostIn(host: Value): string | null {
  const text = textIn(host);
  return exactText(host) ?? (text === null || (text.prefix === "" && text.suffix === "") ? "*" : null);
}

const isTold = (ports: Values): boolean => ports.length > 0 && ports.every((one) => one.kind === "constant" && typeof one.value === "number");

/** `port`, `int(args.port)`: what whoever starts the program says. Another file that calls it may count with it. */
function isGiven(resolver: Resolver, port: Node): boolean {
  if (resolver.around.isImported) return false;
  const callee = port.type === "call" ? part(port, "function") : null;
  const isNumber = callee !== null && resolver.valuesOf(callee).every((one) => one.kind === "thing" && one.name === "builtins.int");
  const inner = isNumber ? (part(port, "arguments")?.children ?? []) : [port];
  return inner.length === 1 && inner[0] !== undefined && isNamedElsewhere(resolver, inner[0]);
}
