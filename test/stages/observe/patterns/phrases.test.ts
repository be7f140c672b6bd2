import { ALONE, type ShareWork } from "#kernel/powers";
import { familyPattern } from "#stages/observe/patterns/family";
import { type Choice, choosing, phrasesOf as phrasesOfAll } from "#stages/observe/patterns/phrases";
import { describe, expect, it } from "vitest";

const phrasesOf = (texts: readonly string[]) =>
  familyPattern(texts.map((text, at) => ({ id: `r${at}`, text, session: `s${at}`, at: null, actions: [], outcome: { label: "success" as const } })))?.phrases ??
  [];

describe("wordings that a pattern keeps", () => {
  const alike = Array.from({ length: 30 }, (_, at) => `add the card of account ${String.fromCharCode(97 + (at % 26))}${at} to my wallet`);

  it("stand for all of them, and are not the first of the alphabet", () => {
    const kept = phrasesOf([...alike, "where do I see the card that I ordered for my wallet", "what does the wallet do when my card has expired"]);
    expect(kept).toHaveLength(12);
    expect(kept).toContain("where do I see the card that I ordered for my wallet");
    expect(kept).toContain("what does the wallet do when my card has expired");
  });

  it("begin with what was said most often, are the same whatever the order, and are all of them when they are few", () => {
    const often = "put the card in my wallet";
    const texts = [...alike, often, often, often];
    expect(phrasesOf(texts)[0]).toBe(often);
    expect(phrasesOf(texts.toReversed())).toEqual(phrasesOf(texts));
    expect(phrasesOf(alike.slice(0, 5)).toSorted()).toEqual(alike.slice(0, 5).toSorted());
  });

  it("are the same whoever chooses them, in whatever order, and how often", () => {
    const patterns = Array.from({ length: 400 }, (_, pattern) =>
      Array.from({ length: 9 + (pattern % 30) }, (_u, at) => `${alike[(pattern * 7 + at * at) % 30] ?? ""} of ${at % 19}`),
    );
    let pieces: readonly number[] = [];
    const elsewhere: ShareWork = (given, count) => {
      // A thread gets a copy, in which what is shared stays shared.
      const there = choosing(structuredClone(given) as Choice);
      pieces = Array.from({ length: count }, (_, piece) => piece);
      for (const piece of pieces.toReversed().filter((one) => one % 3 > 0)) there(piece);
      return (here) => {
        for (const piece of pieces.filter((one) => one % 3 < 2)) here(piece);
      };
    };
    expect(phrasesOfAll(patterns, elsewhere)()).toEqual(phrasesOfAll(patterns, ALONE)());
    expect(pieces.length).toBeGreaterThan(10);
  });
});
