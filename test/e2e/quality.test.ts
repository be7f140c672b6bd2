import { describe, expect, test } from "vitest";
import { writeSampleHome } from "../../scripts/demo/write.ts";
import { historyOf } from "../synthetic/history.ts";
import { foundIn, type Score, scoreOf } from "../synthetic/score.ts";
import { aHome } from "./forge.ts";

const NOW = Date.now();

function scoreWith(seed: number): Score {
  using home = aHome("empty");
  const history = historyOf({ seed, now: NOW, storage: seed % 2 === 0 ? "file" : "database", families: 6, below: 4, oneOffs: 24, otherLanguages: 0.2 });
  writeSampleHome(history.home, home.path);
  return scoreOf(foundIn(home.forge(["observe", "--dry-run", "--json"]).json), history.families);
}

describe("forge observe on histories that it was not made for", () => {
  // Floors, not goals: `node test/synthetic/evaluate.ts` prints the figures; they may only be raised.
  const scores = [101, 102, 103, 104, 105, 106, 107, 108].map(scoreWith);
  const mean = (pick: (score: Score) => number): number => scores.reduce((sum, score) => sum + pick(score), 0) / scores.length;
  const told = (): string => scores.map(({ missed, split, merged, alien }) => JSON.stringify({ missed, split, merged, alien })).join("\n");

  test("finds most families", () => {
    expect(
      mean(({ recall }) => recall),
      told(),
    ).toBeGreaterThanOrEqual(0.8);
  });

  test("finds little else: neither one-off requests, nor what is one session or one day short, nor what others asked for", () => {
    expect(
      mean(({ precision }) => precision),
      told(),
    ).toBeGreaterThanOrEqual(0.8);
  });

  test("hardly ever finds a family twice", () => {
    expect(scores.flatMap(({ split }) => split).length, told()).toBeLessThanOrEqual(1);
  });

  test("makes slots of what changes and of nothing else", () => {
    expect(mean(({ slotRecall }) => slotRecall)).toBeGreaterThanOrEqual(0.8);
    expect(mean(({ slotPrecision }) => slotPrecision)).toBeGreaterThanOrEqual(0.8);
  });
});
