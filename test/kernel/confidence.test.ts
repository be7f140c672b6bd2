import { confidenceOf, confidenceToday, successRateOf } from "#kernel/confidence";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aGene } from "../fakes/a-gene.ts";

describe("confidenceOf", () => {
  test.each([
    [0, 0, 5, 5, 0],
    // Wilson interval at 95 %: lower bound of 10 of 10 is 0.7225, of 3 of 3 is 0.4385, of 8 of 10 is 0.4902.
    [10, 0, 1_000_000, 1_000_000, 0.7225],
    [3, 0, 1_000_000, 1_000_000, 0.4385],
    [8, 2, 1_000_000, 1_000_000, 0.4902],
    [3, 0, 2, 2, 0.2193],
    // four sessions on two days are worth what three on three are: 0.4385 * 3/5
    [3, 0, 4, 2, 0.2631],
  ])("%i good and %i bad in %i sessions on %i days is %f", (success, failure, sessions, days, confidence) => {
    expect(confidenceOf({ success, failure, mixed: 0 }, { sessions, days })).toBeCloseTo(confidence, 3);
  });

  test("never falls with one more success, session or day, never rises with one more failure", () => {
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (success, failure, mixed, sessions, days) => {
        const told = { success, failure, mixed };
        const here = confidenceOf(told, { sessions, days });
        expect(confidenceOf({ ...told, success: success + 1 }, { sessions, days })).toBeGreaterThanOrEqual(here);
        expect(confidenceOf(told, { sessions: sessions + 1, days })).toBeGreaterThanOrEqual(here);
        expect(confidenceOf(told, { sessions, days: days + 1 })).toBeGreaterThanOrEqual(here);
        expect(confidenceOf({ ...told, failure: failure + 1 }, { sessions, days })).toBeLessThanOrEqual(here);
        expect(here).toBeLessThanOrEqual(successRateOf(told));
      }),
    );
  });
});

describe("confidenceToday", () => {
  const DAY = 86_400_000;
  const last = Date.parse("2026-03-02T00:00:00.000Z");
  const gene = aGene({ outcomes: { success: 10, failure: 0, mixed: 0, unknown: 3 }, confidence: 0.4, lastSeen: "2026-03-02T00:00:00.000Z" });

  test("halves every ninety days after the last use, and tells its parts", () => {
    expect(confidenceToday(gene, last)).toEqual({ success: 0.7225, spread: 0.5556, recency: 1, today: 0.4 });
    expect(confidenceToday(gene, last + 90 * DAY)).toMatchObject({ recency: 0.5, today: 0.2 });
    expect(confidenceToday(gene, last + 180 * DAY)).toMatchObject({ recency: 0.25, today: 0.1 });
  });

  test("a clock that is behind, or a last use nobody knows, adds and takes nothing", () => {
    expect(confidenceToday(gene, last - 5 * DAY).today).toBe(0.4);
    expect(confidenceToday({ ...gene, lastSeen: null }, last + 900 * DAY).today).toBe(0.4);
  });

  test("never rises as time goes by", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (days, more) => {
        expect(confidenceToday(gene, last + (days + more) * DAY).today).toBeLessThanOrEqual(confidenceToday(gene, last + days * DAY).today);
      }),
    );
  });

  test("its parts multiply to what the evidence alone gives", () => {
    const { success, spread } = confidenceToday(gene, last);
    expect(success * spread).toBeCloseTo(confidenceOf(gene.outcomes, { sessions: gene.sessions.length, days: gene.days.length }), 3);
  });
});
