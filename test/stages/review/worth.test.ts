import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byWorth, worthOf } from "#stages/review/worth";
import { aGene, aStep } from "../generate/a-gene.ts";

const weeks = (count: number) => ({
  firstSeen: "2026-01-05T00:00:00.000Z",
  lastSeen: new Date(Date.parse("2026-01-05T00:00:00.000Z") + count * 7 * 86_400_000).toISOString(),
});

describe("what a skill is expected to save", () => {
  it("is requests a week times confidence times steps, less the share that another skill is like it", () => {
    const gene = aGene({ uses: 12, confidence: 0.5, check: null, steps: [aStep("a"), aStep("b", { seen: 3, of: 6 })], ...weeks(4) });
    expect(worthOf([gene], 0)).toEqual({ perWeek: 3, confidence: 0.5, steps: 1.5, nearness: 0, value: 2.25 });
    expect(worthOf([gene], 0.6).value).toBeCloseTo(0.9);
    expect(worthOf([gene], 0, 1).steps).toBe(1);
  });

  it("takes a first week as a whole one, and days for want of times", () => {
    expect(worthOf([aGene({ uses: 5, ...weeks(0.1) })], 0).perWeek).toBe(5);
    expect(worthOf([aGene({ uses: 28, firstSeen: null, lastSeen: null, days: Array.from({ length: 14 }, (_none, at) => String(at)) })], 0).perWeek).toBe(14);
  });

  it("orders: more often, surer, longer and more distinct never comes later, and the order does not hang on the order given", () => {
    const one = fc.record({
      uses: fc.integer({ min: 1, max: 99 }),
      confidence: fc.double({ min: 0.1, max: 1, noNaN: true }),
      span: fc.integer({ min: 0, max: 20 }),
      steps: fc.integer({ min: 1, max: 9 }),
      near: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const worth = (of: { uses: number; confidence: number; span: number; steps: number; near: number }) =>
      worthOf(
        [
          aGene({
            uses: of.uses,
            confidence: of.confidence,
            check: null,
            steps: Array.from({ length: of.steps }, (_none, at) => aStep(`step ${at}`)),
            ...weeks(of.span),
          }),
        ],
        of.near,
      );
    fc.assert(
      fc.property(one, one, (a, b) => {
        const better = {
          uses: Math.max(a.uses, b.uses),
          confidence: Math.max(a.confidence, b.confidence),
          span: Math.min(a.span, b.span),
          steps: Math.max(a.steps, b.steps),
          near: Math.min(a.near, b.near),
        };
        expect(worth(better).value).toBeGreaterThanOrEqual(Math.max(worth(a).value, worth(b).value));
      }),
    );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (all) => {
        const list = all.map((of, at) => ({ id: `gene-${at}`, worth: worth(of) }));
        expect(list.toReversed().sort(byWorth)).toEqual(list.toSorted(byWorth));
      }),
    );
  });
});
