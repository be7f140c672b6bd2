import type { Skill } from "#kernel/skill";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { aSkill } from "../fakes/a-capsule.ts";
import { aDisk, contextOn } from "./a-context.ts";

const HEAD = '---\nname: sample\ndescription: "Does a thing."\n---\n\n';

/** A process of its own, as far as parsers go: the scanner that one generated skill is given. -> is the parser of JavaScript loaded, and is the report the one that it gives with all parsers? */
async function given(read: () => Skill | null, scanned: Skill) {
  const [{ scannerFor, loadScanner }, { javaScriptParser }] = await Promise.all([import("#pipeline/scanner"), import("#stages/scan/javascript/parser")]);
  const context = contextOn(aDisk());
  const { policy, policyDigest } = context;
  const scan = await scannerFor(context, read);
  const report = () => scan(scanned, { profile: "compiled", policy, policyDigest, grants: { declared: null, granted: [] } });
  const [own, isLoaded] = [report(), javaScriptParser() !== null];
  await loadScanner();
  return { isLoaded, isSame: JSON.stringify(own) === JSON.stringify(report()), coverage: own.coverage.length };
}

beforeEach(() => {
  vi.resetModules();
});

describe("the parser of JavaScript", () => {
  it.each<[string, Readonly<Record<string, string>>, boolean]>([
    ["stays away from instructions with shell", { "SKILL.md": `${HEAD}# Sort\n\n\`\`\`sh\nsort words.txt\n\`\`\`\n` }, false],
    ["comes for a script", { "SKILL.md": HEAD, "scripts/run.mjs": "eval(a);\n" }, true],
    [
      "comes for a file that a command runs, which only a scan sees",
      { "SKILL.md": `${HEAD}\`\`\`sh\nnode data.txt\n\`\`\`\n`, "data.txt": "fetch(a)\n" },
      true,
    ],
  ])("%s, and the report is the same as with it", async (_name, files, isLoaded) => {
    const skill = aSkill("sample", files);
    expect(await given(() => skill, skill)).toEqual({ isLoaded, isSame: true, coverage: Object.keys(files).length });
  });

  it.each<[string, () => Skill | null]>([
    ["there is nothing of", () => null],
    [
      "that cannot be read",
      () => {
        throw new Error("gone");
      },
    ],
  ])("comes for a skill %s beforehand: what is read later is read whole", async (_name, read) => {
    const skill = aSkill("sample", { "SKILL.md": HEAD, "scripts/run.mjs": "eval(a);\n" });
    expect(await given(read, skill)).toEqual({ isLoaded: true, isSame: true, coverage: 2 });
  });
});
