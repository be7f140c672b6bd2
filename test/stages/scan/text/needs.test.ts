import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JUDGE_NEEDS } from "#generated/finders";
import { COMMANDS_LOOKED_FOR } from "#stages/scan/prose/commands.table";
import { LOOKED_FOR, NEEDED } from "#stages/scan/prose/meaning/groups";
import { needsOf, type Need } from "#stages/scan/text/factors";
import { needsGate, packedNeeds } from "#stages/scan/text/needs";
import { viewOf } from "#stages/scan/text/view";
import { cases } from "../../../cases.ts";
import { CAMPAIGNS } from "../prose/campaigns.table.ts";
import { SECOND } from "../prose/second.table.ts";
import { FOURTH, THIRD } from "../prose/third.table.ts";

const TEXTS = [...[...CAMPAIGNS, ...SECOND, ...THIRD].map(([, , text]) => text), ...FOURTH].map((text) => viewOf(text).text);
const PATTERNS = [...new Set([...LOOKED_FOR, ...NEEDED.flat(), ...COMMANDS_LOOKED_FOR])];

/** Patterns that match in a text although the gate says that they cannot. */
function lost(patterns: readonly RegExp[]): (text: string) => readonly RegExp[] {
  const mayMatch = needsGate(packedNeeds([patterns]), Infinity);
  const plain = patterns.map((pattern) => new RegExp(pattern.source, pattern.flags.replace("g", "")));
  return (text) => plain.filter((pattern, at) => !mayMatch(0, at, text.toLowerCase()) && pattern.test(text));
}

describe("what a pattern needs in all of its parts", () => {
  it.each<[RegExp, readonly Need[]]>([
    [/\bsend\b[^.]{0,40}\b(?:key|token)s?\b/, ["\u0001send\u0001", ["\u0001keys\u0001", "\u0001key\u0001", "\u0001tokens\u0001", "\u0001token\u0001"]]],
    [/one\w+two|three/, [[["one", "two"], "three"]]],
    [/(?:one \w+|two)+ \d+ three/, [["one ", "two"], " three"]],
    [
      /(?:one\w+two|three\w+four){2}/,
      [
        [
          ["one", "two"],
          ["three", "four"],
        ],
      ],
    ],
    [/one(?:\w+two)?/, ["one"]],
    [/one(?!\w+two)/, ["one"]],
    [/\w+/, []],
    [/one\w+два/, []],
  ])("%s", (pattern, needs) => {
    expect(needsOf(pattern)).toEqual(needs);
  });

  it("closes where one part is missing, or is a piece of another word", () => {
    const mayMatch = needsGate(packedNeeds([[/\bsend\b[^.]{0,40}\bkeys?\b/, /one\w+two|three\w+four/]]));
    expect(["send the keys", "resend the keys", "send the monkeys", "the keys"].map((text) => mayMatch(0, 0, text))).toEqual([true, false, false, false]);
    expect(["one two", "three four", "one four", "two three"].map((text) => mayMatch(0, 1, text))).toEqual([true, true, false, false]);
  });
});

describe("a gate that was asked often", () => {
  it("opens for good", () => {
    const mayMatch = needsGate(packedNeeds([[/one/], [/two/]]), 3);
    expect([1, 2, 3, 4, 5].map(() => mayMatch(0, 0, "three"))).toEqual([false, false, false, true, true]);
    expect(mayMatch(1, 0, "three")).toBe(false);
  });
});

describe("a gate of needs lets through what matches", () => {
  const lostOf = lost(PATTERNS);

  it("in hostile texts, and in their sentences", () => {
    for (const text of TEXTS.flatMap((one) => [one, ...one.split(/(?<=[.!?]) /)])) expect([text, lostOf(text)]).toEqual([text, []]);
  });

  it("in texts made of pieces of hostile ones", () => {
    const pieces = TEXTS.flatMap((text) => text.split(/(?<=[ .,:;"'()])/));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => lostOf(parts.join("")).length === 0),
      { seed: 17, numRuns: cases(150) },
    );
  });

  it("as the build wrote it down", () => {
    expect(JUDGE_NEEDS).toEqual(packedNeeds(NEEDED));
  });
});
