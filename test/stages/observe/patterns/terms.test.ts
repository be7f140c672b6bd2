import { expect, it } from "vitest";
import { termsOf } from "#stages/observe/patterns/terms";
import { tokensOf } from "#stages/observe/patterns/tokens";
import { diceOf } from "../../../synthetic/dice.ts";

const dice = diceOf(7);
const word = (): string => Array.from({ length: 2 + dice.below(3) }, () => dice.pick(["ba", "ko", "mi", "ru", "te", "sal", "von"])).join("");

it("features of a text stand in the order of their hashes, each once, in short texts and in long ones, and the commonest have the lowest numbers", () => {
  const texts = Array.from({ length: 200 }, (_unused, at) => Array.from({ length: at % 20 === 0 ? 79 : 1 + dice.below(12) }, word).join(" "));
  const { starts, ids, weights, counts, numbers } = termsOf(texts.map(tokensOf));
  const hashes = new Map<number, number>();
  for (const [hash, number] of numbers.entries()) if (number >= 0) hashes.set(number, hash);
  expect(hashes.size).toBe(counts.length);
  expect([...counts]).toEqual([...counts].sort((a, b) => b - a));
  let longest = 0;
  for (const at of texts.keys()) {
    const [from, to] = [starts[at] ?? 0, starts[at + 1] ?? 0];
    const row = [...ids.subarray(from, to)].map((id) => hashes.get(id) ?? -1);
    longest = Math.max(longest, row.length);
    expect(row).toEqual([...new Set(row)].sort((a, b) => a - b));
    expect(weights.subarray(from, to).reduce((sum, one) => sum + one * one, 0)).toBeCloseTo(1, 4);
  }
  expect(longest).toBeGreaterThan(512);
});
