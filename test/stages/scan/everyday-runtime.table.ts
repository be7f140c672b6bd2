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

const py = (code: string): Files => ({ "scripts/a.py": `${code}\n` });
const WEB = "from aiohttp import web\n\nasync def go(runner):\n";
const FLASK = "from flask import Flask\n\napp = Flask(__name__)\n";
const ASGI = "import os\n\nimport uvicorn\nfrom fastapi import FastAPI\n\napp = FastAPI()\n";

/** Servers of libraries that say they listen on this machine only. */
export const HERE: readonly Pair[] = [
  [
    "an application that listens here",
    py(`${ASGI}uvicorn.run(app, host="127.0.0.1", port=8000)`),
    py(`${ASGI}uvicorn.run(app, host="0.0.0.0", port=8000)`),
    "listening-server",
  ],
  [
    "one that says nothing, and so listens here",
    py(`${ASGI}uvicorn.run(app, port=8000)`),
    py(`${ASGI}uvicorn.run(app, port=8000, uds="/tmp/a.sock")`),
    "listening-server",
  ],
  [
    "Flask with an address of its own",
    py(`${FLASK}app.run(host="localhost", port=8000, debug=False)`),
    py(`${FLASK}app.run(host="localhost", port=8000, debug=True)`),
    "listening-server",
  ],
  [
    "a site on this machine",
    py(`${WEB}    await web.TCPSite(runner, "127.0.0.1", 8000).start()`),
    py(`${WEB}    await web.TCPSite(runner, port=8000).start()`),
    "listening-server",
  ],
];

export const HERE_STILL: readonly (readonly [what: string, files: Files, rule: string])[] = [
  ["an address of the environment", py(`${ASGI}uvicorn.run(app, host=os.environ.get("HOST", "127.0.0.1"))`), "listening-server"],
  ["an address on one way only", py(`${ASGI}host = "127.0.0.1"\nif app:\n    host = "0.0.0.0"\nuvicorn.run(app, host=host)`), "listening-server"],
  ["options out of a table", py(`${ASGI}uvicorn.run(app, **{"host": "0.0.0.0"})`), "listening-server"],
  ["another server beside it", py(`${ASGI}uvicorn.run(app)\nuvicorn.Server(uvicorn.Config(app, host="0.0.0.0")).run()`), "listening-server"],
  ["the function under another name", py(`${ASGI}go = uvicorn.run\ngo(app, host="127.0.0.1")`), "listening-server"],
  ["an application by its name", py(`${ASGI}uvicorn.run("else:app", host="127.0.0.1")`), "listening-server"],
  ["an application by its name, said by name", py(`${ASGI}uvicorn.run(app="else:app", host="127.0.0.1")`), "listening-server"],
  ["one that watches for other code", py(`${ASGI}uvicorn.run(app, reload=True, reload_dirs=["/tmp"])`), "listening-server"],
  ["Flask without an address", py(`${FLASK}app.run()`), "listening-server"],
  ["Flask with its debugger by place", py(`${FLASK}app.run("127.0.0.1", 80, True)`), "listening-server"],
  ["Flask with its debugger as a switch", py(`${FLASK}app.debug = True\napp.run("127.0.0.1", 80)`), "listening-server"],
  ["Flask with its debugger in its settings", py(`${FLASK}app.config["DEBUG"] = True\napp.run("127.0.0.1", 80)`), "listening-server"],
  [
    "a site whose address is changed",
    py(`${WEB}    site = web.TCPSite(runner, "127.0.0.1", 8000)\n    site._host = "0.0.0.0"\n    await site.start()`),
    "listening-server",
  ],
];

const PROFILE = "import cProfile\nfrom shelf import rows\n\n\ndef count():\n    return rows()\n\n\n";

/** Measuring one's own functions, and what memory holds. */
export const MEASURED: readonly Pair[] = [
  [
    "a function that is measured by its name",
    py(`${PROFILE}cProfile.run("count()", sort="cumulative")\ncProfile.run("rows()")`),
    py(`${PROFILE}cProfile.run("print(__import__('os').system('id'))")`),
    "dynamic-code",
  ],
  [
    "memory that is written to a file",
    { "scripts/a.mjs": `import v8 from "node:v8";\nv8.writeHeapSnapshot("a.heapsnapshot");\n` },
    { "scripts/a.mjs": `import v8 from "node:v8";\nimport { homedir } from "node:os";\nv8.writeHeapSnapshot(homedir() + "/.bashrc");\n` },
    "persistence-write",
  ],
];

export const MEASURED_STILL: readonly (readonly [what: string, files: Files, rule: string])[] = [
  ["a text that cannot be told", py(`${PROFILE}cProfile.run(open("a.txt").read())`), "dynamic-code"],
  ["a name that stands for something else", py(`${PROFILE}count = open("a.txt").read\ncProfile.run("count()")`), "dynamic-code"],
  ["a name that nobody brought", py(`${PROFILE}cProfile.run("breakpoint()")`), "dynamic-code"],
  ["a name that is refused", py(`import cProfile\nfrom code import interact\ncProfile.run("interact()")`), "dynamic-code"],
  ["a text with arguments", py(`${PROFILE}cProfile.run("count(open('a').read())")`), "dynamic-code"],
  ["measuring that is handed on", py(`${PROFILE}go = cProfile.run\ngo("count()", open("a").read())`), "dynamic-code"],
  ["the inside of the engine", { "scripts/a.mjs": `import v8 from "node:v8";\nv8.setFlagsFromString("--allow-natives-syntax");\n` }, "worker-code"],
];
