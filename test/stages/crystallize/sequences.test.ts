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
});
