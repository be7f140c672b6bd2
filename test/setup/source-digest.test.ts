import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import * as digests from "#generated/digests";
import { codeBehind, digestBehind, ENTRIES } from "../../scripts/setup/source-digest.ts";

const root = join(import.meta.dirname, "..", "..");
const copy = mkdtempSync(join(tmpdir(), "forge-ruleset-"));
cpSync(join(root, "scripts"), join(copy, "scripts"), { recursive: true });
cpSync(join(root, "package-lock.json"), join(copy, "package-lock.json"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Digest of the copy with one file changed, which is put back. */
function digestWith(file: string, change: (text: string) => string): string {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, change(text));
  try {
    return digestBehind(copy, ENTRIES.ANALYSER);
  } finally {
    writeFileSync(path, text);
  }
}

describe("the digest of the ruleset", () => {
  const own = digestBehind(copy, ENTRIES.ANALYSER);

  it.each(Object.keys(ENTRIES) as (keyof typeof ENTRIES)[])("%s is the one that the build left in the program", (name) => {
    expect(digestBehind(root, ENTRIES[name])).toBe(digests[name]);
  });

  it.each(["scripts/stages/scan/rules.table.ts", "scripts/stages/scan/verdict.ts", "scripts/kernel/tree.ts"])("changes with %s", (file) => {
    expect(digestWith(file, (text) => `${text}\n`)).not.toBe(own);
  });

  it("changes with a parser, and with what a parser needs", () => {
    for (const name of ["@typescript-eslint/typescript-estree", "typescript", "yaml"]) {
      const changed = digestWith("package-lock.json", (text) => {
        const lock = JSON.parse(text) as { packages: Record<string, { version: string }> };
        const entry = lock.packages[`node_modules/${name}`];
        if (entry === undefined) throw new Error(`${name} is not in the lock file`);
        entry.version = "0.0.0";
        return JSON.stringify(lock);
      });
      expect(changed).not.toBe(own);
    }
  });

  it("does not change with what no scan reaches, nor with line ends", () => {
    expect(digestWith("scripts/stages/observe/observe.ts", (text) => `${text}\n`)).toBe(own);
    expect(digestWith("scripts/stages/scan/verdict.ts", (text) => text.replaceAll("\n", "\r\n"))).toBe(own);
  });

  it("of mining changes with what mining reaches, and so does the one of observing", () => {
    const miner = codeBehind(join(root, "scripts"), ENTRIES.MINER).files;
    const observer = codeBehind(join(root, "scripts"), ENTRIES.OBSERVER).files;
    expect(miner).toEqual(expect.arrayContaining(["stages/observe/patterns/slots.ts", "stages/observe/patterns/mask.table.ts"]));
    expect(observer).toEqual(expect.arrayContaining(["stages/observe/requests/outcome.ts", "stages/observe/redaction/redact.ts"]));
    expect(new Set(Object.values(digests)).size).toBe(3);
  });

  it("reaches every file of the scan room", () => {
    const { files } = codeBehind(join(root, "scripts"), ENTRIES.ANALYSER);
    expect(files).toEqual(expect.arrayContaining(["stages/scan/scan.ts", "stages/scan/python/analyse.ts", "stages/scan/shell/analyse.ts", "kernel/tree.ts"]));
  });
});
