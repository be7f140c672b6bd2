import { wordsOf } from "#stages/observe/patterns/evidence";
import { merged } from "#stages/observe/patterns/merge";
import { describe, expect, test } from "vitest";

/** Share of texts that have a word of their own half, and one of the other. */
const [HERE, THERE] = [0.85, 0.15];

/** Numbers by a linear congruential generator. */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Two halves of so many texts of eight words, four of them likelier in the first half and four in the second. */
function halves(each: number): readonly (readonly string[])[] {
  const dice = diceOf(3);
  const names = Array.from({ length: 8 }, (_unused, at) => `w${at}`);
  return Array.from({ length: 2 * each }, (_unused, at) => {
    const first = at < each;
    const own = first ? names.slice(0, 4) : names.slice(4);
    const found = names.filter((name) => dice() < (own.includes(name) ? HERE : THERE));
    return found.length > 0 ? found : own.slice(0, 1);
  });
}

/** Texts of other things, so that the words of the two halves are none of everybody's. */
const others = (many: number): readonly (readonly string[])[] => Array.from({ length: many }, (_unused, at) => [`o${at % 97}`, `p${at % 89}`, `q${at % 83}`]);

/** Each text and the one as far into the other half, both ways. */
function linked(size: number, each: number) {
  const targets = Int32Array.from({ length: size }, (_unused, at) => (at < each ? at + each : at < 2 * each ? at - each : at));
  const starts = Int32Array.from({ length: size + 1 }, (_unused, at) => at);
  return { size, starts, targets, weights: new Float32Array(size).fill(1), loops: new Float64Array(size) };
}

describe("two halves of one request", () => {
  test.each([20, 60, 300, 1000])("of %d texts each are one cluster, though of many the smallest difference is beyond doubt", (each) => {
    const texts = [...halves(each), ...others(4 * each)];
    const given = Int32Array.from(texts, (_text, at) => (at < each ? 0 : at < 2 * each ? 1 : at));
    const community = merged(wordsOf(texts), linked(texts.length, each), given);
    expect(community[0]).toBe(community[each]);
  });

  test.each([20, 300])("of %d texts each stay two where they share no word", (each) => {
    const texts = [...halves(each).map((words, at) => words.map((word) => `${at < each ? "a" : "b"}${word}`)), ...others(4 * each)];
    const given = Int32Array.from(texts, (_text, at) => (at < each ? 0 : at < 2 * each ? 1 : at));
    const community = merged(wordsOf(texts), linked(texts.length, each), given);
    expect(community[0]).not.toBe(community[each]);
  });
});
