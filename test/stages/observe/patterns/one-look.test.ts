import { agreedCommunities } from "#stages/observe/patterns/consensus";
import { wordsOf } from "#stages/observe/patterns/evidence";
import { neighbourGraph } from "#stages/observe/patterns/graph";
import { type MineItem, minePatterns } from "#stages/observe/patterns/mine";
import { Index } from "#stages/observe/patterns/nearest";
import { nodesOf } from "#stages/observe/patterns/nodes";
import { nearestLists } from "./nearest-lists.ts";
import { termsOf } from "#stages/observe/patterns/terms";
import { tokensOf } from "#stages/observe/patterns/tokens";
import { describe, expect, test } from "vitest";

const SYLLABLES = "ba ko mi ru te sal von dir pek lum nas gor fi wex hul da en sor til mak".split(" ");
/** More than this many wordings are looked at once (consensus.ts). */
const MANY = 10_000;
const FAMILIES = 60;
const EACH = 25;
const LOOSE = 9_500;

/**
 * Families of near repeats (six words of their own, of which one may be missing, and two of everybody's words before or behind them), and texts of
 * everybody's words, which are common by rank. Drawn by a linear congruential generator.
 */
function planted(seed: number): readonly string[] {
  let state = seed;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(draw() * end);
  const word = (): string => Array.from({ length: 3 }, () => SYLLABLES[below(SYLLABLES.length)]).join("");
  const everybodys = Array.from({ length: 3000 }, word);
  const common = (): string => everybodys[Math.floor(everybodys.length ** draw()) - 1] ?? "ba";
  const repeats = Array.from({ length: FAMILIES }, () => Array.from({ length: 6 }, word)).flatMap((own) =>
    Array.from({ length: EACH }, () => {
      const missing = below(12);
      const words = own.filter((_word, at) => at !== missing);
      const around = [common(), common()];
      return (draw() < 0.5 ? [...around, ...words] : [...words, ...around]).join(" ");
    }),
  );
  return [...repeats, ...Array.from({ length: LOOSE }, () => Array.from({ length: 5 + below(4) }, common).join(" "))];
}

const items = (texts: readonly string[]): readonly MineItem[] =>
  texts.map((text, at) => ({ id: `i${at}`, text, session: `s${at}`, at: null, actions: [], outcome: { label: "unknown" } }));

const SUPPORT = { sessions: 3, days: 1 };

/** The value that a list holds most often, and how often. */
function commonest<T>(list: readonly T[]): Readonly<{ value: T | undefined; count: number }> {
  const counts = new Map<T, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [value, count] = [...counts].reduce<readonly [T | undefined, number]>((best, one) => (one[1] > best[1] ? one : best), [undefined, 0]);
  return { value, count };
}

const familyOf = (at: number): number | null => (at < FAMILIES * EACH ? Math.floor(at / EACH) : null);

describe("of more wordings than are looked at several times", () => {
  const texts = planted(1);
  const all = items(texts);
  const mined = minePatterns(all, SUPPORT);

  test("there are so many", () => {
    expect(nodesOf(all, [...all.keys()]).length).toBeGreaterThan(MANY);
  });

  test.each([1, 2, 3])("the near repeats of every planted family come out as one pattern, which is no other family and little else (%d)", (seed) => {
    const { assignments } = seed === 1 ? mined : minePatterns(items(planted(seed)), SUPPORT);
    for (let family = 0; family < FAMILIES; family++) {
      const { value, count } = commonest(assignments.slice(family * EACH, (family + 1) * EACH));
      expect([family, value]).not.toEqual([family, null]);
      expect(count).toBeGreaterThanOrEqual(0.9 * EACH);
      const others = [...assignments.keys()].filter((at) => assignments[at] === value && familyOf(at) !== family);
      expect(others.filter((at) => familyOf(at) !== null)).toEqual([]);
      expect(others.length).toBeLessThanOrEqual(0.2 * EACH);
    }
  });

  test("few of the others are in any pattern", () => {
    const taken = mined.assignments.slice(FAMILIES * EACH).filter((id) => id !== null).length;
    expect(taken / LOOSE).toBeLessThan(0.05);
    expect(mined.patterns.length).toBeLessThan(1.5 * FAMILIES);
  });

  test("the answer is the same twice", () => {
    expect(minePatterns(items(texts), SUPPORT)).toEqual(mined);
  });

  test("a text that is there twice is in one cluster with itself", () => {
    const once = texts.slice(0, MANY / 2 + 500);
    const read = once.flatMap((text) => [text, text]).map(tokensOf);
    const terms = termsOf(read);
    const community = agreedCommunities(
      wordsOf(read.map((tokens) => tokens.map(({ key }) => key))),
      neighbourGraph(nearestLists(terms, new Index(terms), 10), 10),
    );
    expect(once.filter((_text, at) => community[2 * at] !== community[2 * at + 1])).toEqual([]);
  });
});
