import { minePatterns, type MineItem } from "#stages/observe/patterns/mine";
import { describe, expect, test } from "vitest";
import { IS_WHOLE } from "../../../cases.ts";

const SUPPORT = { sessions: 3, days: 1 };
/** Every day a part of what CI reads. */
const LINES = IS_WHOLE ? 10_000 : 3_000;
/** As many chance groups as may stand in all of the lines. */
const BOUND = 3;

function items(texts: readonly string[]): readonly MineItem[] {
  return texts.map((text, at) => ({ id: `i${at}`, text, session: `s${at}`, at: null, actions: [], outcome: { label: "unknown" } }));
}

/** Seeded numbers in 0..1 (mulberry32). */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function worldOf(seed: number) {
  const dice = diceOf(seed);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(dice() * list.length)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  };
  const letters = (length: number): string => Array.from({ length }, () => pick([..."abcdefghijklmnopqrstuvwxyz"])).join("");
  const between = (least: number, most: number): number => least + Math.floor(dice() * (most - least + 1));
  const syllable = (): string => `${pick([..."bcdfghklmnprstvw"])}${pick([..."aeiou"])}${pick(["", "n", "r", "st", "l"])}`;
  const vocabulary = [...new Set(Array.from({ length: 3000 }, () => Array.from({ length: between(2, 3) }, syllable).join("")))].slice(0, 2000);
  return { dice, pick, letters, between, vocabulary };
}

const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  csv: ["convert march.pdf to csv", "turn ~/in/a.pdf into csv", "convert statement.pdf to csv please", "convert b.pdf into a csv", "make a csv of c.pdf"],
  nginx: ["restart the nginx server on web1", "restart nginx on web2 please", "please restart the nginx server", "restart nginx on api3 now"],
  weather: ["what's the weather in Oslo", "weather in Rome", "how is the weather in Paris", "the weather in Bonn please", "what is the weather in Lima"],
};

function sentence({ dice, pick, vocabulary }: ReturnType<typeof worldOf>): string {
  const [verbs, nouns] = [vocabulary.slice(0, 200), vocabulary.slice(200)];
  const more = dice() < 0.5 ? ` and ${pick(verbs)} ${pick(nouns)}` : "";
  return `${pick(verbs)} ${pick(["the", "a", "my", "our"])} ${pick(nouns)} ${pick(["of", "in", "for", "with"])} the ${pick(nouns)}${more}`;
}

/** Words by rank, the commonest most often, as in any language. */
function ranked({ dice, between, vocabulary }: ReturnType<typeof worldOf>): string {
  const all = ["the", "a", "of", "to", "in", "and", "for", "my", "is", "on", ...vocabulary];
  return Array.from({ length: between(4, 10) }, () => all[Math.floor(all.length ** dice()) - 1] ?? "the").join(" ");
}

const WORLDS: readonly (readonly [string, (world: ReturnType<typeof worldOf>) => string])[] = [
  ["random letters", ({ between, letters }) => Array.from({ length: between(3, 8) }, () => letters(between(2, 8))).join(" ")],
  ["random words of three letters", ({ between, letters }) => Array.from({ length: between(2, 5) }, () => letters(3)).join(" ")],
  ["random words of a vocabulary", ({ between, pick, vocabulary }) => Array.from({ length: between(4, 10) }, () => pick(vocabulary)).join(" ")],
  ["random words, some far more common", ranked],
  ["random sentences", sentence],
];

describe("patterns of words alone", () => {
  test.each(WORLDS)("%s hold no more than a chance pattern or so, and the true families among them are found", { timeout: 60_000 }, (_name, line) => {
    const world = worldOf(11);
    const noise = Array.from({ length: LINES }, () => line(world));
    expect(minePatterns(items(noise), SUPPORT).patterns.length).toBeLessThanOrEqual(BOUND);
    const known = Object.entries(FAMILIES).flatMap(([name, texts]) => texts.map((text) => ({ name, text })));
    const { assignments, patterns } = minePatterns(items([...known.map(({ text }) => text), ...noise]), SUPPORT);
    expect(patterns.length).toBeLessThanOrEqual(BOUND + known.length);
    for (const name of Object.keys(FAMILIES)) {
      const ids = known.flatMap((one, at) => (one.name === name ? [assignments[at] ?? null] : []));
      const best = Math.max(...ids.map((id) => (id === null ? 0 : ids.filter((other) => other === id).length)));
      expect([name, best]).toEqual([name, expect.toSatisfy((count: number) => count >= 3)]);
    }
  });

  test.each([
    [["restart the nginx server", "restart the discussion about nginx", "restart my router please"]],
    [["open the door", "open pull requests are annoying", "close the open window"]],
    [
      [
        "restart the nginx server",
        "restart the discussion about nginx",
        "restart my router please",
        "open the door",
        "open pull requests are annoying",
        "close the open window",
      ],
    ],
    [["book a table for two", "the table is broken", "print the table of contents"]],
    [["do you know about orchids", "do you know what year it is", "do you know the rules of curling", "how do you know"]],
    [["was denkst du über Bienen", "was denkst du, wer gewinnt", "weißt du, wie spät es ist", "weißt du etwas über Gotik"]],
  ])("one shared word makes no pattern of %j", (texts) => {
    expect(minePatterns(items(texts), SUPPORT).patterns).toEqual([]);
  });

  test.each([
    [["convert a.pdf to csv", "convert b.pdf to csv", "turn c.pdf into csv"]],
    [["what's the weather in Oslo", "weather in Rome", "how is the weather in Paris"]],
    [["restart nginx", "restart nginx please", "please restart nginx"]],
  ])("the same action on the same object is one in a short list: %j", (texts) => {
    expect(minePatterns(items(texts), SUPPORT).patterns.map((one) => one.requests.length)).toEqual([3]);
  });
});
