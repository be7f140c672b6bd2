import { describe, expect, test } from "vitest";
import { CATALOGUE } from "./catalogue.table.ts";
import { type HistoryOptions, historyOf } from "./history.ts";
import { type Found, scoreOf } from "./score.ts";

const OPTIONS: HistoryOptions = { seed: 5, now: Date.UTC(2026, 10, 21, 9), storage: "file", families: 6, below: 4, oneOffs: 24, otherLanguages: 0.2 };
const asFound = (id: string, phrases: readonly string[], slots: Found["slots"] = []): Found => ({ id, title: id, phrases, slots });

describe("synthetic histories", () => {
  test("are the same for the same options, and others for another seed", () => {
    expect(historyOf(OPTIONS)).toEqual(historyOf(OPTIONS));
    expect(historyOf(OPTIONS).home).not.toEqual(historyOf({ ...OPTIONS, seed: 6 }).home);
  });

  test("the catalogue has many families with four wordings or more, and each parameter stands in each wording that changes with it", () => {
    expect(CATALOGUE.length).toBeGreaterThanOrEqual(25);
    expect(new Set(CATALOGUE.map((family) => family.id)).size).toBe(CATALOGUE.length);
    for (const family of CATALOGUE) {
      expect(family.wordings.en.length, family.id).toBeGreaterThanOrEqual(4);
      for (const wording of Object.values(family.wordings).flat())
        for (const name of Object.keys(family.params)) expect(wording, family.id).toContain(`{${name}}`);
    }
  });

  test("families that count have three sessions or more, the others stay below the thresholds", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { families, below } = historyOf({ ...OPTIONS, seed });
      expect(families).toHaveLength(6);
      expect(below).toHaveLength(4);
      for (const family of families) expect(new Set(family.requests.map((request) => request.session)).size).toBeGreaterThanOrEqual(3);
      for (const family of below) {
        const sessions = new Set(family.requests.map((request) => request.session));
        const days = new Set([...sessions].map((session) => session.split("-")[1]));
        expect(sessions.size < 3 || days.size < 2).toBe(true);
      }
    }
  });
});

describe("the score", () => {
  const { families, oneOffs } = historyOf(OPTIONS);
  const perfect = families.map((family) =>
    asFound(
      family.id,
      family.requests.map((request) => request.text),
      Object.entries(family.slots).map(([name, examples]) => ({ name, examples })),
    ),
  );

  test("of a perfect finding is one everywhere", () => {
    expect(scoreOf(perfect, families)).toMatchObject({
      precision: 1,
      recall: 1,
      missed: [],
      split: [],
      merged: [],
      alien: [],
      slotRecall: 1,
      slotPrecision: 1,
    });
  });

  test("of nothing found has no recall", () => {
    expect(scoreOf([], families).recall).toBe(0);
  });

  test("names what is mixed, what is alien and what was missed", () => {
    const [first, second, ...rest] = perfect;
    if (first === undefined || second === undefined) throw new Error("two families at least");
    const score = scoreOf([asFound("mixed", [...first.phrases, ...second.phrases]), asFound("alien", oneOffs.slice(0, 4)), ...rest], families);
    expect(score.alien).toEqual(["alien"]);
    expect(score.merged).toEqual(["mixed"]);
    expect(score.missed).toEqual([first.id, second.id]);
    expect(score.precision).toBeCloseTo(4 / 6);
  });

  test("of slots with foreign values is lower", () => {
    const wrong = perfect.map((one) => ({ ...one, slots: one.slots.map((slot) => ({ ...slot, examples: ["nonsense"] })) }));
    expect(scoreOf(wrong, families)).toMatchObject({ slotRecall: 0, slotPrecision: 0 });
  });
});

describe("planted corrections", () => {
  test("are in the words of two sessions or more each, and change nothing of a history without them", () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 20; seed++) {
      const plain = historyOf({ ...OPTIONS, seed });
      const { rules, families, home } = historyOf({ ...OPTIONS, seed, corrections: true });
      expect(plain.rules).toEqual({});
      expect(families.map((one) => one.id)).toEqual(plain.families.map((one) => one.id));
      const text = JSON.stringify(home);
      for (const rule of Object.values(rules).flat()) {
        kinds.add("words" in rule ? "words" : "tools");
        if ("words" in rule) expect(text.split(rule.words).length).toBeGreaterThan(2);
        else expect(text).toContain(`${rule.avoid} `);
      }
    }
    expect([...kinds].toSorted()).toEqual(["tools", "words"]);
  });
});
