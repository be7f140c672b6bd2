import { describe, expect, it } from "vitest";
import { COMMON_WORDS, LEXICONS } from "#generated/lexicons";
import type { Concept } from "#stages/scan/prose/lexicon/concepts";
import { LANGUAGES } from "#stages/scan/prose/lexicon/languages";
import { packedCommon, packedLexicon, unpackedCommon } from "#stages/scan/prose/lexicon/packed";
import { addPhrases, beginningsOf, type Occurrence, trieOf } from "#stages/scan/prose/lexicon/trie";
import { readTokens, tokensOf } from "#stages/scan/prose/meaning/tokens";
import { viewOf } from "#stages/scan/text/view";

const TRIES = LANGUAGES.map(({ lexicon }) => trieOf(packedLexicon(lexicon)));

/** What a text begins with, in one language. */
function beginnings(language: number, text: string): readonly Occurrence[] {
  const trie = TRIES[language];
  const tokens = readTokens(viewOf(text).text.trim());
  const found: Occurrence[] = [];
  const [first] = tokens.known;
  if (trie !== undefined && first !== undefined) addPhrases(beginningsOf(trie, first.text), tokens, 0, tokens.count, 0, found);
  return found;
}

describe("the words of the lexicons", () => {
  it.each(LANGUAGES.map(({ name }, language) => [name, language] as const))("%s: each phrase is found as what it stands for", (_, language) => {
    const lexicon = LANGUAGES[language]?.lexicon;
    const missed: string[] = [];
    for (const [concept, list] of Object.entries({ ...lexicon?.acts, ...lexicon?.things }) as [Concept, string][])
      for (const phrase of list.split(",")) {
        const text = phrase.replaceAll("*", "");
        const to = tokensOf(viewOf(text).text.trim()).length;
        if (to > 0 && !beginnings(language, text).some((one) => one.concept === concept && one.to === to)) missed.push(`${concept}: ${phrase}`);
      }
    expect(missed).toEqual([]);
  });

  it.each([
    ["send", 0],
    ["sends", 1],
    ["sent", 2],
    ["sending", 3],
  ])("%s is a form of an English verb", (word, form) => {
    expect(beginnings(0, word)).toContainEqual({ concept: "send", form, from: 0, to: 1 });
  });

  it("are as the build wrote them down", () => {
    expect(LEXICONS).toEqual(LANGUAGES.map(({ lexicon }) => packedLexicon(lexicon)));
    expect(COMMON_WORDS).toBe(packedCommon(LANGUAGES));
  });

  it("tell a language only by what English does not have", () => {
    const common = unpackedCommon(COMMON_WORDS);
    expect([common.get("the"), common.get("no"), common.get("die"), common.get("een")]).toEqual([[0], undefined, [1], [2]]);
  });
});
