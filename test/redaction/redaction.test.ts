import { describe, expect, test } from "vitest";
import { IS_WHOLE } from "../cases.ts";
import { harmlessSamples, OURS, secretSamples, shareOf, tallyOf } from "./measure.ts";

const EACH = IS_WHOLE ? 12 : 2;

describe("redaction over a generated corpus", () => {
  test("takes every kind of secret out of every place where it is met", async () => {
    const tallies = await tallyOf(secretSamples(2, EACH), OURS);
    expect(tallies.length).toBeGreaterThan(120);
    // Drawn values may be words by chance; a whole kind that is missed, or many, is a gap.
    expect(tallies.filter(({ hits, total }) => hits < 0.9 * total)).toEqual([]);
    expect(shareOf(tallies)).toBeGreaterThan(0.995);
  });

  test("leaves what only looks like one", async () => {
    const tallies = await tallyOf(harmlessSamples(2, 5 * EACH), OURS);
    expect(tallies.length).toBeGreaterThan(40);
    expect(tallies.filter(({ hits }) => hits > 0)).toEqual([]);
  });

  test("the measure sees a finder that finds nothing, and one that takes everything for a secret", async () => {
    const blind = { name: "blind", find: (text: string) => Promise.resolve({ found: false, left: text }) };
    const wild = { name: "wild", find: () => Promise.resolve({ found: true, left: "" }) };
    const telling = { name: "telling", find: (text: string) => Promise.resolve({ found: true, left: text }) };
    const [secrets, harmless] = [secretSamples(3, 1), harmlessSamples(3, 1)];
    expect(shareOf(await tallyOf(secrets, blind))).toBe(0);
    expect(shareOf(await tallyOf(secrets, telling))).toBe(0);
    expect(shareOf(await tallyOf(secrets, wild))).toBe(1);
    expect(shareOf(await tallyOf(harmless, wild))).toBe(1);
    expect(shareOf(await tallyOf(harmless, blind))).toBe(0);
  });
});
