import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SkillFile } from "#kernel/tree";
import { parsersFor } from "#stages/scan/prepare";
import { POLICY } from "./samples.ts";

const HEAD = '---\nname: sample\ndescription: "Does a thing."\n---\n\n';
type Files = Readonly<Record<string, string>>;

function filesOf(files: Files): readonly SkillFile[] {
  return Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text), mode: 0o644 }));
}

/** A process of its own, as far as the parsers go: none is loaded, then those that the files ask for. */
async function prepared(files: Files) {
  const [{ prepareFor, prepareMissed, prepareAll }, { javaScriptParser }, { pythonGrammar }, { scan }] = await Promise.all([
    import("#stages/scan/prepare"),
    import("#stages/scan/javascript/parser"),
    import("#stages/scan/python/grammar"),
    import("#stages/scan/scan"),
  ]);
  const all = filesOf(files);
  const rules = () =>
    scan({ name: "sample", files: all }, { profile: "imported", policy: POLICY, policyDigest: "0".repeat(64), grants: { declared: null, granted: [] } })
      .findings.filter((one) => one.disposition === "block")
      .map((one) => one.ruleId);
  const loaded = () => ({ javascript: javaScriptParser() !== null, python: pythonGrammar() !== null });
  return { prepare: () => prepareFor(all), prepareMissed, prepareAll, loaded, rules };
}

beforeEach(() => {
  vi.resetModules();
});

describe("the parser of JavaScript is there", () => {
  it.each<[string, Files]>([
    ["for a script", { "scripts/a.mjs": "1;\n" }],
    ["for TypeScript", { "scripts/a.mts": "1;\n" }],
    ["for a first line that asks for it", { run: "#!/usr/bin/env node\n1;\n" }],
    ["for a fence", { "SKILL.md": `${HEAD}\`\`\`js\neval(a)\n\`\`\`\n` }],
    ["for a fence whose language is written with references", { "SKILL.md": `${HEAD}\`\`\`&#106;&#115;\neval(a)\n\`\`\`\n` }],
    ["for a command that carries a program", { "SKILL.md": `${HEAD}Run \`bun -e 'eval(a)'\`.\n` }],
    ["for a shell script that writes one", { "run.sh": "deno eval 'a'\n" }],
    ["for a page", { "a.html": "<p onclick=a()>" }],
    ["for a picture that is a document", { "a.svg": "<svg/>" }],
    ["for settings of a package", { "package.json": '{"main": "./data.bin"}' }],
    ["for text that might be a program", { data: "fetch(a)\n" }],
    ["for JSON that is none", { "a.json": "fetch(a)\n" }],
    ["for a notebook", { "a.ipynb": "{}" }],
    ["for an archive", { "a.bin": "PK\u0003\u0004" }],
  ])("%s", async (_, files) => {
    const { prepare, prepareMissed, prepareAll, rules } = await prepared(files);
    await prepare();
    rules();
    await prepareMissed();
    const found = rules();
    const isMissed = await prepareMissed();
    await prepareAll();
    expect([found, isMissed]).toEqual([rules(), false]);
  });

  it.each<[string, Files]>([
    ["a script", { "scripts/a.mjs": "1;\n" }],
    ["a fence", { "SKILL.md": `${HEAD}\`\`\`js\neval(a)\n\`\`\`\n` }],
    ["a page", { "a.html": "<p onclick=a()>" }],
    ["a notebook", { "a.ipynb": "{}" }],
  ])("at once, where it is plain: %s", (_, files) => {
    expect(parsersFor(filesOf(files)).javascript).toBe(true);
  });

  it("and not for words about a language", () => {
    expect(parsersFor(filesOf({ "SKILL.md": `${HEAD}Node and Python import what they run: TypeScript is JavaScript.\n` }))).toEqual({
      javascript: false,
      python: false,
    });
  });

  it("but not for instructions, shell, Python and data", async () => {
    const { prepare, loaded, rules } = await prepared({
      "SKILL.md": `${HEAD}# Sort\n\nSort the lines (all of them) with \`sort\`.\n\n\`\`\`sh\nsort words.txt\n\`\`\`\n`,
      "scripts/run.py": "print(sorted([1, 2]))\n",
      "words.txt": "a\nb\n",
      "data.json": '{"a": "f(1)"}',
    });
    await prepare();
    expect([loaded(), rules()]).toEqual([{ javascript: false, python: true }, []]);
  });
});

describe("a language that nobody prepared", () => {
  it.each<[string, Files]>([
    ["a script", { "SKILL.md": HEAD, "a.mjs": "export const a = 1;\n" }],
    ["a file that might be a program", { "SKILL.md": HEAD, a: "run(1)\n" }],
    ["a program in a command", { "SKILL.md": HEAD, "a.sh": "node -e 'run(1)'\n" }],
    ["a page with a script", { "SKILL.md": HEAD, "a.html": "<script>run(1)</script>" }],
    ["Python", { "SKILL.md": HEAD, "a.py": "print(1)\n" }],
  ])("blocks: %s", async (_, files) => {
    const { rules } = await prepared(files);
    expect(rules()).toContain("unread-language");
  });
});
