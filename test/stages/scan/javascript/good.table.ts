/** Ordinary programs: tools, tests, components, compiled output, pages. None of them may be blocked. */
export const GOOD: readonly Readonly<Record<string, string>>[] = [
  {
    "scripts/a.mjs":
      '#!/usr/bin/env node\nimport { readFile, writeFile } from "node:fs/promises"; import { parseArgs } from "node:util"; const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: "string" } } }); const text = await readFile(positionals[0], "utf8"); await writeFile(values.out ?? "out.md", text.toUpperCase());',
  },
  {
    "scripts/a.mjs": `const get = (obj, path) => path.split(".").reduce((o, k) => (o == null ? undefined : o[k]), obj); console.log(get({ a: { b: 1 } }, "a.b"));`,
  },
  {
    "scripts/a.mjs":
      "const memo = new Map(); export function fib(n) { if (n < 2) return n; if (!memo.has(n)) memo.set(n, fib(n - 1) + fib(n - 2)); return memo.get(n); }",
  },
  {
    "scripts/a.mjs": `const handlers = { add: (a) => a + "x", del: (a) => a }; const [cmd, arg] = process.argv.slice(2); const h = handlers[cmd]; if (!h) { console.error("unknown"); process.exit(2); } console.log(h(arg));`,
  },
  {
    "scripts/a.mjs": `class AppError extends Error { constructor(m) { super(m); this.name = new.target.name; Error.captureStackTrace?.(this, this.constructor); } } throw new AppError("x");`,
  },
  { "scripts/a.mjs": "export class Node { clone() { const copy = new this.constructor(); Object.assign(copy, this); return copy; } }" },
  { "scripts/a.mjs": "try { run(); } catch (err) { throw new err.constructor(`wrapped: ${err.message}`); }" },
  {
    "scripts/a.cjs": `const { Client } = require("pg"); const c = new Client({ connectionString: process.env.DATABASE_URL }); c.connect().then(() => c.query("select 1")).then((r) => console.log(r.rows));`,
  },
  { "scripts/a.cjs": `if (require.main === module) { main(); } function main() { console.log("x"); } module.exports = { main };` },
  { "scripts/a.cjs": "const isMain = process.mainModule === module; console.log(isMain, require.main.filename);" },
  {
    "scripts/a.mjs": `import { createRequire } from "node:module"; const require = createRequire(import.meta.url); const pkg = require("../package.json"); console.log(pkg.version);`,
  },
  {
    "scripts/a.mjs": `import { createRequire } from "module"; const require = createRequire(import.meta.url); const lodash = require("lodash"); console.log(lodash.chunk([1,2],1));`,
  },
  { "scripts/a.mjs": "try { process.kill(pid, 0); alive = true; } catch { alive = false; }" },
  {
    "scripts/a.tsx": `export function Button({ label, onClick }: { label: string; onClick: () => void }) { return <button className="b" onClick={onClick}>{label}</button>; }`,
  },
  {
    "scripts/a.tsx": `import React, { useState, useEffect } from "react"; export default function App() { const [n, setN] = useState(0); useEffect(() => { document.title = String(n); }, [n]); return <div style={{ color: "red" }} onClick={() => setN(n + 1)}>{n}</div>; }`,
  },
  {
    "scripts/a.mjs": `import { Server } from "@modelcontextprotocol/sdk/server/index.js"; import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js"; const server = new Server({ name: "x", version: "1" }, { capabilities: { tools: {} } }); server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [] })); await server.connect(new StdioServerTransport());`,
  },
  { "scripts/a.mjs": `const colors = ["red", "green"]; const pick = (i) => colors[i % colors.length]; console.log(pick(3).toUpperCase());` },
  { "scripts/a.mjs": `const HEX = "0123456789abcdef"; let s = ""; for (const b of bytes) s += HEX[b >> 4] + HEX[b & 15]; console.log(s);` },
  { "scripts/a.mjs": `const alphabet = "abc"; const map = Object.fromEntries([...alphabet].map((c, i) => [c, i])); console.log(map["a"], alphabet[map.b]);` },
  {
    "scripts/a.mjs": `import { test, describe } from "node:test"; import assert from "node:assert/strict"; describe("x", () => { test("y", (t) => { const fn = t.mock.fn(() => 1); assert.equal(fn(), 1); }); });`,
  },
  {
    "scripts/a.mjs": `import { vi, expect, it } from "vitest"; it("x", async () => { const spy = vi.spyOn(console, "log").mockImplementation(() => {}); console.log("a"); expect(spy).toHaveBeenCalled(); });`,
  },
  {
    "scripts/a.mjs": `process.on("SIGINT", () => process.exit(130)); process.stdin.setEncoding("utf8"); for await (const chunk of process.stdin) process.stdout.write(chunk);`,
  },
  {
    "scripts/a.mjs":
      "const start = process.hrtime.bigint(); console.log(process.memoryUsage().heapUsed, process.uptime(), process.versions.node, process.platform, process.title, process.execPath);",
  },
  {
    "scripts/a.mjs": `import crypto from "node:crypto"; const id = crypto.randomUUID(); const h = crypto.createHmac("sha256", process.env.SECRET).update(id).digest("hex"); console.log(h);`,
  },
  { "scripts/a.mjs": `const proto = Object.getPrototypeOf(value); if (proto === null || proto === Object.prototype) console.log("plain");` },
  {
    "scripts/a.mjs": `const tag = Object.prototype.toString.call(value).slice(8, -1); console.log(tag, typeof value === "function" && Function.prototype.toString.call(value).startsWith("class"));`,
  },
  { "scripts/a.mjs": `export const mixin = (Base) => class extends Base { hello() { return super.hello?.() ?? "hi"; } }; ` },
  {
    "scripts/a.mjs":
      "function debounce(fn, ms) { let t; return function (...args) { clearTimeout(t); t = setTimeout(() => fn.apply(this, args), ms); }; } debounce(() => {}, 5)();",
  },
  { "scripts/a.mjs": `const emitter = new EventTarget(); emitter.addEventListener("x", function (e) { console.log(this === emitter, e.type); });` },
  {
    "scripts/a.mjs": `window.addEventListener("load", () => { const p = window.parent; p.postMessage({ ready: true }, "*"); document.querySelector("#x").innerHTML = "<b>ok</b>"; });`,
  },
  {
    "scripts/a.mjs":
      'const el = document.createElement("div"); el.innerHTML = items.map((i) => `<li data-id="${i.id}"><button onclick="selectItem(\'${i.id}\')">${i.name}</button></li>`).join(""); document.body.append(el);',
  },
  { "scripts/a.mjs": `export default { content: ["./src/**/*.{ts,tsx}"], theme: { extend: {} }, plugins: [] };` },
  {
    "scripts/a.mjs": `import { defineConfig } from "vite"; import react from "@vitejs/plugin-react"; export default defineConfig({ plugins: [react()], define: { __V__: JSON.stringify(process.env.npm_package_version) } });`,
  },
  {
    "scripts/a.mjs": `const parser = { pos: 0, src: "", eval(node) { switch (node.type) { case "num": return node.value; case "add": return this.eval(node.left) + this.eval(node.right); } } }; console.log(parser.eval({ type: "num", value: 1 }));`,
  },
  {
    "scripts/a.mjs": `class Interp { constructor() { this.env = new Map(); } exec(stmt) { return this["visit" + stmt.type](stmt); } visitLet(s) { this.env.set(s.name, s.value); } } new Interp().exec({ type: "Let", name: "a", value: 1 });`,
  },
  { "scripts/a.mjs": 'const sql = "select 1"; db.exec(sql); const m = /(\\d+)/.exec(text); const [, n] = m ?? []; console.log(n);' },
  {
    "scripts/a.mjs":
      'const response = await fetch("https://api.example.com/v1/items", { headers: { Authorization: `Bearer ${process.env.EXAMPLE_TOKEN}` } }); if (!response.ok) throw new Error(await response.text()); console.log(JSON.stringify(await response.json(), null, 2));',
  },
  {
    "scripts/a.mjs": `import os from "node:os"; import path from "node:path"; import fs from "node:fs"; const dir = path.join(os.homedir(), ".config", "mytool"); fs.mkdirSync(dir, { recursive: true }); fs.writeFileSync(path.join(dir, "config.json"), "{}");`,
  },
  {
    "scripts/a.mjs": `import fs from "node:fs"; import path from "node:path"; function* walk(d) { for (const e of fs.readdirSync(d, { withFileTypes: true })) { const p = path.join(d, e.name); if (e.isDirectory()) yield* walk(p); else yield p; } } for (const f of walk(process.argv[2] ?? ".")) console.log(f);`,
  },
  {
    "scripts/a.mjs": `const words = new Set(["constructor", "__proto__", "prototype"]); export const merge = (a, b) => { for (const k of Object.keys(b)) { if (words.has(k)) continue; a[k] = typeof b[k] === "object" ? merge(a[k] ?? {}, b[k]) : b[k]; } return a; };`,
  },
  {
    "scripts/a.mjs": `function deepClone(x) { if (x === null || typeof x !== "object") return x; const c = Array.isArray(x) ? [] : Object.create(Object.getPrototypeOf(x)); for (const k of Reflect.ownKeys(x)) c[k] = deepClone(x[k]); return c; } console.log(deepClone({ a: 1 }));`,
  },
  {
    "scripts/a.mjs": `const result = compose(trim, upper)("text"); function compose(...f) { return (x) => f.reduceRight((v, g) => g(v), x); } function trim(s) { return s.trim(); } function upper(s) { return s.toUpperCase(); } console.log(result);`,
  },
  {
    "scripts/a.mjs": `export const connect = (map) => (Component) => (props) => Component({ ...props, ...map(store) }); const store = {}; connect((s) => s)("div")({});`,
  },
  {
    "scripts/a.mjs": `const validators = [isEmail, isUrl]; for (const v of validators) console.log(v("a@b.c")); function isEmail(s) { return s.includes("@"); } function isUrl(s) { return s.startsWith("http"); } for (let i = 0; i < validators.length; i++) validators[i]("x");`,
  },
  {
    "scripts/a.ts": `enum Level { Debug, Info } namespace Log { export function write(l: Level, m: string) { console.log(Level[l], m); } } Log.write(Level.Info, "x"); const key = "Debug" as keyof typeof Level; console.log(Level[key]);`,
  },
  {
    "scripts/a.ts":
      "abstract class Repo<T extends { id: string }> { protected items = new Map<string, T>(); abstract load(): Promise<void>; get(id: string): T | undefined { return this.items.get(id); } } export class Files extends Repo<{ id: string }> { async load() {} }",
  },
  { "scripts/a.mjs": `import { z } from "zod"; const schema = z.object({ name: z.string() }); console.log(schema.parse({ name: "x" }));` },
  {
    "scripts/a.mjs": `import chalk from "chalk"; import { Command } from "commander"; new Command().name("x").argument("<f>").action((f) => console.log(chalk.green(f))).parse();`,
  },
  {
    "scripts/a.cjs": `const { performance } = require("perf_hooks"); const { EventEmitter } = require("events"); class Bus extends EventEmitter {} const b = new Bus(); b.on("x", (v) => console.log(v)); b.emit("x", performance.now());`,
  },
  {
    "scripts/a.cjs": `!function(e,t){"object"==typeof exports&&"undefined"!=typeof module?t(exports):"function"==typeof define&&define.amd?define(["exports"],t):t((e="undefined"!=typeof globalThis?globalThis:e||self).lib={})}(this,function(e){"use strict";e.a=function(){return 1}});`,
  },
  {
    "scripts/a.cjs": `"use strict"; var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; }; Object.defineProperty(exports, "__esModule", { value: true }); const fs_1 = __importDefault(require("fs")); console.log(fs_1.default.existsSync("a"));`,
  },
  {
    "scripts/a.cjs":
      "var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) { function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); } return new (P || (P = Promise))(function (resolve, reject) { function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(step, reject); } step((generator = generator.apply(thisArg, _arguments || [])).next()); }); }; exports.x = __awaiter;",
  },
  {
    "scripts/a.cjs":
      "var __extends = (this && this.__extends) || (function () { var extendStatics = function (d, b) { extendStatics = Object.setPrototypeOf || ({ __proto__: [] } instanceof Array && function (d, b) { d.__proto__ = b; }) || function (d, b) { for (var p in b) if (Object.prototype.hasOwnProperty.call(b, p)) d[p] = b[p]; }; return extendStatics(d, b); }; return function (d, b) { extendStatics(d, b); function __() { this.constructor = d; } d.prototype = b === null ? Object.create(b) : (__.prototype = b.prototype, new __()); }; })(); exports.e = __extends;",
  },
  {
    "scripts/a.mjs":
      'const rows = csv.split("\\n").map((l) => l.split(",")); const head = rows.shift(); console.log(rows.map((r) => Object.fromEntries(head.map((h, i) => [h, r[i]]))));',
  },
  { "scripts/a.mjs": `const i18n = { en: { hi: "hello" } }; const t = (lang, key) => i18n[lang]?.[key] ?? key; console.log(t("en", "hi"));` },
  {
    "scripts/a.mjs": `const wrap = (fn) => (...a) => { try { return fn(...a); } catch (e) { console.error(e.message); return null; } }; wrap(JSON.parse)("{}");`,
  },
  {
    "scripts/a.mjs": `import puppeteer from "puppeteer"; const b = await puppeteer.launch(); const p = await b.newPage(); await p.goto("https://example.com"); const t = await p.evaluate(() => document.title); console.log(t); await b.close();`,
  },
  {
    "scripts/a.mjs": `import { setTimeout as sleep } from "node:timers/promises"; await sleep(100); for (let i = 0; i < 3; i++) { await sleep(10); console.log(i); }`,
  },
  {
    "scripts/a.mjs": `import zlib from "node:zlib"; import { pipeline } from "node:stream/promises"; import fs from "node:fs"; await pipeline(fs.createReadStream("a.txt"), zlib.createGzip(), fs.createWriteStream("a.gz"));`,
  },
  {
    "scripts/a.mjs": `const s = Symbol("x"); class A { static [s] = 1; get [Symbol.toStringTag]() { return "A"; } *[Symbol.iterator]() { yield 1; } } console.log([...new A()], String(new A()));`,
  },
  {
    "scripts/a.mjs": `import { URL, fileURLToPath } from "node:url"; import { dirname, resolve } from "node:path"; import { readFileSync } from "node:fs"; const here = dirname(fileURLToPath(import.meta.url)); console.log(readFileSync(resolve(here, "data.json"), "utf8"));`,
  },
  {
    "scripts/a.mjs": `const log = console; log.info("x"); const { warn, error } = console; warn("y"); error("z"); const print = console.log.bind(console); print(1);`,
  },
  {
    "scripts/a.mjs": `export function isPromise(v) { return v instanceof Promise || typeof v?.then === "function"; } export const isFn = (v) => typeof v === "function" || v instanceof Function || v?.constructor?.name === "AsyncFunction";`,
  },
  { "scripts/a.mjs": 'const tpl = (s, ctx) => s.replace(/\\{\\{(\\w+)\\}\\}/g, (_, k) => ctx[k] ?? ""); console.log(tpl("hi {{name}}", { name: "x" }));' },
  {
    "scripts/a.mjs": `const root = document.getElementById("app"); const tabs = document.querySelectorAll(".tab"); tabs.forEach(function (tab) { tab.addEventListener("click", function () { tabs.forEach((t) => t.classList.remove("active")); this.classList.add("active"); root.dataset.tab = this.dataset.name; }); });`,
  },
  { "scripts/a.mjs": `$(document).ready(function () { $("#x").each(function () { $(this).text("y"); this.title = "z"; }); });` },
  {
    "scripts/a.mjs": `const ctx = canvas.getContext("2d"); function draw() { ctx.fillRect(0, 0, 1, 1); requestAnimationFrame(draw); } draw(); window.onresize = () => draw();`,
  },
  { "scripts/a.mjs": "export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ ok: true, path: event.path }) });" },
  { "scripts/a.mjs": `const lib = (globalThis.MyLib ??= {}); lib.version = "1"; if (typeof window !== "undefined") window.MyLib = lib;` },
  {
    "scripts/a.mjs": `const g = typeof globalThis !== "undefined" ? globalThis : typeof self !== "undefined" ? self : this; const hasFetch = typeof g.fetch === "function"; console.log(hasFetch);`,
  },
  {
    "scripts/a.mjs": `const buf = Buffer.alloc(4); buf.writeUInt32BE(1); const arr = new Uint8Array(buf); console.log(Buffer.concat([buf, buf]).toString("hex"), String.fromCharCode(...arr));`,
  },
  {
    "scripts/a.mjs": `import readline from "node:readline/promises"; const rl = readline.createInterface({ input: process.stdin, output: process.stdout }); const name = await rl.question("name? "); rl.close(); console.log(name);`,
  },
  {
    "scripts/a.mjs":
      "const env = process.env; const port = Number(env.PORT ?? 3000); const { API_URL, API_KEY } = process.env; const config = { port, url: API_URL, key: API_KEY }; console.log(Boolean(config.key), config.port);",
  },
  {
    "scripts/a.mjs":
      'function required(name) { const v = process.env[name]; if (!v) { console.error(`missing ${name}`); process.exit(1); } return v; } const key = required("API_KEY"); await fetch("https://api.example.com", { headers: { "x-api-key": key } });',
  },
  {
    "scripts/a.mjs":
      "const queue = []; let running = 0; const run = async (task) => { running++; try { return await task(); } finally { running--; queue.shift()?.(); } }; await Promise.all([1, 2].map((n) => run(async () => n)));",
  },
  {
    "scripts/a.mjs":
      'export const plugin = { name: "x", setup(build) { build.onLoad({ filter: /\\.txt$/ }, async (args) => ({ contents: "export default 1", loader: "js" })); } };',
  },
  {
    "scripts/a.mjs": `const ajv = new Ajv(); const validate = ajv.compile(schema); const ok = validate(data); const re = new RegExp("a" + "b"); re.compile?.("x"); console.log(ok);`,
  },
  { "scripts/a.mjs": `import Handlebars from "handlebars"; console.log(Handlebars.escapeExpression("<b>"));` },
  {
    "scripts/a.mjs": `const style = document.createElement("style"); style.textContent = ".a{color:red}"; document.head.appendChild(style); const a = document.createElement("a"); a.href = URL.createObjectURL(new Blob(["x"])); a.download = "x.txt"; a.click();`,
  },
  { "scripts/a.mjs": "if (import.meta.main) console.log(import.meta.dirname, import.meta.url, import.meta.env?.MODE);" },
  { "scripts/a.cjs": `module.exports = function (api) { api.cache(true); return { presets: ["@babel/preset-env"] }; };` },
  {
    "scripts/a.cjs": `const path = require("path"); module.exports = { entry: "./src/index.js", output: { path: path.resolve(__dirname, "dist") }, module: { rules: [] } };`,
  },
  { "scripts/a.cjs": `const a = require("./b"); const data = require("./data.json"); module.exports = Object.assign({}, a, { data });` },
  {
    "scripts/a.mjs": `const lazy = () => import("./b.mjs"); const { go } = await lazy(); go(); const mods = { b: () => import("./b.mjs") }; (await mods["b"]()).go();`,
  },
  {
    "scripts/a.mjs":
      "const table = { a: 1, b: 2 }; for (const key in table) { if (Object.prototype.hasOwnProperty.call(table, key)) console.log(key, table[key]); }",
  },
  {
    "scripts/a.mjs": `const str = "text"; const fn = str[Symbol.iterator]; for (const ch of str) console.log(ch, str.at(-1), str[str.length - 1], str["length"]);`,
  },
  {
    "scripts/a.mjs": `const ops = { "+": (a, b) => a + b, "-": (a, b) => a - b }; const rpn = (s) => s.split(" ").reduce((st, t) => { if (t in ops) { const b = st.pop(), a = st.pop(); st.push(ops[t](a, b)); } else st.push(Number(t)); return st; }, [])[0]; console.log(rpn("1 2 +"));`,
  },
  {
    "scripts/a.mjs": `async function main(argv) { const cmd = argv[0]; switch (cmd) { case "list": return list(); default: throw new Error("unknown " + cmd); } } function list() { console.log("a"); } main(process.argv.slice(2)).catch((e) => { console.error(e); process.exitCode = 1; });`,
  },
  {
    "scripts/a.mjs":
      "export class Cache { #m = new Map(); get(k, make) { if (!this.#m.has(k)) this.#m.set(k, make(k)); return this.#m.get(k); } static from(o) { const c = new Cache(); for (const [k, v] of Object.entries(o)) c.#m.set(k, v); return c; } }",
  },
  { "scripts/a.mjs": `const { stdout, argv, env: { HOME } } = process; stdout.write(argv.join(" ") + HOME); const { exit } = { exit: 1 }; console.log(exit);` },
  { "scripts/a.mjs": `new Vue({ el: "#app", data: { a: 1 }, methods: { go() { this.a++; this.$emit("go"); } } });` },
  {
    "scripts/a.mjs": `const d3svg = d3.select("#c").append("svg"); d3svg.selectAll("rect").data([1]).enter().append("rect").attr("width", (d) => d).attr("onclick", null);`,
  },
  {
    "scripts/a.mjs": `import assert from "node:assert"; assert.deepStrictEqual({}.constructor, Object); assert.equal([].constructor, Array); console.log("".constructor === String);`,
  },
  {
    "scripts/a.mjs":
      "const names = values.map((v) => v?.constructor?.name ?? typeof v); const same = a.constructor === b.constructor; const copy = new a.constructor(a.length); const arr = new (buf.constructor)(4); console.log(names, same, copy, arr);",
  },
  {
    "scripts/a.cjs": `describe("x", function () { this.timeout(5000); beforeEach(function () { this.db = {}; }); it("y", function () { expect(this.db).to.be.ok; }); });`,
  },
  {
    "scripts/a.cjs":
      "const self = this; const that = this || {}; exports.a = function () { return this === undefined ? 1 : that; }; [1].map(function (x) { return this ? x : 0; });",
  },
  {
    "scripts/a.mjs": `parent.children.push(node); const parent2 = { top: 1 }; const { top, left } = el.getBoundingClientRect(); console.log(top + left); function place(top, parent) { return parent[top]; } place("a", {});`,
  },
  { "scripts/a.mjs": `const opener = "("; const closer = ")"; console.log(opener + closer);` },
  {
    "scripts/a.mjs": `import fs from "node:fs"; const cfgPath = process.env.HOME + "/.claude/usage/report.json"; if (fs.existsSync(cfgPath)) console.log(fs.readFileSync(cfgPath, "utf8"));`,
  },
];
