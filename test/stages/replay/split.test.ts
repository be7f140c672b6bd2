import fc from "fast-check";
import { split } from "#stages/replay/split";
import { describe, expect, it } from "vitest";
import { type Asked, asked } from "../crystallize/history.ts";

const NEEDS = { train: 3, heldOut: 3 };
const WORDS = [
  "open pull requests of shop",
  "which PRs wait in api",
  "list what is to be reviewed in web",
  "PRs for cli please",
  "anything open in docs",
  "show me the queue of core",
];
const ask = (text: string, more: Partial<Asked> = {}): Asked => ({ text, lines: ["gh pr list"], ...more });
const sessionsOf = (list: readonly Readonly<{ session: string }>[]) => [...new Set(list.map((one) => one.session))];

describe("split", () => {
  it("learns from the earlier sessions and measures on the later ones", () => {
    const cut = split(
      asked(
        "f",
        WORDS.map((text) => ask(text)),
      ),
      NEEDS,
    );
    expect(cut).toMatchObject({ trainedOn: 3, sessions: 3, sameWords: 0 });
    expect(sessionsOf(cut.train)).toEqual(["f-s0", "f-s1", "f-s2"]);
    expect(sessionsOf(cut.heldOut)).toEqual(["f-s3", "f-s4", "f-s5"]);
  });

  it("sets aside a later session that asks in the words of an earlier one, and moves the cut for it while enough is left to learn from", () => {
    const few = [...WORDS.slice(0, 5), WORDS[0] ?? ""].map((text) => ask(text));
    expect(split(asked("f", few), NEEDS)).toMatchObject({ trainedOn: 3, sessions: 2, sameWords: 1 });
    const more = [...WORDS, "what is pending in lib", WORDS[5] ?? ""].map((text) => ask(text));
    expect(split(asked("f", more), NEEDS)).toMatchObject({ trainedOn: 5, sessions: 3, sameWords: 0 });
  });

  it("measures on successes only, and keeps failures to learn from", () => {
    const list = WORDS.map((text, at) => ask(text, at === 1 || at === 4 ? { outcome: "failure" } : {}));
    const cut = split(asked("f", list), NEEDS);
    expect(cut.heldOut.map((one) => one.outcome.label)).toEqual(["success", "success"]);
    expect(cut.train.map((one) => one.outcome.label)).toContain("failure");
  });

  it("never shares a session or a moment, whatever is asked when", () => {
    const one = fc.record({
      text: fc.constantFrom(...WORDS),
      session: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
      day: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (list) => {
        const all = asked(
          "f",
          list.map(({ text, session, day }) => ask(text, { session, day })),
        );
        const { train, heldOut, sessions, sameWords, trainedOn } = split(all, NEEDS);
        const [learned, measured] = [sessionsOf(train), sessionsOf(heldOut)];
        expect(measured.filter((id) => learned.includes(id))).toEqual([]);
        expect(heldOut.filter((request) => train.some((other) => other.text === request.text))).toEqual([]);
        const startOf = (id: string) => Math.min(...all.filter((request) => request.session === id).map((request) => request.at ?? 0));
        for (const id of measured) for (const other of learned) expect(startOf(other)).toBeLessThanOrEqual(startOf(id));
        expect(measured).toHaveLength(sessions);
        expect(learned).toHaveLength(trainedOn);
        expect(trainedOn + sessions + sameWords).toBe(sessionsOf(all).length);
      }),
    );
  });

  it("learns only from sessions that have no time", () => {
    const all = asked(
      "f",
      WORDS.map((text) => ask(text)),
    ).map((request, at) => (at > 3 ? { ...request, at: null } : request));
    const cut = split(all, NEEDS);
    expect(sessionsOf(cut.heldOut).some((id) => id === "f-s4" || id === "f-s5")).toBe(false);
  });
});
