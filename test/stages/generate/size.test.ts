import { describe, expect, it } from "vitest";
import type { Gene } from "#kernel/gene";
import { generate } from "#stages/generate/generate";
import { aGene, aStep, GENES_OF } from "./a-gene.ts";

/** Words without end, in which no two are alike. */
const words = (seed: string, length: number): string =>
  Array.from({ length }, (_none, at) => `${seed}${at.toString(36)}`)
    .join(" ")
    .slice(0, length);

/** A gene of which each list is as long as the miner lets it become, or longer, and each text without end. */
function anEndlessGene(id: number): Gene {
  const own = (seed: string) => words(`${seed}${id}x`, 900);
  const slots = ["path", "number", "word"] as const;
  return aGene({
    id: `gene-${String(id).repeat(12)}`,
    name: `endless-task-number-${id}`,
    title: own("title"),
    wording: own("wording"),
    phrases: Array.from({ length: 12 }, (_none, at) => own(`phrase${at}`)),
    slots: slots.map((type, at) => ({ name: `slot_${id}_${at}`, type, examples: [own("one"), own("two"), own("three")], distinct: 9, trusted: false })),
    preconditions: (["file", "state", "program"] as const).flatMap((kind) =>
      Array.from({ length: 6 }, (_none, at) => ({ kind, what: own(`needs${at}`), seen: 7, of: 9, missing: 2, evidence: [`req-${id}${at}ab`] })),
    ),
    steps: Array.from({ length: 20 }, (_none, at) =>
      aStep(`tool${id}${at} {slot_${id}_0} ${own("step")}`, { seen: 9 - (at % 5), evidence: [`req-${id}${at}cd`, "req-0001aa"] }),
    ),
    check: aStep(`check${id} ${own("check")}`, { seen: 5, evidence: [`req-${id}ef`] }),
    gotchas: Array.from({ length: 6 }, (_none, at) => ({ failed: own(`failed${at}`), instead: own(`instead${at}`), seen: 3, evidence: [`req-${id}${at}99`] })),
    rules: Array.from({ length: 6 }, (_none, at) => ({
      kind: "instead" as const,
      saidLast: null,
      use: own(`use${at}`),
      avoid: own(`avoid${at}`),
      quote: own(`quote${at}`),
      said: 3,
      followed: 2,
      evidence: [`req-${id}${at}77`],
    })),
    terms: Array.from({ length: 40 }, (_none, at) => `term${id}${at}`),
    notFor: Array.from({ length: 8 }, (_none, at) => own(`other${at}`)),
  });
}

describe("the size of SKILL.md", () => {
  it.each(Object.keys(GENES_OF))("is at most 2,000 tokens in template %s, however many genes and whatever they hold", (template) => {
    for (let count = 1; count <= 6; count += 1) {
      const genes = Array.from({ length: count }, (_none, at) => anEndlessGene(at + 1));
      const { files } = generate({ genes, template, name: null, description: null }).skill;
      const bytes = files.find((file) => file.path === "SKILL.md")?.bytes.byteLength ?? 0;
      expect(bytes / 3.4, `${count} genes`).toBeLessThanOrEqual(2000);
      expect(bytes / 3.4, `${count} genes`).toBeGreaterThanOrEqual(300);
    }
  });
});
