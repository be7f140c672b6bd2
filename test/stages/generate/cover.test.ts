import { furtherWords, inCoveringOrder } from "#stages/generate/cover";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("inCoveringOrder", () => {
  const wordings = [
    "list the open pull requests",
    "list the open pull requests now",
    "list open pull requests",
    "which PRs wait for my review",
    "which PRs wait",
  ];

  it("puts one of each kind of wording before a second of the same kind", () => {
    const [first, second] = inCoveringOrder(wordings);
    expect(first).toContain("pull requests");
    expect(second).toContain("PRs wait");
  });

  it("keeps every wording once, and gives the same order whatever order of equals it got", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-e ]{1,12}$/), { maxLength: 12 }), (texts) => {
        expect(inCoveringOrder(texts).toSorted()).toEqual(texts.toSorted());
        expect(inCoveringOrder(texts)).toEqual(inCoveringOrder(texts));
      }),
    );
    expect(inCoveringOrder([])).toEqual([]);
  });
});

describe("furtherWords", () => {
  it("names words that no quoted wording holds, the commonest first, as they were typed, without short ones", () => {
    expect(furtherWords(["list pull requests"], ["show requested merges", "show the merge queue", "any merges to do"])).toEqual(["merges", "show", "queue"]);
  });
});
