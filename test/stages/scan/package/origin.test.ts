import { describe, expect, it } from "vitest";
import { scanOf } from "../samples.ts";

const SKILL = "---\nname: sample\ndescription: Sorts rows. Use when asked to sort rows.\n---\n\n# Sort\n\nSorts rows.\n";
const blocks = (files: Readonly<Record<string, string>>): readonly string[] =>
  scanOf({ "SKILL.md": SKILL, ...files }, "imported")
    .findings.filter((one) => one.disposition === "block")
    .map((one) => one.ruleId);

describe("where packages come from", () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ["an index over plain HTTP", { "requirements.txt": "--extra-index-url http://py.rows.invalid/simple\nrows==1.0\n" }],
    ["a host whose certificate is not looked at", { "requirements.txt": "--trusted-host py.rows.invalid\nrows==1.0\n" }],
    ["a dependency over plain HTTP", { "package.json": '{"dependencies": {"rows": "http://npm.rows.invalid/rows.tgz"}}' }],
    ["a repository over plain HTTP", { "package.json": '{"dependencies": {"rows": "git+http://git.rows.invalid/rows.git"}}' }],
    ["an installer that a script calls", { "scripts/setup.sh": "#!/bin/sh\npip install --index-url http://py.rows.invalid/simple rows==1.0\n" }],
    ["an installer that the text calls", { "SKILL.md": `${SKILL}\nRun \`npm install --registry http://npm.rows.invalid rows@1.0.0\`.\n` }],
  ])("%s blocks", (_, files) => {
    expect(blocks(files)).toContain("package-origin");
  });
  it.each<[string, Readonly<Record<string, string>>]>([
    ["the index that everybody means", { "requirements.txt": "--index-url https://pypi.org/simple\nrows==1.0\n" }],
    ["a mirror of the office", { "requirements.txt": "--index-url http://pypi.corp/simple\n--trusted-host 10.0.0.7\nrows==1.0\n" }],
    ["a registry on this machine", { "scripts/setup.sh": "#!/bin/sh\nnpm install --registry http://localhost:4873 rows@1.0.0\n" }],
    ["a repository over TLS", { "package.json": '{"dependencies": {"rows": "git+https://github.com/rows/rows.git#1.0.0"}}' }],
  ])("%s does not", (_, files) => {
    expect(blocks(files)).toEqual([]);
  });
});

describe("secrets of a job", () => {
  const job = (step: string): Readonly<Record<string, string>> => ({
    ".github/workflows/ci.yml": `on: [push]\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${step}\n`,
  });
  it("all of them at once leave with whatever reads them", () => {
    expect(blocks(job("echo '${{ toJSON( secrets ) }}' > all.json"))).toContain("command-exfiltrate");
  });
  it("one by its name is what a step needs", () => {
    expect(blocks(job("npm publish --token ${{ secrets.NPM_TOKEN }}"))).toEqual([]);
  });
});
