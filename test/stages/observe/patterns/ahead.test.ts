import { ALONE, type ShareWork } from "#kernel/powers";
import { shareWork } from "#platform/shared-work";
import { choosingAhead, type Race } from "#stages/observe/patterns/ahead";
import { renumber } from "#stages/observe/patterns/communities";
import { refined, wordsOf } from "#stages/observe/patterns/evidence";
import { type Graph, neighbourGraph } from "#stages/observe/patterns/graph";
import type { Words } from "#stages/observe/patterns/words";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** More than are swept alone. */
const TEXTS = 20_500;
const FAMILIES = 900;
const ASKED = 5;

type Drawn = Readonly<{ words: Words; graph: Graph; community: Int32Array }>;

/** Texts that have words of a family and others, whose neighbours are mostly of the family, and clusters that are wrong for many. */
function drawnBy(seed: number): Drawn {
  let state = seed;
  const below = (end: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4_294_967_296) * end);
  };
  const family = Array.from({ length: TEXTS }, () => below(FAMILIES));
  const members = Array.from({ length: FAMILIES }, (): number[] => []);
  for (const [text, one] of family.entries()) members[one]?.push(text);
  const words = wordsOf(family.map((one) => [`own${one}`, `too${one % 300}`, ...Array.from({ length: 4 }, () => `word${below(400)}`)]));
  const near = family.flatMap((one, text) =>
    Array.from({ length: ASKED }, () => {
      const other = below(4) === 0 ? below(TEXTS) : (members[one]?.[below(members[one].length)] ?? 0);
      return other === text ? (text + 1) % TEXTS : other;
    }),
  );
  const lists = { size: TEXTS, width: ASKED, texts: Int32Array.from(near), likeness: Float32Array.from(near, () => 0.2 + below(80) / 100) };
  return { words, graph: neighbourGraph(lists, ASKED), community: Int32Array.from(family, (one) => (below(3) === 0 ? below(FAMILIES) : one)) };
}

/** Has chosen for these blocks before the first text was come to, so that nearly all of it is out of date. */
const longBefore =
  (isChosen: (block: number) => boolean): ShareWork =>
  (given) => {
    const race = given as Race;
    const choose = choosingAhead(race);
    for (let block = 0; block < race.stamps.length; block++) if (isChosen(block)) choose(block, 0);
    return () => undefined;
  };

describe("sweeps that another thread runs ahead of", () => {
  test("end where they would alone, however out of date the choices are, and whichever were made", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 4 }), (seed, every) => {
        const { words, graph, community } = drawnBy(seed);
        const alone = refined(words, graph, community, ALONE);
        expect(
          refined(
            words,
            graph,
            community,
            longBefore((block) => block % every === 0),
          ),
        ).toEqual(alone);
      }),
      { numRuns: 4 },
    );
  });

  test("end there beside a thread", () => {
    const { words, graph, community } = drawnBy(7);
    const alone = refined(words, graph, community, ALONE);
    for (let again = 0; again < 3; again++) expect(refined(words, graph, community, shareWork)).toEqual(alone);
  });

  test("do take over what was chosen: where it is said beforehand that every text stays, none moves", () => {
    const { words, graph, community } = drawnBy(11);
    const lying: ShareWork = (given) => {
      const race = given as Race;
      race.choices.set(race.community);
      race.stamps.fill(1);
      return () => undefined;
    };
    const stayed = community.slice();
    renumber(stayed);
    expect(refined(words, graph, community, lying)).toEqual(stayed);
    expect(refined(words, graph, community, ALONE)).not.toEqual(stayed);
  });
});
