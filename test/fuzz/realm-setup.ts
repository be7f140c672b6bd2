/**
 * Runs inside of the new realm before anything else: turns every way out into a tripwire and makes the few things that
 * a script may use. Written as text because all of it, down to the last function, must belong to that realm: an object
 * of ours would lead to our own Function. `hooks` are functions of ours that take and give only plain text and never throw.
 */
export const SETUP = String.raw`(function (hooks, listsText) {
"use strict";
const G = globalThis;
const lists = JSON.parse(listsText);
const { ownKeys, getOwnPropertyDescriptor, defineProperty, getPrototypeOf, isExtensible, apply } = Reflect;
const { stringify, parse } = JSON;
const SafeMap = Map, SafeProxy = Proxy, SafeError = Error, SafeTypeError = TypeError, SafeDate = Date, SafeSet = Set, SafePromise = Promise;
const isArray = Array.isArray;
const has = (list, name) => { for (let at = 0; at < list.length; at++) if (list[at] === name) return true; return false; };
const trip = (what) => { hooks.trip(String(what)); throw new SafeTypeError("tripwire " + String(what)); };
const failed = (Kind, code, message) => { const error = new Kind(message); error.code = code; return error; };
const wrong = () => failed(SafeTypeError, "ERR_INVALID_ARG_TYPE", "The argument must be of type string");

// what is there to begin with, before the wires are laid
const instances = [[], "", 0, true, /x/, () => 0, new Map(), new Set(), new Date(0), new Error("x"), new TypeError("x"), new RangeError("x"), new SyntaxError("x"),
  [][Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator](), ""[Symbol.iterator](), "a".matchAll(/a/g), [1].values().map((one) => one),
  (function* () {})(), (async function () {}), (async function* () {})(), function* () {}, async function* () {}, {}, Symbol.iterator, 1n, Promise.resolve(1), new ArrayBuffer(1), new Uint8Array(1)];
const prototypes = new Set();
for (const one of instances) for (let proto = getPrototypeOf(Object(one)); proto !== null; proto = getPrototypeOf(proto)) prototypes.add(proto);

const wire = (holder, name, what) => {
  const old = getOwnPropertyDescriptor(holder, name);
  if (old !== undefined && !old.configurable) return;
  defineProperty(holder, name, { configurable: true, enumerable: old?.enumerable ?? false, get: () => trip(what), set: () => trip(what + " set") });
};
const copying = [Array.prototype, RegExp.prototype, Promise.prototype, ArrayBuffer.prototype, Uint8Array.prototype, getPrototypeOf(Uint8Array.prototype)];
for (const proto of prototypes) {
  for (const name of ownKeys(proto)) {
    if (typeof name !== "string" || has(lists.members, name) || has(lists.native, name) || /^[0-9]+$/.test(name)) continue;
    // the engine itself reads constructor of lists, expressions, buffers and promises when it makes one of the same kind
    if (name === "constructor" && copying.includes(proto)) continue;
    wire(proto, name, "a prototype's " + name);
  }
}
const statics = ["Object", "Array", "String", "Number", "Boolean", "Map", "Set", "Date", "Error", "TypeError", "RangeError", "JSON", "Math"];
const kept = {};
for (const name of statics) {
  const holder = G[name];
  const allowed = lists.statics[name] ?? [];
  kept[name] = holder;
  for (const one of ownKeys(holder)) if (typeof one === "string" && !has(allowed, one) && !has(["name", "length", "prototype"], one)) wire(holder, one, name + "." + one);
}
const wires = new SafeSet();
for (const name of [...ownKeys(G), ...lists.names]) {
  if (typeof name !== "string" || has(lists.globals, name) || has(lists.vetted, name) || statics.includes(name)) continue;
  wires.add(name);
}
const traps = (what, allowed) => {
  const no = (which) => () => trip(what + " " + which);
  return { get: (target, key) => (typeof key === "string" && has(allowed, key) ? target[key] : typeof key === "symbol" ? undefined : trip(what + "." + String(key))),
    set: (target, key, value) => (what === "process" && key === "exitCode" ? true : trip(what + "." + String(key) + " set")),
    has: no("has"), deleteProperty: no("delete"), defineProperty: no("define"), ownKeys: no("keys"), getOwnPropertyDescriptor: no("descriptor"),
    getPrototypeOf: no("prototype"), setPrototypeOf: no("prototype set"), preventExtensions: no("freeze"), isExtensible: no("isExtensible") };
};
const spoken = (values) => { for (let at = 0; at < values.length; at++) { try { "" + values[at]; } catch {} } };
const stream = (what) => {
  const target = { isTTY: false };
  const made = new SafeProxy(target, traps(what, ["isTTY", "write"]));
  target.write = { write(chunk, encoding, done) {
    if (this !== made) trip(what + ".write on another receiver");
    if (typeof chunk !== "string") throw wrong();
    const last = typeof encoding === "function" ? encoding : done;
    if (typeof last === "function") last(null);
    return true;
  } }.write;
  return made;
};
const env = new SafeProxy({}, { ...traps("process.env", []), get: (_target, key) => (typeof key === "string" ? (hooks.env(key), "value") : undefined) });
const stdin = new SafeProxy({ isTTY: undefined }, traps("process.stdin", ["isTTY"]));
const processTarget = { argv: [], exitCode: undefined, env, stdin, stdout: stream("process.stdout"), stderr: stream("process.stderr") };
const consoleMade = { log: (...values) => spoken(values), error: (...values) => spoken(values) };

const copied = (value, seen) => {
  if (typeof value === "function" || typeof value === "symbol") throw failed(SafeError, 25, "could not be cloned");
  if (typeof value !== "object" || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const copy = isArray(value) ? [] : value instanceof SafeMap ? new SafeMap() : value instanceof SafeSet ? new SafeSet() : value instanceof SafeDate ? new SafeDate(+value) : {};
  seen.set(value, copy);
  if (value instanceof SafeMap) for (const [key, one] of value) copy.set(copied(key, seen), copied(one, seen));
  else if (value instanceof SafeSet) for (const one of value) copy.add(copied(one, seen));
  else for (const key of ownKeys(value)) if (typeof key === "string" && key !== "length") defineProperty(copy, key, { value: copied(value[key], seen), enumerable: true, configurable: true, writable: true });
  return copy;
};

const text = (value) => { if (typeof value !== "string") throw wrong(); return value; };
const missing = (path) => failed(SafeError, "ENOENT", "ENOENT: no such file or directory, open '" + path + "'");
const pathCall = (name) => (...values) => { for (let at = 0; at < values.length; at++) text(values[at]); return hooks.path(name, stringify(values)); };
const modules = {
  "node:fs": {
    existsSync: (path) => typeof path === "string" && hooks.exists(path),
    lstatSync: (path, options) => {
      const found = parse(hooks.facts(text(path)));
      if (found === null) { if (options?.throwIfNoEntry === false) return undefined; throw missing(path); }
      return { isFile: () => found.kind === "file", nlink: found.links };
    },
    readdirSync: (path) => {
      const found = parse(hooks.names(text(path)));
      if (found === null) throw missing(path);
      return found.map(([name, kind]) => ({ name, isFile: () => kind === "file" }));
    },
    readFileSync: (path) => {
      if (path === 0) return "k,v\n1,2\n";
      if (typeof path === "number") trip("a file descriptor");
      const found = parse(hooks.read(text(path)));
      if (found === null) throw missing(path);
      return found;
    },
    realpathSync: (path) => { const found = parse(hooks.realPath(text(path))); if (found === null) throw missing(path); return found; },
    writeFileSync: (path, content) => { if (!hooks.write(text(path), text(content))) throw missing(path); },
  },
  "node:os": { homedir: () => "/home/u" },
  "node:path": { sep: "/" },
  "node:util": {
    parseArgs: (config) => {
      const made = parse(hooks.parseArgs(stringify(config) ?? "", stringify(processTarget.argv)));
      if (typeof made === "string") throw failed(SafeTypeError, "ERR_PARSE_ARGS_UNKNOWN_OPTION", made);
      return made;
    },
  },
};
for (const name of lists.paths) if (name !== "sep") modules["node:path"][name] = pathCall(name);

const handed = { console: consoleMade, process: new SafeProxy(processTarget, traps("process", ["argv", "exitCode", "env", "stdin", "stdout", "stderr"])),
  structuredClone: (value) => copied(value, new SafeMap()),
  // an answer never comes: what a program does later would be judged by another program's grants
  fetch: (address) => { hooks.net(text(address)); return new SafePromise(() => undefined); }, AbortSignal: { timeout: () => null }, URL: null, TextDecoder: null };
for (const name of ownKeys(handed)) defineProperty(G, name, { value: handed[name], configurable: true, writable: true, enumerable: false });

// what must be the same after every program
const watched = [];
const seen = new SafeSet();
const work = [G, ...statics.map((name) => kept[name]), ...prototypes, consoleMade, ...Object.values(modules).flatMap((one) => Object.values(one)), consoleMade.log, handed.structuredClone, handed.fetch];
for (const name of wires) wire(G, name, name);
while (work.length > 0) {
  const one = work.pop();
  if (one === null || (typeof one !== "object" && typeof one !== "function") || seen.has(one)) continue;
  seen.add(one);
  if (one === handed.process) continue;
  const keys = ownKeys(one);
  const parts = keys.map((key) => getOwnPropertyDescriptor(one, key));
  watched.push({ one, keys, parts, proto: getPrototypeOf(one), open: isExtensible(one) });
  for (const part of parts) { work.push(part.value); }
  work.push(getPrototypeOf(one));
}
const verify = () => {
  let frozen = false;
  for (let at = 0; at < watched.length; at++) {
    const { one, keys, parts, proto, open } = watched[at];
    const now = ownKeys(one);
    if (now.length !== keys.length) return "changed: " + nameOf(one, now, keys);
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      if (now[index] !== key) return "changed: order of " + String(key);
      const part = getOwnPropertyDescriptor(one, key);
      const was = parts[index];
      if (part.get !== was.get || part.set !== was.set) return "changed: " + String(key);
      if (part.value !== was.value && !(part.value !== part.value && was.value !== was.value) && key !== "lastIndex") return "changed: " + String(key);
    }
    if (getPrototypeOf(one) !== proto) return "changed: a prototype";
    if (open && !isExtensible(one)) frozen = true;
  }
  return frozen ? "frozen" : "";
};
const nameOf = (one, now, keys) => { for (let at = 0; at < now.length; at++) if (!has(keys, now[at])) return "a new " + String(now[at]); return "something is gone"; };
return { modules, verify, begin: () => { processTarget.argv = ["/usr/bin/node", "/home/u/skills/s/scripts/main.mjs", "/home/u/inbox/a.csv", "--a"]; },
  meta: (meta) => { defineProperty(meta, "dirname", { value: "/home/u/skills/s/scripts", enumerable: true });
    for (const name of ["url", "filename", "resolve", "main"]) defineProperty(meta, name, { get: () => trip("import.meta." + name) }); } };
})`;
