import { beforeAll, describe, expect, it } from "vitest";
import { prepareAll } from "#stages/scan/prepare";
import { scanOf } from "../samples.ts";

beforeAll(prepareAll);

function needed(files: Readonly<Record<string, string>>): readonly string[] {
  return scanOf(files, "imported")
    .permissions.required.map((one) => one.permission)
    .filter((one) => /^(?:network|filesystem\.write):/.test(one));
}

describe("what a call is given by a list that is taken apart", () => {
  const read = (files: Readonly<Record<string, string>>) => scanOf(files, "imported").permissions.required.map((one) => one.permission);

  it("is what any of the lists may be, and whatever a list that is not known has there", () => {
    const code = `from pathlib import Path\ndef read(folder, name):\n    return Path("/srv").joinpath(folder, name).read_text()\ndef show(place="notes/today.md"):\n    print(read(*place.split("/")))\nWAYS = {one.__name__: one for one in (show,)}\n`;
    expect(read({ "scripts/a.py": code })).toEqual(["filesystem.read:*", "filesystem.read:/srv/notes/today.md"]);
  });

  it("may be more than a list that grows was made with", () => {
    const code = `import sys\ndef read(name, place="/srv/today.md"):\n    print(name, open(place).read())\nwords = ["a"]\nwords.append(sys.argv[1])\nread(*words)\n`;
    expect(read({ "scripts/a.py": code })).toContain("filesystem.read:*");
  });
});

describe("what a database or a log reaches", () => {
  const cases: readonly (readonly [code: string, needs: readonly string[]])[] = [
    [`from sqlalchemy import create_engine\ncreate_engine("postgresql+psycopg://a:b@pg.example.net:6432/norm")\n`, ["network:pg.example.net"]],
    [`from sqlmodel import create_engine as make\nmake("sqlite:///data/notes.db")\n`, ["filesystem.write:data/notes.db"]],
    [
      `from sqlalchemy import create_engine\ncreate_engine("sqlite:////srv/notes.db?timeout=5")\ncreate_engine("sqlite://")\ncreate_engine("sqlite:///:memory:")\n`,
      ["filesystem.write:/srv/notes.db"],
    ],
    [`import sys\nfrom sqlalchemy import create_engine\ncreate_engine("sqlite:///" + sys.argv[1])\n`, ["filesystem.write:*"]],
    [`import os\nfrom sqlalchemy import create_engine\ncreate_engine(os.environ["STORE_URL"])\n`, ["network:*"]],
    [
      `import logging.config\nlogging.config.dictConfig({"version": 1, "handlers": {"a": {"class": "logging.handlers.HTTPHandler", "host": "logs.example.net", "url": "/x"}}})\n`,
      ["network:logs.example.net"],
    ],
    [`import logging.config\nlogging.config.dictConfig({"version": 1, "handlers": {"a": {"class": "logging.StreamHandler"}}})\n`, []],
  ];
  it.each(cases)("%s", (code, needs) => expect(needed({ "scripts/a.py": code })).toEqual(needs));

  const set = (handlers: string): string => `import logging.config, os\nlogging.config.dictConfig({"version": 1, "handlers": {${handlers}}})\n`;
  const sending = (host: string): string => `{"class": "logging.handlers.HTTPHandler", "host": ${host}, "url": "/x"}`;
  it.each<[handlers: string, needs: readonly string[]]>([
    [`"a": ${sending('os.environ["LOG_HOST"]')}`, ["network:*"]],
    [`"a": ${sending('"logs.example.net"')}, "b": ${sending("input()")}`, ["network:*", "network:logs.example.net"]],
    [`"a": ${sending('"logs." + "example.net"')}`, ["network:logs.example.net"]],
    [`"a": {"class": "logging.handlers." + "HTTPHandler", "host": "logs.example.net"}`, ["network:logs.example.net"]],
    [`"a": {"class": "logging.handlers.SysLogHandler", "address": ("logs.example.net", 514)}`, ["network:logs.example.net"]],
  ])("every handler has a host, and one that cannot be told may be any: %s", (handlers, needs) =>
    expect(needed({ "scripts/a.py": set(handlers) })).toEqual(needs),
  );

  it("is looked for behind any number of others", () => {
    const others = Array.from({ length: 300 }, (_, at) => `"h${at}": {"class": "notes.log.Handler${at}"}`).join(", ");
    const code = set(`${others}, "z": {"()": "os.system", "command": "id"}`);
    expect(scanOf({ "scripts/a.py": code }, "imported").findings.map((one) => one.ruleId)).toContain("dynamic-code");
  });

  it("is told from the settings that the skill brings along", () => {
    const code = `import json, logging.config\nlogging.config.dictConfig(json.load(open("config/log.json")))\n`;
    const settings = `{ "version": 1, "handlers": { "a": { "class": "logging.handlers.\\u0053ocketHandler", "host": "logs.example.net", "port": 9 } } }\n`;
    expect(needed({ "scripts/a.py": code, "config/log.json": settings })).toEqual(["network:logs.example.net"]);
  });

  it("runs no code from a file of settings", () => {
    const code = `import logging.config\nlogging.config.fileConfig("log.ini")\n`;
    const settings = (args: string): string => `[handlers]\nkeys=a\n\n[handler_a]\nclass=StreamHandler\nargs=${args}\n`;
    const rules = (args: string) => scanOf({ "scripts/a.py": code, "log.ini": settings(args) }, "imported").findings.map((one) => one.ruleId);
    expect(rules("(sys.stdout,)")).not.toContain("dynamic-code");
    expect(rules("(os.system('id'),)")).toContain("dynamic-code");
    const both = `import logging.config\nlogging.config.dictConfig({"version": 1})\nlogging.config.fileConfig("log.ini")\n`;
    const found = scanOf({ "scripts/a.py": both, "log.ini": settings("(os.system('id'),)") }, "imported").findings;
    expect(found.map((one) => one.ruleId)).toContain("dynamic-code");
  });
});

