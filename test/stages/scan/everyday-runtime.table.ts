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

/** Measuring one's own functions. */
export const MEASURED: readonly Pair[] = [
  [
    "a function that is measured by its name",
    py(`${PROFILE}cProfile.run("count()", sort="cumulative")\ncProfile.run("rows()")`),
    py(`${PROFILE}cProfile.run("print(__import__('os').system('id'))")`),
    "dynamic-code",
  ],
];

export const MEASURED_STILL: readonly (readonly [what: string, files: Files, rule: string])[] = [
  ["a text that cannot be told", py(`${PROFILE}cProfile.run(open("a.txt").read())`), "dynamic-code"],
  ["a name that stands for something else", py(`${PROFILE}count = open("a.txt").read\ncProfile.run("count()")`), "dynamic-code"],
  ["a name that nobody brought", py(`${PROFILE}cProfile.run("breakpoint()")`), "dynamic-code"],
  ["a name that is refused", py(`import cProfile\nfrom code import interact\ncProfile.run("interact()")`), "dynamic-code"],
  ["a text with arguments", py(`${PROFILE}cProfile.run("count(open('a').read())")`), "dynamic-code"],
  ["measuring that is handed on", py(`${PROFILE}go = cProfile.run\ngo("count()", open("a").read())`), "dynamic-code"],
  ["what memory holds, in a file", { "scripts/a.mjs": `import v8 from "node:v8";\nv8.writeHeapSnapshot("a.heapsnapshot");\n` }, "process-escape"],
  ["the inside of the engine", { "scripts/a.mjs": `import v8 from "node:v8";\nv8.setFlagsFromString("--allow-natives-syntax");\n` }, "worker-code"],
];

const SCAPY = "from scapy.all import IP, TCP, rdpcap\n\n";

/** Records of packets, names that are looked up, and what a function is made of. */
export const LOOKED_AT: readonly Pair[] = [
  [
    "a record of packets that is read",
    py(`${SCAPY}for one in rdpcap("a.pcap"):\n    if IP in one and one.haslayer(TCP):\n        print(one[IP].dst)`),
    py(`${SCAPY}from scapy.all import send\nsend(IP(dst="192.0.2.1") / TCP())`),
    "raw-socket",
  ],
  [
    "a record read by another library",
    py(`import dpkt\n\nfor at, one in dpkt.pcap.Reader(open("a.pcap", "rb")):\n    print(at, dpkt.ethernet.Ethernet(one))`),
    py(`import pcap\n\nfor at, one in pcap.pcap(name="eth0"):\n    print(at)`),
    "raw-socket",
  ],
  [
    "what a domain says of its mail",
    py(`import sys\n\nimport dns.resolver\n\ndomain = sys.argv[1]\nprint(dns.resolver.resolve(f"_dmarc.{domain}", "TXT"))`),
    py(`import sys\n\nimport dns.resolver\n\ndomain = sys.argv[1]\nprint(dns.resolver.resolve(f"_dmarc.{domain}.keep.example", "TXT"))`),
    "raw-socket",
  ],
  [
    "the constants of a function",
    py(`def names():\n    return ["A", "B"]\n\n\nprint(names.__code__.co_consts)`),
    py(`import types\n\n\ndef names():\n    return lambda: 1\n\n\ntypes.FunctionType(names.__code__.co_consts[1], {})()`),
    "dynamic-code",
  ],
];

export const LOOKED_AT_STILL: readonly (readonly [what: string, files: Files, rule: string])[] = [
  ["a packet that is made", py(`${SCAPY}print(IP(dst=open("a.txt").read() + ".keep.example"))`), "raw-socket"],
  ["a layer under another name", py(`${SCAPY}make = IP\nmake(dst="192.0.2.1")`), "raw-socket"],
  ["a layer that is handed on", py(`${SCAPY}def go(one):\n    one(dst="192.0.2.1")\n\ngo(IP)`), "raw-socket"],
  ["a record that is drawn by a program", py(`${SCAPY}rdpcap("a.pcap").conversations(prog="sh")`), "raw-socket"],
  ["an address that is put into a packet", py(`${SCAPY}for one in rdpcap("a.pcap"):\n    one[IP].dst = open("a.txt").read() + ".keep.example"`), "raw-socket"],
  [
    "a packet made from one that was read",
    py(`${SCAPY}for one in rdpcap("a.pcap"):\n    print(one[IP].__class__(dst=open("a.txt").read() + ".keep.example"))`),
    "raw-socket",
  ],
  ["a field set by its name", py(`${SCAPY}for one in rdpcap("a.pcap"):\n    setattr(one[IP], "dst", open("a.txt").read() + ".keep.example")`), "raw-socket"],
  ["a reader that is handed on", py(`${SCAPY}print(list(map(rdpcap, ["a.pcap"])))`), "raw-socket"],
  ["all of scapy", py(`from scapy.all import *\nsend(IP(dst="192.0.2.1"))`), "raw-socket"],
  ["all of it under a name", py(`import scapy.all as s\ns.send(s.IP(dst="192.0.2.1"))`), "raw-socket"],
  ["a listener", py(`from scapy.all import sniff\nsniff(count=1)`), "raw-socket"],
  [
    "code taken from the constants of a function",
    py(`def f():\n    return lambda: 1\n\n\ndef g():\n    pass\n\n\ng.__code__ = f.__code__.co_consts[1]`),
    "global-escape",
  ],
];
