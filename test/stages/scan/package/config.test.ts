import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobsIn } from "#stages/scan/package/jobs";
import { PACKAGE_ATTACKS, PACKAGE_CLEAN, PACKAGE_SKILL } from "../../../attacks/package.table.ts";
import { scanOf } from "../samples.ts";

const found = (files: Readonly<Record<string, string | Uint8Array>>) => scanOf({ "SKILL.md": PACKAGE_SKILL, ...files }, "imported").findings;

describe("commands in YAML", () => {
  it("are found in scalars, blocks and lists, with their place", () => {
    const text = 'a:\n  run: one\nb:\n  script:\n    - two\n    - |\n      three\n      four\n  "run": "fi\\u0076e"\nname: six\n';
    expect(jobsIn(text)?.map(({ key, text: command, at }) => [key, command, text.slice(at, at + 3)])).toEqual([
      ["run", "one", "one"],
      ["script", "two", "two"],
      ["script", "three\nfour\n", "thr"],
      ["run", "five", '"fi'],
    ]);
    expect(jobsIn("run: [")).toBeNull();
    expect(jobsIn("a: [")).toEqual([]);
    expect(jobsIn(`run: x\n${"# more\n".repeat(10_000)}`)).toBeNull();
  });
});

describe("findings of package files", () => {
  it("stand where the word stands", () => {
    const text = '{\n  "scripts": {\n    "test": "x",\n    "postinstall": "node a.js"\n  }\n}\n';
    const [first] = found({ "package.json": text }).filter((one) => one.ruleId === "package-lifecycle");
    expect(first?.range.startLine).toBe(4);
  });

  it("name the variable that a server is given", () => {
    const text = '{"mcpServers":{"a":{"command":"sample-server","env":{"KEY":"${SAMPLE_TOKEN}"}}}}';
    expect(found({ ".mcp.json": text }).map((one) => one.permission)).toContain("secrets:SAMPLE_TOKEN");
  });

  it("come from files inside of archives under the name of both", () => {
    const attack = PACKAGE_ATTACKS.find(([id]) => id === "PK-016f");
    expect(
      found(attack?.[2] ?? {})
        .filter((one) => one.ruleId === "process-creation")
        .map((one) => one.file),
    ).toEqual(["notes.txt!/inner.tar!/run.mjs"]);
  });
});

it("mutated package files never throw, and never lose what blocks a whole skill by its place", () => {
  const all = [...PACKAGE_ATTACKS.map(([, , files]) => files), ...PACKAGE_CLEAN.map(([, files]) => files)];
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.nat(), fc.string({ maxLength: 4, unit: "binary" }), (files, at, added) => {
      const changed = Object.fromEntries(
        Object.entries(files).map(([path, content]) => {
          const bytes = Buffer.from(content);
          const cut = bytes.length === 0 ? 0 : at % bytes.length;
          return [path, Buffer.concat([bytes.subarray(0, cut), Buffer.from(added), bytes.subarray(cut)])];
        }),
      );
      const report = scanOf({ "SKILL.md": PACKAGE_SKILL, ...changed }, "imported");
      const unread = report.coverage.filter((one) => !one.scanned);
      return unread.length === 0 || report.verdict === "block";
    }),
    { numRuns: 400, seed: 21 },
  );
}, 120_000);

describe("code in the settings of a server", () => {
  const rules = (command: string, ...args: readonly string[]) =>
    found({ ".mcp.json": JSON.stringify({ mcpServers: { a: { command, args } } }) }).flatMap((one) => (one.disposition === "block" ? [one.ruleId] : []));

  it("is read as its language", () => {
    expect(rules("python", "-c", "import platform; print(platform.platform())")).toEqual([]);
    expect(rules("node", "-e", "console.log(1)")).toEqual([]);
    expect(rules("python", "-c", "import os; os.system('id')")).toContain("process-creation");
    expect(rules("python3", "-c", "import (")).toContain("unread-parse");
    expect(rules("node", "-e", "eval(process.argv[1])")).toContain("dynamic-code");
    expect(rules("perl", "-e", "1")).toContain("process-creation");
  });
});
