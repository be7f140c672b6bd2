import { spellPath } from "../javascript/paths.ts";
import { mark, type Reading, shown } from "./context.ts";
import { type Address, NAME_LOOKUPS, NETWORK_FUNCTIONS, SERVICES } from "./network.table.ts";
import type { Given } from "./resolver.ts";
import type { Node } from "./tree.ts";
import { NOTHING_KNOWN, textIn, type Value, type Values } from "./value.ts";
import { usageOf } from "./usage.ts";

/** Uses of the network -> marks with the host each may reach. */
export function findNetwork(reading: Reading): void {
  const { resolver, things } = reading;
  const told = new Set<string>();
  for (const { node, name } of things) {
    const address = NETWORK_FUNCTIONS.get(name);
    const usage = usageOf(resolver.tree, node);
    if (address !== undefined) {
      if (usage.kind === "called") connect(reading, usage.call, name, addressIn(address, resolver.givenTo(usage.call)), address.kind);
      else if (usage.kind === "passed") need(reading, node, name, "*");
    } else if (NAME_LOOKUPS.has(name) && (usage.kind === "called" || usage.kind === "passed"))
      lookUp(reading, usage.kind === "called" ? usage.call : node, name, usage.kind === "called");
    else service(reading, node, name, told);
  }
}

/** Values of the address of a call; a client made with a base address adds its host to relative ones. */
function addressIn(address: Address, given: Given): Values {
  const named = address.names.map((name) => given.named.get(name)).find((one) => one !== undefined);
  const values = given.by[address.at] ?? named ?? (given.open ? NOTHING_KNOWN : []);
  return values.flatMap((value) => (value.kind === "thing" && value.name === "urllib.request.Request()" ? [] : [value]));
}

/** Address of a database that is a file (SQLAlchemy "Database URLs": three slashes, then the path); with nothing behind them it is in memory. */
const FILE_DATABASE = /^(?:sqlite|duckdb)(?:\+\w+)?:(?:\/\/\/?|$)/i;

function openDatabase({ report }: Reading, call: Node, name: string, value: Value): void {
  const text = textIn(value);
  const path = text?.prefix.replace(FILE_DATABASE, "").replace(/\?.*$/, "") ?? "";
  if (text?.exact === true && (path === "" || path === ":memory:")) return;
  const told = text?.exact === true ? spellPath(path).path : "*";
  const permission = { kind: "filesystem.write", value: told } as const;
  report(mark(call, "filesystem-access", { name: shown(name), mode: "write", path: told === "*" ? "any path" : told }, { permission }));
}

function connect(reading: Reading, call: Node, name: string, addresses: Values, kind: Address["kind"]): void {
  const isFile = (value: Value): boolean => kind === "url" && FILE_DATABASE.test(textIn(value)?.prefix ?? "");
  for (const value of addresses.filter(isFile)) openDatabase(reading, call, name, value);
  const values = addresses.filter((value) => !isFile(value));
  if (values.length === 0) return;
  for (const host of new Set(values.map((value) => hostOf(value, kind)))) {
    if (host.startsWith("file:"))
      reading.report(
        mark(
          call,
          "filesystem-access",
          { name: shown(name), mode: "read", path: host.slice(7) },
          { permission: { kind: "filesystem.read", value: host.slice(7) || "*" } },
        ),
      );
    else if (host !== "") {
      need(reading, call, name, host, values);
      if (isEncoded(reading, host))
        reading.report(
          mark(call, "obfuscated-code", { why: `The address of ${host.slice(0, 80)} is written so that it cannot be read` }, { evidence: [host] }),
        );
    }
  }
}

/** Does a known host stand nowhere in the code, although something in it is decoded? Comments may say what they like. */
function isEncoded({ resolver }: Reading, host: string): boolean {
  const labels = host.split(".");
  if (host === "*" || labels.length < 2) return false;
  const code = resolver.tree.text.toLowerCase().replace(/#[^\n]*/g, "");
  return (
    !code.includes(labels.slice(-2).join(".")) &&
    /b64decode|b32decode|b85decode|fromhex|unhexlify|rot_?13|\[::-1\]|\bchr\s*\(|\bbytes\s*\(\s*\[|decompress|reversed\s*\(/.test(code)
  );
}

/** Address -> host name, `*` when it cannot be told, a `file:` address as it is, "" for one that leads nowhere. A known beginning is enough once the host in it is complete. */
function hostOf(value: Value, kind: Address["kind"]): string {
  const text = textIn(value);
  if (text === null) return "*";
  if (/^file:/i.test(text.prefix)) return text.prefix;
  if (/^(?:data|about|blob|mailto|tel):/i.test(text.prefix) && text.exact) return "";
  // The socket of a service of this machine, as `SysLogHandler("/dev/log")` names it.
  if (kind === "host" && text.exact && text.prefix.startsWith("/")) return "";
  if (kind === "host" && text.exact) return /^[\w.-]+(?::\d+)?$/.test(text.prefix) ? text.prefix.replace(/:\d+$/, "") : hostOf(value, "url");
  if (!text.exact && !/^[a-z][a-z0-9+.-]*:\/\/[^/?#]+[/?#]/i.test(text.prefix)) return "*";
  try {
    const host = new URL(text.prefix).hostname;
    return host === "" ? "*" : host;
  } catch {
    return "*";
  }
}

function need({ report }: Reading, node: Node, name: string, host: string, values: Values = []): void {
  const raw = values.map((one) => textIn(one)?.prefix ?? "").find((one) => one !== "");
  report(
    mark(
      node,
      "network-access",
      { name: shown(name), host: host === "*" ? "any host" : host },
      { permission: { kind: "network", value: host }, evidence: raw === undefined ? [] : [raw.slice(0, 120)] },
    ),
  );
}

/** A name that is put together can carry data: each label reaches whoever answers for the domain. */
function lookUp(reading: Reading, node: Node, name: string, isCalled: boolean): void {
  const values = isCalled ? (reading.resolver.givenTo(node).by[0] ?? []) : NOTHING_KNOWN;
  for (const value of values) {
    const text = textIn(value);
    if (value.kind === "thing" && /^(?:socket\.gethostname|platform\.node)\(\)$/.test(value.name)) continue;
    if (value.kind === "constant" && value.value === null) continue;
    if (text?.exact === true) need(reading, node, name, text.prefix === "" ? "localhost" : text.prefix);
    // a name whose domain comes from elsewhere may be any host (`_dmarc.` before it says only what is asked for); one that is put together before a known domain carries what is put in
    else if (text === null || text.suffix === "") need(reading, node, name, "*");
    else reading.report(mark(node, "raw-socket", { name: shown(name) }, { evidence: ["the name it looks up is computed, so it can carry data"] }));
  }
}

/** Packages with a service behind them: one mark for each package of a file. */
function service(reading: Reading, node: Node, name: string, told: Set<string>): void {
  const first = name.split(/[.(]/, 1)[0] ?? "";
  const host = SERVICES.get(first);
  const usage = usageOf(reading.resolver.tree, node);
  if (host === undefined || told.has(first) || usage.kind !== "called" || /Error$|Exception$/.test(name)) return;
  told.add(first);
  const given = reading.resolver.givenTo(usage.call);
  const base = given.named.get("base_url") ?? given.named.get("api_base") ?? given.named.get("endpoint_url");
  for (const one of new Set(
    base === undefined ? [host] : base.map((value) => (value.kind === "constant" && value.value === null ? host : hostOf(value, "url"))),
  ))
    need(reading, node, first, one);
}
