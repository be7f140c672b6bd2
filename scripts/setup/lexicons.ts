import { LANGUAGES } from "#stages/scan/prose/lexicon/languages";
import { packedCommon, packedLexicon } from "#stages/scan/prose/lexicon/packed";

/** Module text with the words of every language, and those that tell a language, as they are looked up. */
export function lexiconsModule(): string {
  return [
    `export const COMMON_WORDS = ${JSON.stringify(packedCommon(LANGUAGES))};\n`,
    `export const LEXICONS: readonly string[] = ${JSON.stringify(LANGUAGES.map(({ lexicon }) => packedLexicon(lexicon)))};\n`,
  ].join("");
}
