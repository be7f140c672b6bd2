import { expect, it } from "vitest";
import { Counts } from "#stages/observe/patterns/counts";
import { wordsOf } from "#stages/observe/patterns/evidence";
import { diceOf } from "../../../synthetic/dice.ts";

it("what is given up as less likely than asked for is, and all else is told to the last bit", () => {
  const dice = diceOf(11);
  const texts = Array.from({ length: 400 }, (_unused, at) => {
    const family = at % 15;
    const length = at % 40 === 0 ? 300 : 1 + dice.below(12);
    return Array.from({ length }, () => (dice.below(3) === 0 ? `f${family * 4 + dice.below(4)}` : `w${Math.floor(600 ** (dice.below(1000) / 1000))}`));
  });
  const words = wordsOf(texts);
  const community = Int32Array.from(texts, (_text, at) => (dice.below(8) === 0 ? dice.below(15) : at % 15));
  const counts = new Counts(words, community, 15);
  let given = 0;
  for (let text = 0; text < texts.length; text++)
    for (let cluster = 0; cluster < 15; cluster++) {
      const inside = community[text] === cluster;
      const whole = counts.logLikelihood(text, cluster, inside, 0);
      for (const beside of [-60, -3, -1e-3, 1e-3, 3, 60]) {
        const found = counts.logLikelihood(text, cluster, inside, Math.exp(whole + beside));
        if (found === whole) continue;
        given++;
        expect(found).toBe(Number.NEGATIVE_INFINITY);
        expect(beside).toBeGreaterThan(0);
      }
    }
  expect(given).toBeGreaterThan(5000);
});
