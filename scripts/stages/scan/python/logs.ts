import { mark, type Reading, shown } from "./context.ts";
import { refusalOf } from "./refusal.ts";
import { STARTS } from "./sinks.ts";
import { type Node, part } from "./tree.ts";
import { exactText, type Values } from "./value.ts";

const SET_UP = /^logging\.config\.(?:dictConfig|fileConfig)$/;
const SETTINGS = /\.(?:json|jsonc|ya?ml|ini|cfg|conf|toml)$/i;
/** Handlers that send each record to somebody ("logging.handlers", Python library reference); in a file of `fileConfig` without the name of the package. */
const SENDS = /\b(?:logging\.)?handlers\.(?:HTTP|SMTP|Socket|Datagram|SysLog)Handler\b/g;
/** Where they send it: by a name of its own, or first among the arguments. */
const HOST =
  /["']?\b(?:host|mailhost|address)["']?\s{0,10}[:=]\s{0,10}[([]?\s{0,10}["']?([A-Za-z0-9/][\w./-]*)|\bargs\s{0,10}=\s{0,10}\(\s{0,10}\(?\s{0,10}["']([A-Za-z0-9/][\w./-]*)/g;
/** What is made of the settings is named in them: any class or function there is. */
const NAMED = /["']?(?:\(\)|class)["']?\s{0,10}[:=]\s{0,10}["']?(?:ext:\/\/)?([A-Za-z_][\w.]*)/g;
/** `fileConfig` evaluates these texts as code, among the names of `logging`, which `os` and `sys` are. */
const EVALUATED = /^[ \t]{0,20}(?:args|kwargs)[ \t]{0,20}=[ \t]{0,20}(.*)$/gm;
const CALLS = /[A-Za-z_\])]\s{0,10}\(/;

/**
 * Settings of the log that the program has the library take over -> what they make: handlers that send each record to a host, functions that are refused
 * wherever they are named, and arguments that are code. They may stand in the program or in a file of the skill that it names.
 */
export function findLogs(reading: Reading): void {
  const { report, things } = reading;
  const set = things.filter(({ name }) => SET_UP.test(name));
  const [first] = set;
  if (first === undefined) return;
  const { node, name } = first;
  const evaluating = set.find((one) => one.name.endsWith("fileConfig"));
  const { text } = reading.resolver.tree;
  const settings = settingsOf(reading);
  const names = givenFor(reading, /^(?:\(\)|class)$/).flatMap((values) => values.flatMap((one) => exactText(one) ?? []));
  for (const host of new Set([...hostsOf(reading, names), ...settings.flatMap(hostsIn)]))
    report(mark(node, "network-access", { name: shown(name), host: host === "*" ? "any host" : host }, { permission: { kind: "network", value: host } }));
  const made = [...names.map((one) => one.replace(/^ext:\/\//, "")), ...[text, ...settings].flatMap(namedIn)];
  for (const one of new Set(made))
    if (STARTS.test(one) || refusalOf(one) !== null || refusalOf(`builtins.${one}`) !== null)
      report(mark(node, "dynamic-code", { name: shown(name), why: `its settings have it call ${one}` }, { evidence: [one] }));
  if (evaluating === undefined) return;
  const code = [text, ...settings].flatMap((one) => [...one.matchAll(EVALUATED)]).find(([, given = ""]) => CALLS.test(given));
  const why = "it runs the arguments in its settings as code";
  if (code !== undefined) report(mark(evaluating.node, "dynamic-code", { name: shown(evaluating.name), why }, { evidence: [code[0].slice(0, 120)] }));
}

/** Texts of the skill's files of settings whose name stands in the program. */
function settingsOf({ resolver, context }: Reading): readonly string[] {
  const { text } = resolver.tree;
  const named = [...context.paths].filter((path) => SETTINGS.test(path) && text.includes(path.slice(path.lastIndexOf("/") + 1)));
  return named.flatMap((path) => context.textOf?.(path) ?? []).map(plain);
}

/** JSON may write any letter of a name in another way. */
function plain(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** What each such key of a table in the program may stand for, however it is put together. */
function givenFor({ resolver }: Reading, wanted: RegExp): readonly Values[] {
  const isKey = (key: Node | null): boolean => key !== null && resolver.valuesOf(key).some((one) => wanted.test(exactText(one) ?? ""));
  const given = resolver.tree.nodes.flatMap((node) => {
    if (node.type === "pair") return isKey(part(node, "key")) ? (part(node, "value") ?? []) : [];
    const left = node.type === "assignment" ? part(node, "left") : null;
    return left?.type === "subscript" && isKey(part(left, "subscript")) ? (part(node, "right") ?? []) : [];
  });
  return given.map((node) => resolver.valuesOf(node));
}

/** Hosts of the handlers that the program itself sets up; one that is not told, or is not there to be seen, may be any. */
function hostsOf(reading: Reading, names: readonly string[]): readonly string[] {
  const sending = names.filter((one) => one.search(SENDS) >= 0).length;
  if (sending === 0) return hostsIn(reading.resolver.tree.text);
  const given = givenFor(reading, /^(?:host|mailhost|address)$/);
  const hosts = given.flatMap((values) => values.flatMap((one) => (one.kind === "list" ? (one.items[0] ?? []) : [one])).map((one) => exactText(one) ?? "*"));
  return elsewhere(given.length < sending ? [...hosts, "*"] : hosts);
}

/** The same for settings that are text. */
function hostsIn(text: string): readonly string[] {
  const sending = [...text.matchAll(SENDS)].length;
  if (sending === 0) return [];
  const hosts = [...text.matchAll(HOST)].map(([, named, first]) => named ?? first ?? "*");
  return elsewhere(hosts.length < sending ? [...hosts, "*"] : hosts);
}

/** Addresses -> hosts, without ports and without the sockets of this machine (`/dev/log`). */
function elsewhere(addresses: readonly string[]): readonly string[] {
  return addresses.filter((one) => !one.startsWith("/")).map((one) => one.replace(/:\d+$/, "") || "*");
}

function namedIn(text: string): readonly string[] {
  return [...text.matchAll(NAMED)].map(([, name = ""]) => name);
}