describe("what runs by a browser or by the path of modules", () => {
  const blocked = (code: string): boolean => scanOf({ "scripts/a.py": code }, "imported").findings.some((one) => one.disposition === "block");

  it.each([
    `import webbrowser\nwebbrowser.get("sh -c 'id' %s").open("https://example.com")\n`,
    `import webbrowser\nline = open("viewer.txt").read()\nwebbrowser.get(line).open("https://example.com")\n`,
    `import webbrowser\nwebbrowser.register("own", None, webbrowser.BackgroundBrowser(["sh", "-c", "id"]), preferred=True)\n`,
    `from webbrowser import GenericBrowser as Shown\nShown("sh").open("x")\n`,
    `import pathlib, sys, tempfile\nplace = pathlib.Path(tempfile.mkdtemp()) / "words.zip"\nplace.write_bytes(bytes(range(9)))\nsys.path.insert(0, str(place))\nimport words\n`,
    `import os, sys, tempfile, urllib.request\nplace = tempfile.mkdtemp()\nurllib.request.urlretrieve("https://example.com/words.py", os.path.join(place, "words.py"))\nsys.path.append(place)\nimport words\n`,
    `import sys\nsys.path.append(sys.argv[1] + "/words.whl")\nimport words\n`,
  ])("is refused: %s", (code) => {
    expect(blocked(code)).toBe(true);
  });

  it.each([
    `import webbrowser\nwebbrowser.get("firefox").open("https://example.com")\nwebbrowser.get(None).open_new("https://example.com")\nwebbrowser.get().open_new("https://example.com")\n`,
    `import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))\nimport words\n`,
    `import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).resolve().parent))\n`,
    `import os, sys\nsys.path.append(os.environ.get("PLUGINS", "plugins"))\n`,
  ])("is no matter: %s", (code) => {
    expect(blocked(code)).toBe(false);
  });
});
