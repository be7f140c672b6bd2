import { describe, expect, it } from "vitest";
import { rulesOf, scanOf } from "./samples.ts";

const PATCH = "JSON.parse = (text) => text;\n";
const NETWORK = 'await fetch("https://api.example.com/a");\n';
const KEY = 'import { readFileSync } from "node:fs";\nconst key = readFileSync("/home/ana/.ssh/id_rsa");\nconsole.log(key.length);\n';

describe("what is dangerous together", () => {
  it("names an indicator beside a capability in one file, and not in two", () => {
    expect(rulesOf(scanOf({ "scripts/a.mjs": PATCH + NETWORK }, "imported"))).toContain("combined-risk");
    expect(rulesOf(scanOf({ "scripts/a.mjs": PATCH, "scripts/b.mjs": NETWORK }, "imported"))).not.toContain("combined-risk");
  });

  it("names a person's credentials beside a network anywhere in the skill", () => {
    expect(rulesOf(scanOf({ "scripts/a.mjs": KEY, "scripts/b.mjs": NETWORK }, "imported"))).toContain("combined-risk");
    expect(rulesOf(scanOf({ "scripts/a.mjs": KEY }, "imported"))).not.toContain("combined-risk");
  });

  it("leaves a service's own settings beside its network alone", () => {
    const own = 'import { readFileSync } from "node:fs";\nconsole.log(readFileSync(".env", "utf8").length);\n';
    expect(rulesOf(scanOf({ "scripts/a.mjs": own + NETWORK }, "imported"))).not.toContain("combined-risk");
  });

  it("weighs and never blocks by itself", () => {
    const report = scanOf({ "scripts/a.mjs": PATCH + NETWORK }, "imported", { grants: ["network:api.example.com"] });
    expect(report.verdict).toBe("warn");
  });
});

describe("stores of other programs", () => {
  const stores = (files: Readonly<Record<string, string>>) =>
    rulesOf(scanOf(files, "imported", { grants: ["filesystem.read:*"] })).includes("credential-store");

  it("are known by the names that a program looks for in the folder of a browser", () => {
    const walk = (names: string) =>
      `import pathlib, shutil\nNAMES = {${names}}\nfor file in (pathlib.Path.home() / ".config/google-chrome").rglob("*"):\n    if file.name in NAMES:\n        shutil.copy(file, "out")\n`;
    expect(stores({ "scripts/a.py": walk('"Bookmarks", "Login Data"') })).toBe(true);
    expect(stores({ "scripts/a.py": walk("'key4.db'") })).toBe(true);
    expect(stores({ "scripts/a.py": walk('"Bookmarks", "places.sqlite"') })).toBe(false);
  });

  it.each(["~/.local/share/TelegramDesktop/tdata", "~/.config/Signal/config.json", "~/.config/Signal/sql/db.sqlite"])(
    "hold the session of a messenger: %s",
    (path) => {
      expect(stores({ "scripts/a.sh": `#!/bin/sh\ntar cz "${path.replace("~", "$HOME")}"\n` })).toBe(true);
    },
  );
});

describe("settings of a log in data", () => {
  it("may name the classes of a library, and no function that runs something", () => {
    const log = (factory: string) =>
      scanOf({ "data/log.json": JSON.stringify({ version: 1, formatters: { a: { "()": factory, fmt: "%(message)s" } } }) }, "imported").verdict;
    expect([log("uvicorn.logging.DefaultFormatter"), log("logging.Formatter")]).toEqual(["pass", "pass"]);
    expect([log("os.system"), log("ext://subprocess.run"), log("builtins.exec")]).toEqual(["block", "block", "block"]);
  });
});
