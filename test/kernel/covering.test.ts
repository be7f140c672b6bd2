import { inCoveringOrder } from "#kernel/covering";
import { wordsOf } from "#kernel/features";
import { likenessOf } from "#kernel/likeness";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

type Wording = Readonly<{ text: string; count: number }>;

/** The same order, with the gain of all that are left worked out for each place. */
function greedily(all: readonly Wording[]): readonly Wording[] {
  const words = all.map(({ text }) => new Set(wordsOf(text)));
  const likeness = likenessOf(all.map(({ text }) => wordsOf(text)));
  const said = all.reduce((sum, { count }) => sum + count, 0);
  const worthOf = (word: string): number => Math.sqrt(all.reduce((sum, { count }, at) => sum + (words[at]?.has(word) === true ? count : 0), 0));
  const every = [...new Set(words.flatMap((set) => [...set]))].reduce((sum, word) => sum + worthOf(word), 0);
  const order: number[] = [];
  while (order.length < all.length) {
    const near = all.map((_one, other) => Math.max(0, ...order.map((at) => likeness[at * all.length + other] ?? 0)));
    const covered = new Set(order.flatMap((at) => [...(words[at] ?? [])]));
    let [best, most] = [-1, 0];
    for (const at of all.keys()) {
      if (order.includes(at)) continue;
      const nearer = all.reduce((sum, { count }, other) => sum + count * Math.max(0, (likeness[at * all.length + other] ?? 0) - (near[other] ?? 0)), 0);
      const added = [...(words[at] ?? [])].reduce((sum, word) => sum + (covered.has(word) ? 0 : worthOf(word)), 0);
      const gain = nearer / said + added / (every || 1);
      if (best < 0 || gain > most + 1e-9) [best, most] = [at, gain];
    }
    order.push(best);
  }
  return order.flatMap((at) => all[at] ?? []);
}

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

  it("is the order in which each next one adds most, whatever was not looked at again", () => {
    const word = fc.constantFrom(..."list open pull requests which wait for my review roses cat jazz".split(" "));
    const one = fc.record({ text: fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" ")), count: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ text }) => text, minLength: 2, maxLength: 14 }), (all) => {
        expect(inCoveringOrder(all)).toEqual(greedily(all));
      }),
    );
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
