import { confidenceOf, successRateOf } from "#stages/crystallize/confidence";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("confidenceOf", () => {
  test.each([
    [0, 0, 5, 0],
    // Wilson interval at 95 %: lower bound of 10 of 10 is 0.7225, of 3 of 3 is 0.4385, of 8 of 10 is 0.4902.
    [10, 0, 1_000_000, 0.7225],
    [3, 0, 1_000_000, 0.4385],
    [8, 2, 1_000_000, 0.4902],
    [3, 0, 2, 0.2193],
  ])("%i good and %i bad in %i sessions is %f", (success, failure, sessions, confidence) => {
    expect(confidenceOf({ success, failure, mixed: 0 }, sessions)).toBeCloseTo(confidence, 3);
  });

  test("never falls with one more success or session, never rises with one more failure", () => {
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 500 }), (success, failure, sessions) => {
        const here = confidenceOf({ success, failure, mixed: 0 }, sessions);
        expect(confidenceOf({ success: success + 1, failure, mixed: 0 }, sessions)).toBeGreaterThanOrEqual(here);
        expect(confidenceOf({ success, failure, mixed: 0 }, sessions + 1)).toBeGreaterThanOrEqual(here);
        expect(confidenceOf({ success, failure: failure + 1, mixed: 0 }, sessions)).toBeLessThanOrEqual(here);
        expect(here).toBeLessThanOrEqual(successRateOf({ success, failure, mixed: 0 }));
      }),
    );
  });
});
