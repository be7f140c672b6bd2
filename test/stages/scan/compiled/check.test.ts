import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { REALM_NAMES } from "#stages/scan/compiled/realm-names.table";
import { VETTED } from "#stages/scan/compiled/vetted.table";
import { rulesOf, scanOf } from "../samples.ts";
import { realmNames } from "./realm.ts";

const IMPORTS = `import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
`;
const GUARDED = `${IMPORTS}${Object.values(VETTED).join("\n").replaceAll('"ROOT"', '"~/inbox"')}\n`;

function blocks(code: string): readonly string[] {
  return rulesOf(scanOf({ "scripts/main.mjs": code }, "compiled"), "block");
}

/** Everything here would reach a capability, or something the check relies on, if it were accepted. */
const REFUSED: readonly string[] = [
  "eval('1');",
  "new Function('1');",
  "const f = (() => 1).constructor;",
  "const { constructor: C } = () => 1;",
  "const o = { __proto__: null };",
  "const o = { a: 1 }; console.log(o['a' + 'b']);",
  "const o = [1]; const i = 0; console.log(o[i]);",
  "console.log(process.env);",
  "const { env } = process;",
  "process.exit(1);",
  "process.kill(1);",
  "console.log(process?.argv);",
  "const p = process; console.log(p);",
  "const w = process.stdout; w.end();",
  "console.log(globalThis);",
  "await import('node:fs');",
  "console.log(import.meta.url);",
  "import fs from 'node:fs';",
  "import * as fs from 'node:fs';",
  "import { exec } from 'node:child_process';",
  "import { readFileSync as basename } from 'node:fs';",
  "import './other.mjs';",
  "export const a = 1;",
  "class A {}",
  "function f() { return this; }",
  "const f = function () { return 1; };",
  "const o = { get a() { return 1; } };",
  "const o = { a() { return 1; } };",
  "async function f() {}",
  "function* f() {}",
  "label: for (;;) break label;",
  "const s = String.raw`x`;",
  "const o = { a: 1 }; o.a = 2;",
  "const l = [1]; l[0] = 2;",
  "const l = [1]; [l[0]] = [2];",
  "let a = 1; ({ b: a.c } = { b: 1 });",
  "const l = [1]; for (l[0] of [2]) console.log(l);",
  "const l = [1]; l[0]++;",
  "const o = { a: 1 }; delete o.a;",
  "console.log('a' in { a: 1 });",
  "var a = 1;",
  "const a = 1n;",
  "const r = /(a+)+b/;",
  "const r = /(a)\\1/;",
  "setTimeout(() => 1, 1);",
  "fetch('https://example.invalid');",
  "console.log(Object.getPrototypeOf([]));",
  "Object.assign(JSON, {});",
  "const J = JSON; J.parse = 1;",
  "const a = 1; const a = 2;",
  "const console = 1;",
  "function go() { const JSON = 1; return JSON; }",
  "console.log([].map.call([], String));",
  "console.log(isInside);",
  "#!/usr/bin/env -S node --require ./x\nconsole.log(1);",
  `${IMPORTS}console.log(readFileSync("/etc/passwd", "utf8"));`,
  `${IMPORTS}const read = readFileSync;`,
  `${GUARDED}isInside = () => true;`,
  `${GUARDED}console.log(isInside("/", ["/"]));`,
  GUARDED.replace("function isInside(real, roots) {", "function isInside(real, roots) { return true;"),
  GUARDED.replace('if (!isInside(real, ["~/inbox"])) throw', 'if (isInside(real, ["~/inbox"])) throw'),
  GUARDED.replace('["~/inbox"]', '["~/inbox", ...more]'),
  GUARDED.replace('["~/inbox"]', '["~/inbox/../.ssh"]'),
  GUARDED.replace('["~/inbox"]', "[]"),
  GUARDED.replace('["~/inbox"]', '["*"]'),
  `function wrap() { function readInput(path) { return path; } return readInput; }`,
  `const readInput = (path) => path;`,
  GUARDED.replace("realpathSync(resolve(path))", "resolve(path)"),
  GUARDED.replace('import { homedir } from "node:os";', 'const homedir = () => "/";'),
  // the network: a host that is none, a judge or a name of the runtime put in place of the real one, a check left out
  ...[
    "127.0.0.1",
    "169.254.169.254",
    "localhost",
    "*",
    "*.example.com",
    "Host.example",
    "host.example.",
    "host.example:8080",
    "me@host.example",
    "",
    "[::1]",
    "0x7f.1",
  ].map((host) => GUARDED.replaceAll('"host.example"', JSON.stringify(host))),
  GUARDED.replaceAll('["host.example"]', "[]"),
  GUARDED.replaceAll('["host.example"]', "hosts"),
  GUARDED.replaceAll('["host.example"]', '["host.example", ...more]'),
  GUARDED.replace('if (!isGranted(next, ["host.example"])) throw', "if (hops > 9) throw"),
  GUARDED.replace('redirect: "manual"', 'redirect: "follow"'),
  GUARDED.replace('method: "GET"', 'method: "POST"'),
  GUARDED.replace("^https:", "^https?:"),
  GUARDED.replace("(address, use) {", "(address, use) { use(fetch);"),
  `${GUARDED}console.log(isGranted("https://host.example/", ["host.example"]));`,
  `${GUARDED}console.log(URL);`,
  ...["fetch", "URL", "AbortSignal", "TextDecoder"].flatMap((name) => [
    `${GUARDED}function ${name}() { return 1; }`,
    `${GUARDED}${name} = 1;`,
    `${GUARDED}const go = (${name}) => ${name};`,
  ]),
  `function getText(address, use) { use(address); }`,
];

