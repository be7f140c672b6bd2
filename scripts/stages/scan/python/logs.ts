import { mark, type Reading, shown } from "./context.ts";
import { refusalOf } from "./refusal.ts";
import { STARTS } from "./sinks.ts";
import { type Node, part } from "./tree.ts";
import { exactText } from "./value.ts";

const SET_UP = /^logging\.config\.(?:dictConfig|fileConfig)$/;
const SETTINGS = /\.(?:json|jsonc|ya?ml|ini|cfg|conf|toml)$/i;
/** Handlers that send each record to somebody ("logging.handlers", Python library reference); in a file of `fileConfig` without the name of the package. */
const SENDS = /\b(?:logging\.)?handlers\.(?:HTTP|SMTP|Socket|Datagram|SysLog)Handler\b/;
/** Where they send it: by a name of its own, or first among the arguments. */
const HOST =
  /(?:["']?(?:host|mailhost|address)["']?\s{0,10}[:=]\s{0,10}[([]?\s{0,10}|\bargs\s{0,10}=\s{0,10}\(\s{0,10}\(?\s{0,10})["']?([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)/g;
/** What is made of the settings is named in them: any class or function there is. */
const NAMED = /["']?(?:\(\)|class)["']?\s{0,10}[:=]\s{0,10}["']?(?:ext:\/\/)?([A-Za-z_][\w.]*)/g;
/** `fileConfig` evaluates these texts as code, among the names of `logging`, which `os` and `sys` are. */
const EVALUATED = /^[ \t]{0,20}(?:args|kwargs)[ \t]{0,20}=[ \t]{0,20}(.*)$/gm;
const CALLS = /[A-Za-z_\])]\s{0,10}\(/;
const MOST_NAMED = 200;

/**
 * Settings of the log that the program has the library take over -> what they make: handlers that send each record to a host, functions that are refused
 * wherever they are named, and arguments that are code. They may stand in the program or in a file of the skill that it names.
 */
export function findLogs(reading: Reading): void {
  const { report, things } = reading;
  for (const { node, name } of things) {
    if (!SET_UP.test(name)) continue;
    for (const text of settingsOf(reading)) {
      if (SENDS.test(text))
        for (const host of hostsIn(text))
          report(mark(node, "network-access", { name: shown(name), host: host === "*" ? "any host" : host }, { permission: { kind: "network", value: host } }));
      for (const made of new Set([...namedIn(text), ...namesMade(reading)])) {
        if (STARTS.test(made) || refusalOf(made) !== null || refusalOf(`builtins.${made}`) !== null)
          report(mark(node, "dynamic-code", { name: shown(name), why: `its settings have it call ${made}` }, { evidence: [made] }));
      }
      if (!name.endsWith("fileConfig")) continue;
      const code = [...text.matchAll(EVALUATED)].find(([, given = ""]) => CALLS.test(given));
      if (code !== undefined)
        report(mark(node, "dynamic-code", { name: shown(name), why: "it runs the arguments in its settings as code" }, { evidence: [code[0].slice(0, 120)] }));
    }
    return;
  }
}

/** The text of the program, and of the skill's files of settings whose name stands in it. */
function settingsOf({ resolver, context }: Reading): readonly string[] {
  const { text } = resolver.tree;
  const named = [...context.paths].filter((path) => SETTINGS.test(path) && text.includes(path.slice(path.lastIndexOf("/") + 1)));
  return [text, ...named.flatMap((path) => context.textOf?.(path) ?? []).map(plain)];
}

/** JSON may write any letter of a name in another way. */
function plain(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** What stands behind such a key in the program, however it is put together. */
function namesMade({ resolver }: Reading): readonly string[] {
  const isKey = (key: Node | null): boolean => key !== null && resolver.valuesOf(key).some((one) => /^(?:\(\)|class)$/.test(exactText(one) ?? ""));
  const given = resolver.tree.nodes.flatMap((node) => {
    if (node.type === "pair") return isKey(part(node, "key")) ? (part(node, "value") ?? []) : [];
    const left = node.type === "assignment" ? part(node, "left") : null;
    return left?.type === "subscript" && isKey(part(left, "subscript")) ? (part(node, "right") ?? []) : [];
  });
  return given.flatMap((node) => resolver.valuesOf(node).flatMap((one) => exactText(one)?.replace(/^ext:\/\//, "") ?? []));
}

function hostsIn(text: string): ReadonlySet<string> {
  const hosts = new Set([...text.matchAll(HOST)].slice(0, MOST_NAMED).map(([, host = ""]) => host));
  return hosts.size === 0 ? new Set(["*"]) : hosts;
}

function namedIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(NAMED)].slice(0, MOST_NAMED).map(([, name = ""]) => name));
}
