import { knownWork } from "#stages/observe/patterns/known-work";
import { Index } from "#stages/observe/patterns/nearest";
import { piecesOf, type Search, searching, searchOf } from "#stages/observe/patterns/nearest-lists";
import type { Node } from "#stages/observe/patterns/nodes";
import { termsOf } from "#stages/observe/patterns/terms";
import { tokensOf } from "#stages/observe/patterns/tokens";
import fc from "fast-check";
import { expect, test } from "vitest";

const word = fc.constantFrom(..."rename the photos by date and send them to zebu kolibri please jackal ibex okapi".split(" "));
const work = fc.record({
  special: fc.uniqueArray(fc.constantFrom("gh pr list", "ffmpeg", "ledger reg"), { maxLength: 2 }),
  everyday: fc.uniqueArray(fc.constantFrom("git", "python"), { maxLength: 2 }),
  objects: fc.uniqueArray(fc.constantFrom("*.csv", "*.mp3"), { maxLength: 1 }),
  given: fc.constant<readonly string[]>([]),
});
const node = fc
  .record({ words: fc.array(word, { minLength: 1, maxLength: 9 }), work })
  .map(({ words, work }): Node => ({ tokens: tokensOf(words.join(" ")), work, members: [0] }));

test("the nearest of all texts are the same in whatever order pieces are done, by whom, and how often", () => {
  const drawn = fc.array(node, { minLength: 700, maxLength: 1100, size: "max" });
  const split = fc.array(fc.record({ piece: fc.nat({ max: 4 }), other: fc.boolean() }), { maxLength: 12 });
  fc.assert(
    fc.property(drawn, split, fc.boolean(), (nodes, begun, worked) => {
      const vectors = termsOf(nodes.map(({ tokens }) => tokens));
      const known = worked ? knownWork(nodes) : null;
      const index = new Index(vectors);
      const searches = [0, 1].map(() => searchOf(vectors, index, known, 10));
      const [alone, shared] = searches as [Search, Search];
      const pieces = Array.from({ length: piecesOf(alone) }, (_unused, piece) => piece);
      expect(pieces.length).toBeGreaterThan(2);
      for (const piece of pieces) searching(alone)(piece);
      // A thread gets a copy, in which what is shared stays shared.
      const [here, there] = [searching(shared, index), searching(structuredClone(shared))];
      for (const { piece, other } of [...begun, ...pieces.toReversed().map((piece) => ({ piece, other: false }))]) (other ? there : here)(piece);
      expect(shared.lists).toEqual(alone.lists);
      expect(shared.lists.texts.some((text) => text >= 0)).toBe(true);
    }),
    { numRuns: 12 },
  );
});
