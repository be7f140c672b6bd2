import { describe, expect, it } from "vitest";
import { textOf } from "#kernel/tree";
import { generate } from "#stages/generate/generate";
import { cases } from "../cases.ts";
import { randomOf, seedOf } from "../fuzz/random.ts";
import { aGene, GENES_OF } from "../stages/generate/a-gene.ts";
import { check } from "./check.ts";
import { geneSetOf } from "./gene-sets.ts";
import { faultOf } from "./structure.ts";

const SEED = 20_260_101;
/** Scanning skills takes a while on a busy machine. */
const SLOW_MS = 300_000;

describe("skills of random gene sets", () => {
  it("are sound in structure, lint, size, order and permissions, whatever their texts say", { timeout: SLOW_MS }, () => {
    const results = Array.from({ length: cases(200) }, (_none, at) => ({ at, ...check(geneSetOf(randomOf(seedOf(SEED, at)))) }));
    expect(results.filter((one) => one.faults.length > 0).map(({ at, template, faults }) => ({ at, template, faults }))).toEqual([]);
    expect([...new Set(results.map((one) => one.template))].sort()).toEqual(Object.keys(GENES_OF).sort());
    // planted orders do reach the skills: else nothing was tried
    expect(results.filter((one) => one.shown > 0).length).toBeGreaterThan(0);
    expect(results.filter((one) => one.blocked.length > 0).length).toBeGreaterThan(0);
  });

  it("are the same from the same seed", () => {
    expect(geneSetOf(randomOf(seedOf(SEED, 7)))).toEqual(geneSetOf(randomOf(seedOf(SEED, 7))));
  });
});

describe("the check of a skill", () => {
  const file = generate({ genes: [aGene()], template: "procedure", name: null, description: null }).skill.files.find((one) => one.path === "SKILL.md");
  const spoiled = (from: string, to: string): string | null => {
    if (file === undefined) throw new Error("there is no SKILL.md");
    const text = textOf(file).replace(from, to);
    expect(text).not.toBe(textOf(file));
    return faultOf({ ...file, bytes: new TextEncoder().encode(text) }, "procedure");
  };

  it("sees a value that got out of its place", () => {
    if (file !== undefined) expect(faultOf(file, "procedure")).toBeNull();
    expect(spoiled("## Steps", "## Steps\n\n<b>x</b>")).toMatch(/html/);
    expect(spoiled("## Steps", "## Steps\n\n[x](http://x.example)")).toMatch(/link/);
    expect(spoiled("## Steps", "## Steps\n\n> x")).toMatch(/blockquote/);
    expect(spoiled("## Steps", "## Steps\n\n## Other")).toMatch(/sections/);
    expect(spoiled("## Gotchas", "Gotchas")).toMatch(/sections/);
    expect(spoiled("metadata:", "allowed-tools: x\nmetadata:")).toMatch(/keys/);
    expect(spoiled("metadata:", "name: x\nmetadata:")).toMatch(/frontmatter/);
    expect(spoiled("## Steps", "## Steps\n\n```js\nx\n```")).toMatch(/fence/);
  });
});
