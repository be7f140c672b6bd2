/**
 * What stands in the WebAssembly wall for Node: the few modules a generated script may import, over a tree of files in
 * memory. All of it runs inside of the wall, in the same engine as the script, so there is no function of ours that a
 * script could reach through. Behaviour follows the documentation of node:path (POSIX), node:fs and node:util.parseArgs.
 */
export const MODULES: Readonly<Record<string, string>> = {
  "node:os": `export const homedir = () => "/home/person";`,

  "node:path": `
const text = (value) => { if (typeof value !== "string") { const error = new TypeError('The "path" argument must be of type string'); error.code = "ERR_INVALID_ARG_TYPE"; throw error; } return value; };
export const sep = "/";
export const isAbsolute = (path) => text(path).startsWith("/");
export const normalize = (path) => {
  if (text(path) === "") return ".";
  const parts = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!path.startsWith("/")) parts.push("..");
  }
  const joined = parts.join("/") + (path.endsWith("/") && parts.length > 0 ? "/" : "");
  return path.startsWith("/") ? "/" + joined : joined === "" ? (path.endsWith("/") ? "./" : ".") : joined;
};
export const join = (...paths) => { const used = paths.filter((path) => text(path) !== ""); return used.length === 0 ? "." : normalize(used.join("/")); };
export const resolve = (...paths) => {
  let whole = "";
  for (const path of ["/work", ...paths]) whole = text(path) === "" ? whole : path.startsWith("/") ? path : whole + "/" + path;
  const clean = normalize(whole);
  return clean.length > 1 && clean.endsWith("/") ? clean.slice(0, -1) : clean;
};
const trimmed = (path) => text(path).replace(/\\/+$/, "");
export const basename = (path, ending = "") => {
  const last = trimmed(path).split("/").at(-1);
  return ending !== "" && last !== ending && last.endsWith(ending) ? last.slice(0, -ending.length) : last;
};
export const dirname = (path) => {
  const cut = trimmed(path).lastIndexOf("/");
  if (cut < 0) return text(path).startsWith("/") ? "/" : ".";
  return trimmed(path.slice(0, cut)) === "" ? "/" : trimmed(path.slice(0, cut));
};
export const extname = (path) => { const name = basename(path); const dot = name.lastIndexOf("."); return dot <= 0 ? "" : name.slice(dot); };
export const relative = (from, to) => {
  const here = resolve(from).split("/").filter((part) => part !== "");
  const there = resolve(to).split("/").filter((part) => part !== "");
  let same = 0;
  while (same < here.length && same < there.length && here[same] === there[same]) same += 1;
  return [...here.slice(same).map(() => ".."), ...there.slice(same)].join("/");
};`,

  "node:fs": `
import { resolve } from "node:path";
const { files, folders, input } = globalThis.__wall;
const fault = (code, what, path) => { const error = new Error(code + ": " + what + ", '" + path + "'"); error.code = code; error.path = path; return error; };
const place = (path) => {
  if (typeof path !== "string") { const error = new TypeError('The "path" argument must be of type string'); error.code = "ERR_INVALID_ARG_TYPE"; throw error; }
  return resolve(path);
};
const facts = (path) => (files.has(path) ? { nlink: 1, isFile: () => true, isDirectory: () => false, isSymbolicLink: () => false } : folders.has(path) ? { nlink: 1, isFile: () => false, isDirectory: () => true, isSymbolicLink: () => false } : undefined);
export const existsSync = (path) => typeof path === "string" && facts(resolve(path)) !== undefined;
export const realpathSync = (path) => { if (facts(place(path)) === undefined) throw fault("ENOENT", "no such file or directory, realpath", path); return place(path); };
export const lstatSync = (path, options) => {
  const found = facts(place(path));
  if (found === undefined && options?.throwIfNoEntry !== false) throw fault("ENOENT", "no such file or directory, lstat", path);
  return found;
};
export const readFileSync = (path) => {
  if (path === 0) return input;
  const found = files.get(place(path));
  if (found === undefined) throw folders.has(place(path)) ? fault("EISDIR", "illegal operation on a directory, read", path) : fault("ENOENT", "no such file or directory, open", path);
  return found;
};
export const readdirSync = (path) => {
  const base = place(path);
  if (!folders.has(base)) throw files.has(base) ? fault("ENOTDIR", "not a directory, scandir", path) : fault("ENOENT", "no such file or directory, scandir", path);
  const prefix = base === "/" ? "/" : base + "/";
  return [...files.keys(), ...folders].filter((one) => one.startsWith(prefix) && one !== base && !one.slice(prefix.length).includes("/"))
    .sort().map((one) => ({ name: one.slice(prefix.length), isFile: () => files.has(one), isDirectory: () => folders.has(one) }));
};
export const writeFileSync = (path, content) => {
  const at = place(path);
  if (folders.has(at)) throw fault("EISDIR", "illegal operation on a directory, open", path);
  if (!folders.has(resolve(at, ".."))) throw fault("ENOENT", "no such file or directory, open", path);
  if (at.startsWith("/skill/")) throw fault("EROFS", "read-only file system, open", path);
  files.set(at, String(content));
};`,

  "node:util": `
const fault = (code, message) => { const error = new TypeError(message); error.code = code; return error; };
export const parseArgs = (config = {}) => {
  const { options = {}, args = globalThis.process.argv.slice(2), strict = true, allowNegative = false } = config;
  const allowPositionals = config.allowPositionals ?? !strict;
  const values = Object.create(null);
  const positionals = [];
  const keep = (name, value) => {
    const known = Object.hasOwn(options, name) ? options[name] : undefined;
    if (known?.multiple === true) (values[name] ??= []).push(value);
    else values[name] = value;
  };
  const take = (name, shown, given, rest) => {
    const known = Object.hasOwn(options, name) ? options[name] : undefined;
    if (known === undefined && strict) throw fault("ERR_PARSE_ARGS_UNKNOWN_OPTION", "Unknown option '" + shown + "'");
    if (known?.type === "string") {
      const value = given ?? rest.shift();
      if (value === undefined || (given === undefined && strict && value.length > 1 && value.startsWith("-")))
        throw fault("ERR_PARSE_ARGS_INVALID_OPTION_VALUE", "Option '" + shown + " <value>' argument missing");
      keep(name, value);
    } else if (given !== undefined && strict) throw fault("ERR_PARSE_ARGS_INVALID_OPTION_VALUE", "Option '" + shown + "' does not take an argument");
    else keep(name, given ?? true);
  };
  const rest = [...args];
  while (rest.length > 0) {
    const one = rest.shift();
    if (one === "--") { positionals.push(...rest.splice(0)); continue; }
    if (one.startsWith("--")) {
      const cut = one.indexOf("=");
      const name = cut < 0 ? one.slice(2) : one.slice(2, cut);
      if (allowNegative && name.startsWith("no-") && options[name.slice(3)]?.type === "boolean") keep(name.slice(3), false);
      else take(name, "--" + name, cut < 0 ? undefined : one.slice(cut + 1), rest);
    } else if (one.startsWith("-") && one.length > 1) {
      for (let at = 1; at < one.length; at += 1) {
        const short = one.charAt(at);
        const name = Object.keys(options).find((key) => options[key].short === short) ?? short;
        const attached = options[name]?.type === "string" && at + 1 < one.length ? one.slice(at + 1) : undefined;
        take(name, "-" + short, attached, rest);
        if (attached !== undefined) break;
      }
    } else positionals.push(one);
  }
  if (positionals.length > 0 && !allowPositionals) throw fault("ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL", "Unexpected argument '" + positionals[0] + "'. This command does not take positional arguments");
  for (const [name, { default: preset }] of Object.entries(options)) if (preset !== undefined && values[name] === undefined) values[name] = preset;
  return { values, positionals };
};`,
};

