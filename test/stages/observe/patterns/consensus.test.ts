import { agreedCommunities } from "#stages/observe/patterns/consensus";
import { wordsOf } from "#stages/observe/patterns/evidence";
import { neighbourGraph } from "#stages/observe/patterns/graph";
import { chanceTexts, nearnessIn } from "#stages/observe/patterns/nearness";
import { Index } from "#stages/observe/patterns/nearest";
import { nearestLists } from "./nearest-lists.ts";
import { termsOf } from "#stages/observe/patterns/terms";
import { tokensOf } from "#stages/observe/patterns/tokens";
import { describe, expect, test } from "vitest";

const SYLLABLES = "ba ko mi ru te sal von dir pek lum nas gor fi wex hul da en sor til mak".split(" ");

/** So many families of so many texts: some of seven words of the family's own among words that everybody uses, and texts of everybody's words alone. */
function texts(families: number, each: number, loose: number): readonly string[] {
  let state = 7;
  const below = (end: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4_294_967_296) * end);
  };
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? "";
  const words = (size: number): readonly string[] => Array.from({ length: size }, () => pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES));
  const everybodys = words(400);
  const own = Array.from({ length: families }, () => words(7));
  const text = (list: readonly string[]): string =>
    [...list.filter(() => below(10) < 6), ...Array.from({ length: 2 + below(4) }, () => pick(everybodys))].join(" ");
  return [...own.flatMap((list) => Array.from({ length: each }, () => text(list))), ...Array.from({ length: loose }, () => `${text([])} ${text([])}`)];
}

function clustered(list: readonly string[]) {
  const read = list.map(tokensOf);
  const terms = termsOf(read);
  const index = new Index(terms);
  const graph = neighbourGraph(nearestLists(terms, index, 10), 10);
  const community = agreedCommunities(wordsOf(read.map((tokens) => tokens.map(({ key }) => key))), graph);
  return { community, found: { texts: read, weights: read.map(() => 1), graph, chance: chanceTexts(read, terms, index) } };
}

/** Share of families that are most of one community which is most of them. */
function whole(community: Int32Array, families: number, each: number): number {
  const isWhole = (family: number): boolean => {
    const own = [...community.subarray(family * each, (family + 1) * each)];
    return [...new Set(own)].some(
      (one) => own.filter((other) => other === one).length > 0.8 * each && community.filter((other) => other === one).length < 1.2 * each,
    );
  };
  return Array.from({ length: families }, (_unused, family) => family).filter(isWhole).length / families;
}

describe("agreedCommunities", () => {
  test.each([
    [100, 8],
    [40, 20],
    [8, 100],
    [4, 200],
  ])("of %d families of %d texts each finds them, because the graph says how fine", (families, each) => {
    const { community } = clustered(texts(families, each, 0));
    expect(whole(community, families, each)).toBeGreaterThan(0.9);
    expect(new Set(community).size).toBeLessThan(1.5 * families);
  });

  test("gives the same answer twice, numbered without gaps", () => {
    const list = texts(30, 20, 100);
    const { community } = clustered(list);
    expect(clustered(list).community).toEqual(community);
    expect(Math.max(...community) + 1).toBe(new Set(community).size);
  });

  test.each([0, 1, 3])("takes %d texts without an edge", (size) => {
    const { community } = clustered(Array.from({ length: size }, (_unused, at) => SYLLABLES[at] ?? ""));
    expect([...community]).toEqual(Array.from({ length: size }, (_unused, at) => at));
  });
});

describe("nearnessIn", () => {
  test("keeps what repeats, and few of the texts of everybody's words", () => {
    const { community, found } = clustered(texts(40, 20, 200));
    const { isNear } = nearnessIn(found, community);
    const share = (from: number, to: number): number => Array.from({ length: to - from }, (_unused, at) => from + at).filter(isNear).length / (to - from);
    expect(share(0, 800)).toBeGreaterThan(0.9);
    expect(share(800, 1000)).toBeLessThan(0.2);
  });
});
