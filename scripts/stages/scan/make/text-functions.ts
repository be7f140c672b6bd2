import { wordsOf } from "./lines.ts";
import { patternSubst, stemOf } from "./patterns.ts";
import { concatAll, FROM, isKnown, known, lost, type Text } from "../shell/text.ts";

type Compute = (args: readonly string[]) => string | null;

const each =
  (change: (word: string) => string): Compute =>
  ([text = ""]) =>
    wordsOf(text).map(change).join(" ");

const FOLDER = (word: string): string => (word.includes("/") ? word.slice(0, word.lastIndexOf("/") + 1) : "./");
const LAST = (word: string): string => word.slice(word.lastIndexOf("/") + 1);
const ending = (word: string): number => {
  const dot = word.lastIndexOf(".");
  return dot > word.lastIndexOf("/") ? dot : -1;
};
const number = (text: string | undefined): number => (/^\s*\d{1,7}\s*$/.test(text ?? "") ? Number(text) : NaN);

function filtered(patterns: string, text: string, isOut: boolean): string {
  const all = wordsOf(patterns);
  return wordsOf(text)
    .filter((word) => all.some((one) => stemOf(one, word) !== null) !== isOut)
    .join(" ");
}

/** Functions that only make a text of texts (GNU make manual, "Functions for String Substitution", "Functions for File Names") -> how many arguments they have. */
export const TEXT_FUNCTIONS: ReadonlyMap<string, readonly [number, Compute]> = new Map<string, readonly [number, Compute]>([
  ["subst", [3, ([from = "", to = "", text = ""]) => (from === "" ? text + to : text.replaceAll(from, () => to))]],
  ["patsubst", [3, ([from = "", to = "", text = ""]) => patternSubst(known(from), known(to), known(text), false).text]],
  ["strip", [1, each((word) => word)]],
  ["findstring", [2, ([find = "", text = ""]) => (text.includes(find) ? find : "")]],
  ["filter", [2, ([patterns = "", text = ""]) => filtered(patterns, text, false)]],
  ["filter-out", [2, ([patterns = "", text = ""]) => filtered(patterns, text, true)]],
  ["sort", [1, ([text = ""]) => [...new Set(wordsOf(text))].sort().join(" ")]],
  ["word", [2, ([at, text = ""]) => (Number.isNaN(number(at)) ? null : (wordsOf(text)[number(at) - 1] ?? ""))]],
  [
    "wordlist",
    [
      3,
      ([from, to, text = ""]) =>
        Number.isNaN(number(from) + number(to))
          ? null
          : wordsOf(text)
              .slice(number(from) - 1, number(to))
              .join(" "),
    ],
  ],
  ["words", [1, ([text = ""]) => String(wordsOf(text).length)]],
  ["firstword", [1, ([text = ""]) => wordsOf(text)[0] ?? ""]],
  ["lastword", [1, ([text = ""]) => wordsOf(text).at(-1) ?? ""]],
  ["dir", [1, each(FOLDER)]],
  ["notdir", [1, each(LAST)]],
  [
    "suffix",
    [
      1,
      ([text = ""]) =>
        wordsOf(text)
          .filter((word) => ending(word) >= 0)
          .map((word) => word.slice(ending(word)))
          .join(" "),
    ],
  ],
  ["basename", [1, each((word) => (ending(word) < 0 ? word : word.slice(0, ending(word))))]],
  ["addsuffix", [2, ([end = "", text = ""]) => each((word) => word + end)([text])]],
  ["addprefix", [2, ([start = "", text = ""]) => each((word) => start + word)([text])]],
  ["join", [2, ([one = "", other = ""]) => paired(wordsOf(one), wordsOf(other))]],
  ["abspath", [1, each((word) => word)]],
  ["realpath", [1, each((word) => word)]],
  ["wildcard", [1, ([text = ""]) => text]],
]);

function paired(one: readonly string[], other: readonly string[]): string {
  return Array.from({ length: Math.max(one.length, other.length) }, (_none, at) => `${one[at] ?? ""}${other[at] ?? ""}`).join(" ");
}

/** Functions that take their words one by one, so that what is known of a word stays known. */
const BY_WORD: ReadonlySet<string> = new Set("addsuffix addprefix strip abspath realpath dir notdir wildcard".split(" "));

/** A function of texts with what it is given -> what it gives, as far as it can be told. */
export function computed(hasOddNames: boolean, name: string, texts: readonly Text[], compute: Compute): Text {
  const all = concatAll(texts, " ");
  const isWhole = texts.every(isKnown);
  if (name === "wildcard") return wild(hasOddNames, all);
  const made = isWhole || (BY_WORD.has(name) && !/[;|&`$<>'"]/.test(all.text)) ? compute(texts.map((one) => one.text)) : null;
  if (made === null) return { ...lost(all), names: all.names };
  return { text: made, from: all.from, names: all.names };
}

/** The names of files that fit a pattern: the shell puts the same names in for it. Of files of the skill the author chose every letter. */
function wild(hasOddNames: boolean, pattern: Text): Text {
  return hasOddNames ? { ...lost(pattern), from: pattern.from | FROM.own } : { ...pattern, from: pattern.from | FROM.plain };
}