/** Makes the globals of a script; what it prints is gathered in the wall and taken out when it has ended. `__given` is JSON text. */
export const PRELUDE = `
const given = JSON.parse(globalThis.__given);
delete globalThis.__given;
const out = [], err = [];
const folders = new Set(["/", "/home", "/home/person", "/work", "/skill"]);
for (const [path] of given.files) for (let at = path.indexOf("/", 1); at > 0; at = path.indexOf("/", at + 1)) folders.add(path.slice(0, at));
globalThis.__wall = { files: new Map(given.files), folders, input: given.input, out, err };
const shown = (value) => typeof value === "string" ? value : typeof value === "object" && value !== null ? (value instanceof Error ? String(value.stack ?? value) : JSON.stringify(value instanceof Map || value instanceof Set ? [...value] : value)) : String(value);
const stream = (list) => ({ isTTY: false, write: (text) => { list.push(String(text)); return true; } });
globalThis.console = { log: (...values) => { out.push(values.map(shown).join(" ") + "\\n"); }, error: (...values) => { err.push(values.map(shown).join(" ") + "\\n"); } };
globalThis.process = { argv: ["node", given.script, ...given.args], env: {}, exitCode: undefined, stdout: stream(out), stderr: stream(err), stdin: { isTTY: false } };
globalThis.structuredClone = (value) => {
  const copied = (one) => {
    if (typeof one === "function" || typeof one === "symbol") throw new Error("could not be cloned");
    if (typeof one !== "object" || one === null) return one;
    if (Array.isArray(one)) return one.map(copied);
    if (one instanceof Map) return new Map([...one].map(([key, part]) => [copied(key), copied(part)]));
    if (one instanceof Set) return new Set([...one].map(copied));
    if (one instanceof Date) return new Date(one.getTime());
    return Object.fromEntries(Object.entries(one).map(([key, part]) => [key, copied(part)]));
  };
  return copied(value);
};
`;
