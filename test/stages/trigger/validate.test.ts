import { validated } from "#stages/trigger/validate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const WORDINGS = ["is the card blocked", "visa approved yet", "where is the visa", "card has a limit", "my visa limit"];
const RIVALS = [
  { name: "open-account", description: 'Open an account. Use when the user says "open a savings account".' },
  { name: "close-account", description: 'Close an account. Use when the user says "close my account".' },
];
const NEIGHBOURS = ["open a savings account", "close my account"];

describe("a description chosen by trial", () => {
  it("is the one by whose words left-out wordings find the skill", () => {
    const trial = validated({
      styles: ["title", "words"] as const,
      listed: (style, without) => ({ name: "card", description: style === "title" ? "Account" : WORDINGS.filter((text) => !without.has(text)).join(", ") }),
      wordings: WORDINGS,
      rivals: RIVALS,
      neighbours: NEIGHBOURS,
    });
    expect(trial).toMatchObject({ style: "words", wordings: 5, neighbours: 2 });
    const [title, words] = trial?.tried ?? [];
    expect(words?.found).toBeGreaterThan(title?.found ?? 5);
    expect(words?.taken).toBe(0);
  });

  it("is not one that takes the requests of neighbours", () => {
    const greedy = "card visa limit blocked approved where open a savings account close my account";
    const trial = validated({
      styles: ["greedy", "own"] as const,
      listed: (style) => ({ name: "card", description: style === "greedy" ? greedy : "card visa limit blocked approved where" }),
      wordings: WORDINGS,
      rivals: [{ name: "accounts", description: "Anything about money" }],
      neighbours: NEIGHBOURS,
    });
    expect(trial?.tried[0]).toMatchObject({ style: "greedy", taken: 2 });
    expect(trial?.style).toBe("own");
  });

  it("never asks a line about a wording that it was made of, asks every wording once, and takes the first where all are alike", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 20 }), (wordings) => {
        const left: string[] = [];
        const trial = validated({
          styles: ["a", "b"] as const,
          listed: (style, without) => {
            if (style === "a") left.push(...without);
            return { name: "same", description: "the same line" };
          },
          wordings: [...wordings, ...wordings],
          rivals: RIVALS,
          neighbours: [],
        });
        expect(left.toSorted()).toEqual(wordings.toSorted());
        expect(trial?.style).toBe("a");
      }),
    );
  });

  it("is none with too few wordings, and none with nobody to be told from", () => {
    const listed = () => ({ name: "x", description: "y" });
    const trials = { styles: ["a"] as const, listed, wordings: WORDINGS, rivals: RIVALS, neighbours: [] };
    expect(validated({ ...trials, wordings: WORDINGS.slice(0, 2) })).toBeNull();
    expect(validated({ ...trials, rivals: [] })).toBeNull();
    expect(validated(trials)).not.toBeNull();
  });
});
