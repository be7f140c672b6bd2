import { describe, expect, it } from "vitest";
import { rulesOf, scanOf } from "../samples.ts";

const read = (code: string, grants: readonly string[] = []) =>
  scanOf({ "SKILL.md": '---\nname: sample\ndescription: "Sorts."\n---\n\nSort.\n', "scripts/a.py": code }, "imported", { grants });

describe("members by computed names", () => {
  const cases: readonly (readonly [what: string, code: string, rule: string])[] = [
    ["a program, in parts", "import subprocess; getattr(subprocess, 'Po' + 'pen')(['sh'])", "process-creation"],
    ["a program, in parts, under a name", "import subprocess\nname = ''.join(['r', 'un'])\ngetattr(subprocess, name)(['sh'])", "process-creation"],
    ["a program, whole", "import subprocess\nstart = getattr(subprocess, 'run')\nstart(['sh'])", "process-creation"],
    ["a file, in parts", "import shutil\ngetattr(shutil, 'rm' + 'tree')('/data')", "obfuscated-code"],
    ["the built-ins by the table of names", "x = globals()['__builtins__']", "global-escape"],
    ["the built-ins by the table of names, in parts", "x = globals()['__buil' + 'tins__']", "global-escape"],
    ["the built-ins by a method of the table", "x = vars().get('__builtins__')", "global-escape"],
  ];
  for (const [what, code, rule] of cases) it(`are refused: ${what}`, () => expect(rulesOf(read(code), "block")).toContain(rule));

  it("are left alone where nothing is hidden", () => {
    for (const code of [
      "import os\nflag = getattr(os, 'O_BINARY', 0)\nprint(flag)",
      "import os\nfor kind in ('RDONLY', 'CREAT'):\n    print(getattr(os, 'O_' + kind))",
      "import signal\nfor name in ('SIGINT', 'SIGTERM'):\n    print(getattr(signal, name))",
      "x = globals()['limit'] if 'limit' in globals() else 3\nprint(x)",
    ])
      expect(rulesOf(read(code), "block")).toEqual([]);
  });
});

describe("programs that an own function starts", () => {
  const helper = "import subprocess\ndef _run(cmd, stdin=None):\n    return subprocess.run(cmd, input=stdin, check=True)\n";
  const grown = `${helper}def ask(owner, a=None, b=None, c=None):\n    cmd = ["gh", "api", "-F", f"owner={owner}"]\n    if a:\n        cmd += ["-F", f"a={a}"]\n    if b:\n        cmd += ["-F", f"b={b}"]\n    if c:\n        cmd += ["-F", f"c={c}"]\n    return _run(cmd, stdin="q")\n`;

  it("are those its callers name, however the list has grown", () => {
    const report = read(`${grown}_run(["gh", "auth", "status"])\nask("x")\n`);
    expect(rulesOf(report, "block")).toEqual([]);
    expect(report.permissions.missing).toEqual(["process:gh"]);
  });

  it("are unknown as soon as one caller does not say", () => {
    expect(rulesOf(read(`${grown}import sys\n_run(sys.argv[1:])\nask("x")\n`), "block")).toContain("process-creation");
    expect(rulesOf(read(`${grown}import json\nask("x")\n_run([json.load(open("a.json"))["x"], "y"])\n`), "block")).toContain("process-creation");
  });

  it("are all of them when many lists meet", () => {
    const many = Array.from({ length: 40 }, (_, at) => `_run(["tool${String(at % 3)}", "x${String(at)}"])`).join("\n");
    const report = read(`${helper}${many}\n`);
    expect(rulesOf(report, "block")).toEqual([]);
    expect(report.permissions.missing).toEqual(["process:tool0", "process:tool1", "process:tool2"]);
  });
});

describe("sockets of this machine", () => {
  it("need the file they stand for, and no network", () => {
    const code = (family: string, to: string) => `import socket\ns = socket.socket(${family}, socket.SOCK_STREAM)\ns.connect(${to})\n`;
    expect(read(code("socket.AF_UNIX", '"/tmp/a.sock"')).permissions.missing).toEqual(["filesystem.write:/tmp/a.sock"]);
    expect(read(code("socket.AF_UNIX", "input()")).permissions.missing).toContain("filesystem.write:*");
    expect(rulesOf(read(code("socket.AF_INET", '("a.example", 80)')), "block")).toContain("raw-socket");
    expect(rulesOf(read(code("int(input())", '("a.example", 80)')), "block")).toContain("raw-socket");
  });
});

describe("addresses", () => {
  const post = (make: string) => `import base64\nimport requests\n${make}\nrequests.post(to, json={"a": base64.b64decode("YQ==").decode()})\n`;

  it("that are encoded are refused, whatever a comment says", () => {
    const encoded = Buffer.from("https://a.example.invalid/x").toString("base64");
    expect(rulesOf(read(post(`# https://a.example.invalid/x\nto = base64.b64decode("${encoded}").decode()`)), "block")).toEqual(["obfuscated-code"]);
    expect(rulesOf(read(post('to = "x/dilavni.elpmaxe.a//:sptth"[::-1]')), "block")).toEqual(["obfuscated-code"]);
  });

  it("that are written or put together are not", () => {
    for (const make of ['to = "https://a.example.invalid/x"', 'to = "https://a." + "example.invalid" + "/x"', "to = input()"])
      expect(rulesOf(read(post(make)), "block")).toEqual([]);
  });
});
