import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMANDS_LOOKED_FOR } from "#stages/scan/prose/commands.table";
import { COMMANDS_FINDER, JUDGE_FINDER } from "#generated/finders";
import { LOOKED_FOR } from "#stages/scan/prose/meaning/groups";
import { factorsOf } from "#stages/scan/text/factors";
import { finderOf, gateOf } from "#stages/scan/text/finder";
import { finderTableOf, unpacked } from "#stages/scan/text/finder-table";
import { viewOf } from "#stages/scan/text/view";
import { cases } from "../../../cases.ts";
import { CAMPAIGNS } from "../prose/campaigns.table.ts";
import { SECOND } from "../prose/second.table.ts";
import { FOURTH, THIRD } from "../prose/third.table.ts";

const PATTERNS = [...LOOKED_FOR, ...COMMANDS_LOOKED_FOR];
const TEXTS = [...[...CAMPAIGNS, ...SECOND, ...THIRD].map(([, , text]) => text), ...FOURTH];

type Gate = ReturnType<typeof gateOf>;

/** A text -> the patterns that match in it although the gate says that they cannot. */
function lost(patterns: readonly RegExp[], gate: Gate, text: string): readonly RegExp[] {
  const open = [...gate.openIn(text.toLowerCase())];
  return patterns.filter((pattern, at) => open[at] === 0 && new RegExp(pattern.source, pattern.flags.replace("g", "")).test(text));
}

describe("words that a pattern cannot do without", () => {
  it.each<[RegExp, readonly string[] | null]>([
    [/\b(?:curl|wget)\b[^\n]{0,40}\|/, ["\u0001curl\u0001", "\u0001wget\u0001"]],
    [/colou?rs/, ["colours", "colors"]],
    [/(?:a|b)?[a-z]+/, null],
    [/(?=curl)[a-z]{4}/, null],
    [/(?:one|two){0,3}/, null],
    [/(?:one|two){2}/, ["one", "two"]],
    [/x(?:[0-9]+|)yes/, ["yes"]],
    [/key/iu, null],
    [/\b (?:key)?/, null],
  ])("%s", (pattern, factors) => {
    expect(factorsOf(pattern)).toEqual(factors);
  });

  it("are known of nearly every pattern of the scan", () => {
    // the others have digits of accounts, or words of languages without Latin letters, most of which are looked for only where such letters stand
    expect(PATTERNS.filter((pattern) => factorsOf(pattern) === null).length).toBeLessThan(PATTERNS.length / 25);
  });
});

describe("a gate lets through what matches", () => {
  it("in hostile texts, as they are and as they are viewed", () => {
    const gate = gateOf(finderTableOf(PATTERNS));
    for (const text of TEXTS.flatMap((one) => [one, viewOf(one).text])) expect([text, lost(PATTERNS, gate, text)]).toEqual([text, []]);
  });

  it("in texts made of pieces of hostile ones", () => {
    const gate = gateOf(finderTableOf(PATTERNS));
    const pieces = TEXTS.flatMap((text) => viewOf(text).text.split(/(?<=[ .,:;"'()])/));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => lost(PATTERNS, gate, parts.join("")).length === 0),
      { seed: 11, numRuns: cases(150) },
    );
  });

  it("at the edges of a text, of a word and after an underscore", () => {
    const patterns = [/\brm\b/, /@/, /\bnow/];
    const gate = gateOf(finderTableOf(patterns));
    for (const text of ["rm", "a rm", "_rm_", "@", "now", "x now"]) expect(lost(patterns, gate, text)).toEqual([]);
    expect([...gate.openIn("form known")]).toEqual([0, 0, 0]);
  });
});

describe("the finder that the build worked out", () => {
  it("knows words of every command, so that lines without one need not be read", () => {
    expect(COMMANDS_FINDER.always).toEqual([]);
  });

  it("is the one of the patterns as they are", () => {
    expect(unpacked(JUDGE_FINDER)).toEqual(finderTableOf(LOOKED_FOR));
    expect(unpacked(COMMANDS_FINDER)).toEqual(finderTableOf(COMMANDS_LOOKED_FOR));
  });

  it("names each place of each factor as a look at every place does", () => {
    const patterns = [/\bcat\b/, /cat/, /\bat/, /@/, /at\b/, /\bconcatenate\b/, /a b/, /\b_x/, /x/, /b cat/, /cats?at/, /\bx1/];
    const { find, patterns: needing, patternsFrom } = finderOf(finderTableOf(patterns));
    const isWord = (text: string, at: number): boolean => /[a-z0-9]/.test(text.charAt(at));
    fc.assert(
      fc.property(fc.array(fc.constantFrom("cat", "concatenate", "at", "a", " ", "_", "@", "b", "x", "\u00e9", "1"), { maxLength: 20 }), (parts) => {
        const text = parts.join("");
        const found: string[] = [];
        find(text, (factor, start, end) => {
          for (const pattern of needing.subarray(patternsFrom[factor], patternsFrom[factor + 1])) found.push(`${pattern} ${start} ${end}`);
        });
        const expected = patterns.flatMap((pattern, number) =>
          (factorsOf(pattern) ?? []).flatMap((factor) => {
            const letters = factor.replaceAll("\u0001", "");
            return Array.from({ length: text.length }, (_, start) => start).flatMap((start) => {
              const end = start + letters.length;
              if (!text.startsWith(letters, start)) return [];
              if (factor.startsWith("\u0001") && isWord(letters, 0) && isWord(text, start - 1)) return [];
              return factor.endsWith("\u0001") && isWord(letters, letters.length - 1) && isWord(text, end) ? [] : [`${number} ${start} ${end}`];
            });
          }),
        );
        expect(found.toSorted()).toEqual(expected.toSorted());
      }),
      { seed: 3, numRuns: cases(300) },
    );
  });
});

describe("the places of a view", () => {
  it("are those of its letters, whenever they are asked for", () => {
    const letters = fc.constantFrom(
      " ",
      "\n",
      "\n\n",
      "\t",
      "a",
      "B",
      "`",
      "&",
      "&amp;",
      "&nbsp;",
      "&NewLine;",
      "&shy;",
      "\u00e9",
      "\u0301",
      "\u200b",
      "\u00a0",
      "\u0430",
      "\u2014",
      "\u{1d400}",
      "\ufdfa",
      "\ud800",
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 24 }), (parts) => {
        const raw = parts.join("");
        const { text, places } = viewOf(raw);
        expect([places.length, places.at(-1)]).toEqual([text.length + 1, raw.length]);
        for (let at = 1; at < places.length; at++) expect(places[at] ?? 0).toBeGreaterThanOrEqual(places[at - 1] ?? 0);
        for (let at = 0; at < text.length; at++)
          if (/[b&@]/.test(text.charAt(at))) expect(raw.charAt(places[at] ?? 0).toLowerCase()).toMatch(/[b&@\u{1d400}\ud835]/u);
      }),
      { seed: 5, numRuns: cases(300) },
    );
  });
});
