import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokensOf } from "#stages/scan/prose/meaning/tokens";
import { cases } from "../../../cases.ts";

/** What a word is, said once more and without short cuts. */
const WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー々]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー々])[\p{L}\p{N}\p{M}])+(?:'(?:t|s|re|ve|ll|d|m)(?![\p{L}]))?/gu;

const wordsOf = (view: string): readonly string[] => [...view.matchAll(WORDS)].map(([word]) => word);

describe("the words of a view", () => {
  it.each(["don't", "don't5", "don'ts", "we've", "we'ver", "they'll", "'tis", "o'clock", "it's'", "can'té", "can't\u0301", "a'", "a'r", "a'T"])(
    "%s",
    (view) => {
      expect(tokensOf(view).map(({ start, end }) => view.slice(start, end))).toEqual(wordsOf(view));
    },
  );

  it("are those of the pattern, around every character there is", () => {
    const differ: number[] = [];
    for (let point = 1; point < 0x20000; point++) {
      if (point >= 0xd800 && point < 0xe000) continue;
      const view = `ab${String.fromCodePoint(point)}c ${String.fromCodePoint(point)}`;
      if (
        tokensOf(view)
          .map(({ start, end }) => view.slice(start, end))
          .join("|") !== wordsOf(view).join("|")
      )
        differ.push(point);
    }
    expect(differ).toEqual([]);
  });

  it("are those of the pattern in any row of them", () => {
    const pieces = fc.constantFrom(
      "don",
      "'",
      "t",
      "s",
      "re",
      "ve",
      "ll",
      "d",
      "9",
      "A",
      "é",
      "\u0301",
      "\u2014",
      "\u2192",
      "\u{1f680}",
      "\u{1d400}",
      "\ud83d",
      "字",
      "の",
      " ",
      "_",
      ".",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const view = parts.join("");
        expect(tokensOf(view).map(({ start, end }) => view.slice(start, end))).toEqual(wordsOf(view));
      }),
      { seed: 23, numRuns: cases(1_000) },
    );
  });
});
