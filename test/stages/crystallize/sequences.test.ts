import { mainSequence } from "#stages/crystallize/sequences";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const even = () => 1;

describe("mainSequence", () => {
  test("finds the longest order that enough of them share, gaps allowed", () => {
    expect(
      mainSequence(
        [
          ["a", "x", "b", "c"],
          ["a", "b", "y", "c"],
          ["b", "a", "c"],
          ["a", "b", "c", "c"],
        ],
        3,
        even,
      ),
    ).toEqual({ keys: ["a", "b", "c"], support: [0, 1, 3] });
  });

  test("takes the wider of two that say as much, and the one that says more of two as wide", () => {
    expect(
      mainSequence(
        [
          ["a", "b"],
          ["a", "b"],
          ["c", "d"],
          ["c", "d"],
          ["c", "d"],
        ],
        2,
        even,
      )?.keys,
    ).toEqual(["c", "d"]);
    expect(mainSequence([["ls", "ls2"], ["ls", "ls2"], ["work"], ["work"]], 2, (key) => (key === "work" ? 1 : 0.2))?.keys).toEqual(["work"]);
  });

  test("is none when nothing is shared", () => {
    expect(mainSequence([["a"], ["b"], []], 2, even)).toBeNull();
  });

  test("is a subsequence of each that supports it, and ends soon on anything", () => {
    const sequences = fc.array(fc.array(fc.constantFrom<string>("a", "b", "c", "d", "e", "f"), { maxLength: 14 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(sequences, (list) => {
        const found = mainSequence(list, 2, even);
        for (const at of found?.support ?? []) {
          let place = -1;
          for (const key of found?.keys ?? []) {
            place = list[at]?.indexOf(key, place + 1) ?? -1;
            expect(place).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });

  /** Every frequent subsequence by trying all, with its support. */
  const allFrequent = (list: readonly (readonly string[])[], least: number): readonly (readonly [readonly string[], number])[] => {
    const found = new Map<string, readonly string[]>();
    for (const row of list)
      for (let mask = 1; mask < 1 << row.length; mask++) {
        const keys = row.filter((_key, at) => (mask >> at) & 1);
        found.set(keys.join("|"), keys);
      }
    const holds = (row: readonly string[], keys: readonly string[]): boolean => {
      let next = 0;
      for (const key of row) if (key === keys[next]) next++;
      return next === keys.length;
    };
    return [...found.values()].map((keys) => [keys, list.filter((row) => holds(row, keys)).length] as const).filter(([, support]) => support >= least);
  };
  const weighed = (key: string): number => (key === "a" ? 0.2 : 1);
  const scoreOf = (keys: readonly string[]): number => keys.reduce((sum, key) => sum + weighed(key), 0);

  test("is closed, and says most of all that are frequent: compared with trying every subsequence", () => {
    const rows = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 7 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 4 }), (list, least) => {
        const found = mainSequence(list, least, weighed);
        const all = allFrequent(list, least);
        if (found === null) {
          expect(all).toEqual([]);
          return;
        }
        const { keys, support } = found;
        const best = Math.max(...all.map(([one]) => scoreOf(one)));
        expect(scoreOf(keys)).toBeCloseTo(best, 9);
        expect(support.length).toBe(Math.max(...all.filter(([one]) => Math.abs(scoreOf(one) - best) < 1e-9).map(([, count]) => count)));
        expect(all.find(([one]) => one.join("|") === keys.join("|"))?.[1]).toBe(support.length);
        for (const [one, count] of all)
          if (count === support.length && one.length > keys.length)
            expect(
              allFrequent([one], 1).some(([part]) => part.join("|") === keys.join("|")),
              one.join(" "),
            ).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test("a long procedure among other work is found whole", () => {
    const procedure = Array.from({ length: 16 }, (_none, at) => `step${String.fromCharCode(97 + ((at * 7) % 16))}`);
    const list = Array.from({ length: 8 }, (_none, at) => procedure.flatMap((key, place) => ((place + at) % 3 === 0 ? [`own${at}`, "ls", key] : [key])));
    expect(mainSequence(list, 5, (key) => (key === "ls" ? 0.2 : 1))?.keys.filter((key) => key !== "ls")).toEqual(procedure);
  });
});
