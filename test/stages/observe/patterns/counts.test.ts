import { Counts } from "#stages/observe/patterns/counts";
import { PRIOR_WORDS, type Words } from "#stages/observe/patterns/words";
import { wordsOf } from "#stages/observe/patterns/evidence";
import fc from "fast-check";
import { expect, test } from "vitest";

/** The formula of a collapsed Dirichlet-multinomial mixture, counted anew from the texts. */
function likelihood(words: Words, community: readonly number[], text: number, cluster: number): number {
  const members = community.flatMap((own, at) => (own === cluster && at !== text ? [at] : []));
  const idsOf = (at: number): readonly number[] => [...words.ids.subarray(words.starts[at], words.starts[at + 1])];
  const bag = members.flatMap(idsOf);
  const count = (id: number): number => bag.filter((one) => one === id).length;
  return idsOf(text).reduce(
    (log, id, at) => log + Math.log((count(id) + PRIOR_WORDS * (words.prior[id] ?? 0)) / (bag.length + PRIOR_WORDS + at)),
    Math.log(members.length),
  );
}

const CLUSTERS = 3;
const texts = fc.array(
  fc.array(
    fc.nat(60).map((id) => `w${id}`),
    { minLength: 1, maxLength: 15 },
  ),
  { minLength: 1, maxLength: 20 },
);

test("what is counted of clusters stays right however many words and texts come and go", () => {
  fc.assert(
    fc.property(texts, fc.array(fc.tuple(fc.nat(), fc.nat(CLUSTERS - 1)), { maxLength: 40 }), (drawn, moves) => {
      const words = wordsOf(drawn);
      const community = drawn.map((_words, at) => at % CLUSTERS);
      const counts = new Counts(words, Int32Array.from(community), CLUSTERS);
      for (const [which, to] of moves) {
        const text = which % drawn.length;
        counts.move(text, community[text] ?? 0, to);
        community[text] = to;
      }
      for (const text of drawn.keys())
        for (let cluster = 0; cluster < CLUSTERS; cluster++) {
          const found = counts.logLikelihood(text, cluster, community[text] === cluster, 0);
          const expected = likelihood(words, community, text, cluster);
          if (Number.isFinite(expected)) expect(found).toBeCloseTo(expected, 8);
          else expect(found).toBe(Number.NEGATIVE_INFINITY);
        }
    }),
  );
});
