import type { Resolver } from "./resolver.ts";
import type { Binding } from "./scope.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { exactText, textIn, type Values } from "./value.ts";

/** What a plain connection is asked for before and after it is wrapped: nothing in it carries data of the program's choice. */
const PLAIN = /^(?:settimeout|close|connect|connect_ex|setblocking)$/;
/** What is asked of a connection under TLS without saying anything over it: who it is, and what both agreed upon. */
const GREETS =
  /^(?:settimeout|close|connect|do_handshake|getpeercert|get_verified_chain|get_unverified_chain|version|cipher|selected_alpn_protocol|unwrap|shutdown)$/;
const MOST_USES = 40;

/**
 * Call that opens a connection, which is then only wrapped in TLS and asked for its certificate -> the hosts it may go to, "*" for one that the
 * caller names; null when more is done with it. A name that is put together is refused like a look-up of one: its labels carry data.
 */
export function greeted(resolver: Resolver, call: Node): readonly string[] | null {
  const seen: Seen = { hosts: [], wrapped: 0 };
  if (!isOnly(resolver, call, PLAIN, seen, true) || seen.hosts.length === 0 || seen.wrapped === 0) return null;
  const names = seen.hosts.flat().map((one) => {
    const text = textIn(one);
    return exactText(one) ?? (text === null || (text.prefix === "" && text.suffix === "") ? "*" : null);
  });
  return names.every((one) => one !== null) ? [...new Set(names)] : null;
}

/** Every name that a connection is told to go to, and how often it is wrapped. */
type Seen = { readonly hosts: Values[]; wrapped: number };

/** Are these the only uses of what a call gives? */
function isOnly(resolver: Resolver, call: Node, allowed: RegExp, seen: Seen, isPlain: boolean): boolean {
  const host = isPlain ? hostOf(resolver, call) : null;
  if (host !== null) seen.hosts.push(host);
  const uses = usesOf(resolver, call);
  return uses !== null && uses.length <= MOST_USES && uses.every((use) => isAllowed(resolver, use, allowed, seen, isPlain));
}

function isAllowed(resolver: Resolver, use: Node, allowed: RegExp, seen: Seen, isPlain: boolean): boolean {
  const { parent } = use;
  if (parent?.type === "with_item" || parent?.type === "as_pattern") return true;
  if (parent?.type === "attribute" && use.field === "object") {
    const called = parent.parent;
    if (called?.type !== "call" || parent.field !== "function" || !allowed.test(nameOf(resolver.tree, part(parent, "attribute") ?? parent))) return false;
    const host = hostOf(resolver, called);
    if (host !== null) seen.hosts.push(host);
    return true;
  }
  const wrap = parent?.type === "argument_list" && parent.children[0] === use ? parent.parent : null;
  if (!isPlain || wrap === null || !wraps(resolver, wrap)) return false;
  seen.wrapped++;
  seen.hosts.push(resolver.givenTo(wrap).named.get("server_hostname") ?? []);
  return isOnly(resolver, wrap, GREETS, seen, false);
}

/** `context.wrap_socket(raw, server_hostname=host)`, `ssl.wrap_socket(raw)`. */
function wraps(resolver: Resolver, call: Node): boolean {
  const callee = part(call, "function");
  return callee !== null && resolver.valuesOf(callee).some((one) => one.kind === "thing" && /^ssl\.(?:\w+\(\)\.)?wrap_socket$/.test(one.name));
}

/** `create_connection((host, port))`, `s.connect((host, port))` -> the host. */
function hostOf(resolver: Resolver, call: Node): Values | null {
  const callee = part(call, "function");
  const name = callee === null ? "" : nameOf(resolver.tree, part(callee, "attribute") ?? callee);
  if (!/^(?:create_connection|connect|connect_ex)$/.test(name)) return null;
  const given = resolver.givenTo(call);
  const address = given.by[0] ?? given.named.get("address") ?? [];
  return address.length === 0
    ? [{ kind: "unknown" }]
    : address.flatMap((one) => (one.kind === "list" ? (one.items[0] ?? [{ kind: "unknown" }]) : [{ kind: "unknown" }]));
}

/** Where what a call gives is used: under the one name that it gets, or right there. Null when that cannot be told. */
export function usesOf(resolver: Resolver, call: Node): readonly Node[] | null {
  const { parent } = call;
  if (parent?.type === "argument_list" || (parent?.type === "attribute" && call.field === "object")) return [call];
  const binding = bindingFor(resolver, call);
  return binding === null || binding.items.length > 0 || binding.writes.length !== 1 ? null : binding.loads;
}

/** `name = call`, `with call as name`: its only name. */
function bindingFor({ tree, scopes }: Resolver, call: Node): Binding | null {
  const { parent } = call;
  const target = parent?.type === "assignment" && call.field === "right" ? part(parent, "left") : parent?.type === "as_pattern" ? part(parent, "alias") : null;
  const name = target?.type === "as_pattern_target" ? target.children[0] : target;
  const binding = name?.type === "identifier" ? scopes.all[name.scope]?.names.get(nameOf(tree, name)) : undefined;
  const isIt = binding?.writes.every((write) => (write.kind === "value" || write.kind === "enter") && write.node === call);
  return binding !== undefined && isIt === true ? binding : null;
}
