import { validateGenesFile } from "#generated/validators";
import type { Gene } from "#kernel/gene";
import type { Pattern } from "#kernel/pattern";
import type { Request } from "#kernel/trace";
import { crystallize } from "#stages/crystallize/crystallize";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aPattern, asked, NOW, POLICY } from "./history.ts";

const REQUESTS = asked(
  "r",
  Array.from({ length: 24 }, (_none, at) => ({ text: `send the numbers of shop ${at}`, lines: ["himalaya send numbers"] })),
);

function run(patterns: readonly Pattern[], requests: readonly Request[], existing: readonly Gene[], now = NOW): readonly Gene[] {
  const read = new Map(requests.map((one) => [one.id, one]));
  const { genes } = crystallize({ patterns, requests: read, existing, policy: POLICY, policyDigest: "a".repeat(64), now, tool: "0.1.0" });
  expect(validateGenesFile({ schemaVersion: 3, genes })).toBe(true);
  return genes;
}

const part = (name: string, from: number, to: number): Pattern => aPattern(name, REQUESTS.slice(from, to));
const active = (genes: readonly Gene[]): readonly Gene[] => genes.filter((one) => one.status === "active");
const holding = (genes: readonly Gene[], request: string): Gene | undefined => active(genes).find((one) => one.evidence.includes(request));

describe("a gene that falls apart", () => {
  const whole = run([part("whole", 0, 10)], REQUESTS, []);
  const [one] = whole;

  test("stays with the pattern that has most of it, and the other says where it came from", () => {
    const apart = run([part("big", 0, 6), part("small", 6, 10)], REQUESTS, whole, NOW + 1);
    expect(holding(apart, "r-00")).toMatchObject({ id: one?.id, version: 2, splitFrom: null, uses: 6, createdAt: one?.createdAt });
    expect(holding(apart, "r-06")).toMatchObject({ version: 1, splitFrom: one?.id, uses: 4, outcomes: { success: 4 } });
    expect(holding(apart, "r-00")?.sessions).toHaveLength(6);
  });

  test("stays with the pattern that has its id, however little that is", () => {
    const apart = run([part("big", 0, 6), part("whole", 6, 10)], REQUESTS, whole, NOW + 1);
    expect(holding(apart, "r-06")?.id).toBe(one?.id);
    expect(holding(apart, "r-00")?.splitFrom).toBe(one?.id);
  });

  test("keeps older evidence that nobody read, with its counts", () => {
    const apart = run([part("big", 2, 6), part("small", 6, 10)], REQUESTS.slice(2), whole, NOW + 1);
    expect(holding(apart, "r-00")).toMatchObject({ id: one?.id, uses: 6, outcomes: { success: 6 } });
    expect(holding(apart, "r-00")?.sessions).toHaveLength(6);
  });

  test("takes up the id it had when it was merged before", () => {
    const two = run([part("left", 0, 5), part("right", 5, 9)], REQUESTS, []);
    const joined = run([part("left", 0, 9)], REQUESTS, two, NOW + 1);
    expect(joined.map((gene) => gene.status).sort()).toEqual(["active", "merged"]);
    const again = run([part("left", 0, 5), part("right", 5, 9)], REQUESTS, joined, NOW + 2);
    expect(again.map((gene) => [gene.id, gene.status, gene.mergedInto])).toEqual(two.map((gene) => [gene.id, "active", null]));
    expect(holding(again, "r-05")?.splitFrom).toBe(holding(again, "r-00")?.id);
  });

  test("into two that are known already is merged into the one with most of it", () => {
    const known = [part("left", 0, 7), part("right", 7, 12)];
    const taken = run(known, REQUESTS, [...run(known, REQUESTS, []), ...run([part("mid", 4, 10)], REQUESTS, [])], NOW + 1);
    const gone = taken.find((gene) => gene.name === "mid");
    expect(gone).toMatchObject({ status: "merged", mergedInto: holding(taken, "r-00")?.id });
  });
});

describe("over any history of patterns", () => {
  type Step = Readonly<{ cuts: readonly number[]; from: number; names: readonly number[] }>;
  const step: fc.Arbitrary<Step> = fc.record({
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 23 }), { maxLength: 4 }),
    from: fc.integer({ min: 0, max: 12 }),
    names: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
  });
  const patternsOf = ({ cuts, from, names }: Step): readonly Pattern[] => {
    const borders = [0, ...[...cuts].sort((a, b) => a - b), 24].map((at) => Math.max(at, from));
    return borders.slice(1).flatMap((end, at) => {
      const start = borders[at] ?? end;
      return end > start ? [part(`p${names[at] ?? 0}`, start, end)] : [];
    });
  };

  test("no id is given twice, a request is evidence of one gene at most, and every change can be followed", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        let genes: readonly Gene[] = [];
        for (const [at, one] of steps.entries()) {
          const before = genes;
          const read = REQUESTS.slice(one.from);
          genes = run(patternsOf(one), read, before, NOW + at);
          for (const old of before) expect(genes.find((gene) => gene.id === old.id)?.createdAt).toBe(old.createdAt);
          expect(new Set(genes.map((gene) => gene.id)).size).toBe(genes.length);
          const evidence = active(genes).flatMap((gene) => gene.evidence);
          expect(new Set(evidence).size).toBe(evidence.length);
          for (const pattern of patternsOf(one))
            if (pattern.requests.length >= 3) expect(new Set(pattern.requests.map((id) => holding(genes, id)?.id)).size).toBe(1);
          for (const gene of genes) {
            expect((gene.mergedInto === null) === (gene.status !== "merged")).toBe(true);
            for (const other of [gene.mergedInto, gene.splitFrom]) if (other !== null) expect(genes.some(({ id }) => id === other)).toBe(true);
            if (gene.status === "active") expect(gene.uses).toBe(gene.evidence.length);
          }
          expect(run(patternsOf(one), read, genes, NOW + 100)).toEqual(genes);
        }
      }),
      { numRuns: 150 },
    );
  });
});
