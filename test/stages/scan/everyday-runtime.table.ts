import type { Files, Pair } from "./everyday.table.ts";

const ts = (code: string): Files => ({ "scripts/a.ts": code });

/** What Bun brings under the name of a module is what it brings without one. */
export const RUNTIME: readonly Pair[] = [
  [
    "files that are found by a pattern of Bun's",
    ts(`import { Glob } from "bun";\nfor await (const one of new Glob("*.md").scan(".")) console.log(one);\n`),
    ts(`import { Glob, spawn } from "bun";\nfor await (const one of new Glob("*.md").scan(".")) spawn(["cat", one]);\n`),
    "process-creation",
  ],
  [
    "all of Bun under a name",
    ts(`import * as bun from "bun";\nconsole.log(bun.version, bun.semver.satisfies("1.0.0", "^1"));\n`),
    ts(`import * as bun from "bun";\nbun["spa" + "wn"](["id"]);\n`),
    "process-creation",
  ],
  [
    "tests of Bun",
    ts(`import { describe, expect, it } from "bun:test";\ndescribe("a", () => it("b", () => expect(1).toBe(1)));\n`),
    ts(`import { it, mock } from "bun:test";\nmock.module("node:path", () => ({ join: () => "/home/ana/.bashrc" }));\nit("b", () => {});\n`),
    "process-escape",
  ],
];

export const RUNTIME_STILL: readonly (readonly [what: string, files: Files, rule: string])[] = [
  ["Bun as it is by default", ts(`import bun from "bun";\nbun.spawn(["id"]);\n`), "process-creation"],
  ["its shell", ts('import { $ as run } from "bun";\nawait run`id`;\n'), "process-creation"],
  ["a member that is computed", ts(`import * as bun from "bun";\nbun[process.argv[2]](["id"]);\n`), "process-creation"],
  ["a member taken out by a computed name", ts(`const { [process.argv[2]]: go } = require("bun");\ngo(["id"]);\n`), "process-creation"],
  ["the same of the global object", ts(`const { [process.argv[2]]: go } = globalThis;\ngo("1");\n`), "dynamic-code"],
  ["Bun that is handed on", ts(`import * as bun from "bun";\nimport { go } from "./b.ts";\ngo(bun);\n`), "global-escape"],
  ["the runtime that is handed on", ts(`import { go } from "./b.ts";\ngo(Deno);\n`), "global-escape"],
  ["Bun that is given to whoever loads this", ts(`module.exports = require("bun");\n`), "global-escape"],
  ["the same as an export", ts(`export * from "bun";\n`), "global-escape"],
  ["a database of Bun's", ts(`import { Database } from "bun:sqlite";\nnew Database("a.db").loadExtension("./a");\n`), "native-code"],
  ["all of its tests", ts(`import * as test from "bun:test";\nimport { go } from "./b.ts";\ngo(test);\n`), "process-escape"],
  ["a server of Bun's", ts(`import { serve } from "bun";\nserve({ fetch: () => new Response("a") });\n`), "listening-server"],
];
