import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText, screenText } from "#cli/screen";

const ACTS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;
const hostile = fc.string({
  unit: fc.oneof(fc.constantFrom("\u001b", "[", "31m", "8m", "2J", "]0;t", "\u0007", "\u009b", "\u202e", "\r", "\u2028", "\ud800"), fc.string()),
});

describe("what reaches the screen", () => {
  it("holds nothing that acts on it, whatever was printed", () => {
    fc.assert(fc.property(hostile, (text) => !ACTS.test(screenText(text, false))));
  });

  it("holds our own colours when there are colours, and no other sequence", () => {
    fc.assert(fc.property(hostile, (text) => !ACTS.test(screenText(text, true).replace(/\u001b\[(?:0|1|2|4|22|24|3[0-79]|9[0-7])m/gu, ""))));
    expect(screenText("\u001b[31mred\u001b[39m \u001b[8mhidden\u001b[2J", true)).toBe("\u001b[31mred\u001b[39m \\u{1b}[8mhidden\\u{1b}[2J");
  });

  it("leaves text alone that only stands there", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => screenText(text, false) === text));
    expect(screenText("a\tb\nżółw 🐢 日本", false)).toBe("a\tb\nżółw 🐢 日本");
  });

  it("is the same value as JSON, and as harmless", () => {
    fc.assert(
      fc.property(fc.record({ text: hostile }), (value) => {
        const text = jsonText(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(ACTS.test(text)).toBe(false);
      }),
    );
  });
});
