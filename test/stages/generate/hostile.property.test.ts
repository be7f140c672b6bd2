import fc from "fast-check";
import type { Gene } from "#kernel/gene";
import { textOf } from "#kernel/tree";
import { hasHidden } from "#kernel/visible";
import { generate } from "#stages/generate/generate";
import { describe, expect, it } from "vitest";
import { cases } from "../../cases.ts";
import { aGene, aReportGene, aStep, GENES_OF } from "./a-gene.ts";
import { hostile } from "./hostile.ts";
import { shapeOf } from "./shape.ts";

const short = hostile.map((text) => text.slice(0, 50));
/** Distinct, and never nothing: the shape of the skill must not depend on doubles or empty values. */
const hostiles = fc.array(short, { minLength: 24, maxLength: 24 }).map((texts) => texts.map((text, at) => `${text}x${at}`));
const calm = Array.from({ length: 24 }, (_none, at) => `word x${at}`);

function filled(gene: Gene, [a = "", ...texts]: readonly string[]): Gene {
  let next = 0;
  const take = () => texts[next++ % texts.length] ?? "";
  const step = (line: string) => aStep(`run ${line}\nsecond line`, { tool: "some_tool", verb: take() });
  return {
    ...gene,
    title: a,
    action: gene.action,
    object: take(),
    wording: take(),
    phrases: [take(), take(), take()],
    terms: [take(), take()],
    notFor: [take()],
    slots: gene.slots.map((slot) => ({ ...slot, examples: slot.type === "path" ? slot.examples : [take(), take()] })),
    steps: [step(take()), { ...step(take()), kind: "other" }, { ...step(take()), kind: "write" }],
    check: { ...step(take()), kind: "read" },
    gotchas: [{ failed: take(), instead: take(), seen: 2, evidence: ["req-0005ee"] }],
    evidence: gene.evidence,
  };
}

/** Lists of programs and the note on relative paths follow from what a command says: these lines alone may differ. */
const BY_VALUE = /^- (These programs are used|No program beside|Relative paths start).*\n/gm;

function shapesOf(genes: readonly Gene[], template: string): unknown {
  const made = generate({ genes, template, name: null, description: null });
  return made.skill.files.map((file) =>
    file.path === "skill.json"
      ? Object.keys(JSON.parse(textOf(file)) as object)
      : shapeOf({ ...file, bytes: new TextEncoder().encode(textOf(file).replace(BY_VALUE, "")) }),
  );
}

describe("hostile values in every text of a gene", () => {
  for (const [template, [gene = aGene()]] of Object.entries(GENES_OF)) {
    it(`never change the structure of what the ${template} template gives`, () => {
      const wanted = shapesOf([filled(gene, calm)], template);
      fc.assert(
        fc.property(hostiles, (texts) => {
          expect(shapesOf([filled(gene, texts)], template)).toEqual(wanted);
        }),
        { numRuns: cases(template === "procedure" ? 100 : 25) },
      );
    });
  }

  it("leave no hidden character and no exclamation mark before a back-tick in the skill", () => {
    fc.assert(
      fc.property(hostiles, (texts) => {
        for (const file of generate({ genes: [filled(aGene(), texts)], template: "procedure", name: null, description: null }).skill.files) {
          const text = textOf(file);
          expect(hasHidden(text.replaceAll("\n", ""))).toBe(false);
          expect(text).not.toMatch(/!`/);
        }
      }),
      { numRuns: cases(100) },
    );
  });

  it("never widen the folders a script may touch", () => {
    fc.assert(
      fc.property(fc.array(short, { minLength: 1, maxLength: 6 }), (examples) => {
        const slots: Gene["slots"] = [{ name: "file", type: "path", examples: examples.map((text) => `~/sales/${text}`), distinct: 2, trusted: true }];
        const { read } = generate({ genes: [aReportGene({ slots })], template: "report", name: null, description: null }).permissions.filesystem;
        for (const root of read) expect(root).toMatch(/^~\/sales(\/|$)/);
        for (const root of read) expect(root).not.toMatch(/\/\.\.(\/|$)|["'`$\\*\n:()[\]<>]/);
      }),
      { numRuns: cases(100) },
    );
  });
});
