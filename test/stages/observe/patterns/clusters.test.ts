import { ALONE } from "#kernel/powers";
import { clustersOf } from "#stages/observe/patterns/clusters";
import { logGamma } from "#stages/observe/patterns/log-gamma";
import { type MineItem, minePatterns } from "#stages/observe/patterns/mine";
import { nodesOf } from "#stages/observe/patterns/nodes";
import { describe, expect, test } from "vitest";
import { family, history } from "./history.ts";
import { LANGUAGES } from "./languages.table.ts";

const SUPPORT = { sessions: 3, days: 1 };

/** Texts of invented words, each made once. Numbers are drawn by a linear congruential generator. */
function noise(lines: number, seed = 3): readonly string[] {
  let state = seed;
  const below = (end: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4_294_967_296) * end);
  };
  const syllables = "ba ko mi ru te sal von dir pek lum nas gor fi wex hul".split(" ");
  const vocabulary = Array.from({ length: 1500 }, () => Array.from({ length: 2 + below(2) }, () => syllables[below(syllables.length)]).join(""));
  return Array.from({ length: lines }, () => Array.from({ length: 4 + below(6) }, () => vocabulary[below(vocabulary.length)]).join(" "));
}

function items(texts: readonly string[]): readonly MineItem[] {
  return texts.map((text, at) => ({ id: `i${at}`, text, session: `s${at}`, at: null, actions: [], outcome: { label: "unknown" } }));
}

describe("many requests", () => {
  const families = Object.entries(LANGUAGES).flatMap(([language, lists]) =>
    lists.map((wordings, nth) => ({ name: `${language} ${nth}`, texts: wordings.flatMap((one) => [one.replace("{}", "zebu"), one.replace("{}", "kolibri")]) })),
  );
  const all = [...families.flatMap(({ texts }) => texts), ...noise(800)];
  const { patterns, assignments } = minePatterns(items(all), SUPPORT);
  const patternsIn = (from: number, length: number) => assignments.slice(from, from + length).filter((id) => id !== null);

  test.each(families.map(({ name, texts }, at) => [name, 12 * at, texts.length] as const))(
    "in %s are found and are no other request",
    (_name, from, length) => {
      const ids = patternsIn(from, length);
      const best = Math.max(0, ...ids.map((id) => ids.filter((other) => other === id).length));
      expect(best).toBeGreaterThanOrEqual(length / 2);
      const others = assignments.filter((_id, at) => at < from || at >= from + length);
      expect(others.filter((id) => id !== null && ids.filter((own) => own === id).length * 2 > length)).toEqual([]);
    },
  );

  test("of invented words are in none of the patterns", () => {
    expect(assignments.slice(-800).filter((id) => id !== null)).toEqual([]);
    expect(patterns.length).toBeLessThanOrEqual(2 * families.length);
  });

  test("give the same answer twice", () => {
    expect(minePatterns(items(all), SUPPORT)).toEqual({ patterns, rejected: minePatterns(items(all), SUPPORT).rejected, assignments });
  });

  test("that were answered by work are told apart by it, whatever their words", () => {
    const pods = family("pods", ["check the status of web", "check the status of api", "is the status of db fine", "status of the queue"], () => [
      "kubectl get pods",
    ]);
    const orders = family("orders", ["check the status of order 12", "status of order 34", "how is the status of order 56"], () => ["shopify order show"]);
    const once = noise(700).map((text, at) => ({ family: `once ${at}`, text, commands: [] }));
    const { items: mixed, families: names } = history([...pods, ...orders, ...once]);
    const mined = minePatterns(mixed, SUPPORT);
    const inside = mined.patterns.map(({ id }) => [...new Set(names.filter((_name, at) => mined.assignments[at] === id))].join("+"));
    expect(inside.sort()).toEqual(["orders", "pods"]);
  });
});

describe("clustersOf", () => {
  test("puts a text into one cluster at most", () => {
    const texts = [...(LANGUAGES["english"] ?? []).flat(), ...noise(300)];
    const all = items(texts);
    const nodes = nodesOf(
      all,
      all.map((_one, at) => at),
    );
    const found = clustersOf(
      nodes,
      nodes.map(() => 1),
      null,
      ALONE,
      () => null,
    ).clusters.flatMap((cluster) => cluster.nodes);
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeGreaterThan(0);
  });
});

describe("logGamma", () => {
  test.each([
    [1, 0],
    [5, Math.log(24)],
    [0.5, Math.log(Math.PI) / 2],
    [11, Math.log(3_628_800)],
    [1e-6, 13.815_509_980_749_432],
  ])("of %d", (value, expected) => {
    expect(logGamma(value)).toBeCloseTo(expected, 8);
  });
});
