import { neighbourGraph } from "#stages/observe/patterns/graph";
import { chanceTexts, nearnessIn } from "#stages/observe/patterns/nearness";
import { Index } from "#stages/observe/patterns/nearest";
import { nearestLists } from "./nearest-lists.ts";
import { termsOf } from "#stages/observe/patterns/terms";
import { tokensOf } from "#stages/observe/patterns/tokens";
import { describe, expect, test } from "vitest";

const ASKED = 10;

/** Texts and which cluster each is in -> those that stay. */
function staying(texts: readonly string[], community: (text: number) => number): readonly number[] {
  const tokens = texts.map(tokensOf);
  const terms = termsOf(tokens);
  const index = new Index(terms);
  const graph = neighbourGraph(nearestLists(terms, index, ASKED), ASKED);
  const { isNear } = nearnessIn(
    { texts: tokens, weights: texts.map(() => 1), graph, chance: chanceTexts(tokens, terms, index) },
    Int32Array.from(texts, (_text, at) => community(at)),
  );
  return texts.map((_text, at) => at).filter(isNear);
}

function diceOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

describe("a text stays in its cluster", () => {
  const dice = diceOf(11);
  const pick = (words: string): string => words.split(" ")[dice(words.split(" ").length)] ?? "";
  const word = (): string => Array.from({ length: 3 + dice(5) }, () => "abcdefghijklmnopqrstuvwxyz"[dice(26)]).join("");
  const names = Array.from({ length: 300 }, word);
  const family = Array.from(
    { length: 40 },
    () =>
      `${pick("prune trim cut clip")} the ${pick("rose lilac box yew")} ${pick("hedge bush shrub")} ${pick("before after until")} ${pick("winter spring summer")}`,
  );
  // Half of what the family says, and half of what nobody else says.
  const half = Array.from({ length: 40 }, (_unused, at) => `${family[at]?.split(" ").slice(0, 3).join(" ") ?? ""} ${word()} ${word()} ${word()}`);
  const strangers = Array.from({ length: 400 }, () => Array.from({ length: 4 + dice(4) }, () => names[dice(names.length)]).join(" "));
  const texts = [...family, ...half, ...strangers];
  const [members, last] = [family.length, family.length + half.length];
  const own = (at: number): number => 2 + at;

  test("the sooner, the more of it are nearer than chance: beside the same near texts", () => {
    const among = staying(texts, (at) => (at < last ? 0 : own(at)));
    const crowded = staying(texts, (at) => (at < last + 300 ? 0 : own(at)));
    const halves = (list: readonly number[]): number => list.filter((at) => at >= members && at < last).length;
    expect(among.filter((at) => at < members)).toHaveLength(members);
    expect(halves(among)).toBeGreaterThan(halves(crowded));
    expect(among.filter((at) => at >= last)).toEqual([]);
    expect(crowded.filter((at) => at >= last)).toEqual([]);
  });
});
