import { PairNumbers } from "#stages/observe/patterns/pair-numbers";
import fc from "fast-check";
import { expect, test } from "vitest";

test("pairs have the numbers that a list of their names would give them", () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }));
  fc.assert(
    // More than there is room for at first.
    fc.property(fc.array(pair, { minLength: 9000, maxLength: 9000 }), (drawn) => {
      const numbers = new PairNumbers();
      const names = new Map<string, number>();
      for (const [first, second] of drawn) {
        const name = `${first} ${second}`;
        names.set(name, names.get(name) ?? names.size);
        expect(numbers.numberOf(first, second)).toBe(names.get(name));
      }
      expect(names.size).toBeGreaterThan(2048);
    }),
    { numRuns: 5 },
  );
});
