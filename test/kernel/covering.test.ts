import { inCoveringOrder } from "#kernel/covering";
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
    const [first, second] = inCoveringOrder(wordings.map((text) => ({ text, count: 1 }))).map(({ text }) => text);
    expect(first).toContain("pull requests");
    expect(second).toContain("PRs wait");
  });

  it("keeps every wording once, and gives the same order whatever order of equals it got", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-e ]{1,12}$/), { maxLength: 12 }), (texts) => {
        const all = texts.map((text) => ({ text, count: 1 }));
        expect(
          inCoveringOrder(all)
            .map(({ text }) => text)
            .toSorted(),
        ).toEqual(texts.toSorted());
        expect(inCoveringOrder(all)).toEqual(inCoveringOrder(all));
      }),
    );
    expect(inCoveringOrder([])).toEqual([]);
  });

  it("puts what was said often before what was said once", () => {
    const often = [
      { text: "play some jazz", count: 1 },
      { text: "water the roses", count: 1 },
      { text: "feed the cat", count: 9 },
    ];
    expect(inCoveringOrder(often)[0]?.text).toBe("feed the cat");
  });
});