describe("the compiled language", () => {
  for (const code of REFUSED) {
    it(`refuses ${JSON.stringify(code.slice(-70))}`, () => {
      expect(blocks(code).length).toBeGreaterThan(0);
    });
  }

  it("accepts the vetted file functions and needs exactly their roots", () => {
    const report = scanOf(
      { "scripts/main.mjs": `${GUARDED}console.log(readInput(process.argv[2]), listInputs("."), readStdin());\nwriteOutput("a", "b");` },
      "compiled",
    );
    expect(rulesOf(report, "block")).toEqual([]);
    expect(report.permissions.missing).toEqual(["filesystem.read:~/inbox", "filesystem.write:~/inbox", "network:host.example"]);
    expect(report.verdict).toBe("deny");
  });

  it("passes once the roots are declared and granted, and also when a folder above is granted", () => {
    const skill = JSON.stringify({
      permissions: { filesystem: { read: ["~/inbox"], write: ["~/inbox"] }, network: ["host.example"], process: [], secrets: [] },
    });
    const files = { "scripts/main.mjs": `${GUARDED}console.log(readInput(process.argv[2]));`, "skill.json": skill };
    expect(scanOf(files, "compiled", { grants: ["filesystem.read:~/inbox", "filesystem.write:~/inbox", "network:host.example"] }).verdict).toBe("pass");
    expect(scanOf(files, "compiled", { grants: ["filesystem.read:~", "filesystem.write:~", "network:host.example"] }).permissions.missing).toEqual([]);
    expect(scanOf(files, "compiled", { grants: ["filesystem.read:~/in", "filesystem.write:~/inbox", "network:host.example"] }).permissions.missing).toEqual([
      "filesystem.read:~/inbox",
    ]);
  });

  it("needs every host of the list, and nothing when the script reaches none", () => {
    const two = GUARDED.replaceAll('"host.example"', '"api.example.com", "data.example.org"');
    const report = scanOf({ "scripts/main.mjs": `${two}getText("https://api.example.com/x", (problem, text) => console.log(problem, text));` }, "compiled");
    expect(rulesOf(report, "block")).toEqual([]);
    expect(report.permissions.missing.filter((one) => one.startsWith("network:"))).toEqual(["network:api.example.com", "network:data.example.org"]);
  });

  it("blocks a write root from which programs start", () => {
    expect(blocks(GUARDED.replaceAll('"~/inbox"', '"~/.ssh"'))).toContain("persistence-write");
  });

  it("knows every property name of what an accepted program can hold in this Node", () => {
    expect([...realmNames()].filter((name) => /^[\w$]+$/.test(name) && !REALM_NAMES.has(name))).toEqual([]);
  });

  it("accepts every script that the shipped templates are known to emit", () => {
    const templates = new URL("../../../../templates/", import.meta.url);
    const scripts = readdirSync(templates, { recursive: true, encoding: "utf8" }).filter((path) => /expected\/.*\.mjs$/.test(path));
    expect(scripts.length).toBeGreaterThan(0);
    for (const path of scripts) expect([path, blocks(readFileSync(new URL(path, templates), "utf8"))]).toEqual([path, []]);
  });
});
