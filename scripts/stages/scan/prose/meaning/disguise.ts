import { viewOf } from "../../text/view.ts";
import { ENGLISH } from "../lexicon/english.table.ts";
import { classOf, DIGIT, LETTER, type Signs, signsIn, SINGLES, SPACER } from "./signs.ts";

/** A text with a disguise lifted, and what the disguise was. */
export type Disguise = Readonly<{ text: string; how: string }>;

const GLUE = "the and to of a in is it you your this that for with not do be as on at by from or if then them me we i do us no yes so an are".split(" ");
const VOCABULARY: ReadonlySet<string> = new Set([
  ...GLUE,
  ...[...Object.values(ENGLISH.acts), ...Object.values(ENGLISH.things)]
    .flatMap((list) => list.replaceAll("*", "").split(/[^a-z]+/))
    .filter((word) => word.length > 2),
  ..."instructions instruction rules previous system prompt ignore".split(" "),
]);
const LONGEST_WORD = 16;
/** A long text is lifted window by window, so that what stands in front of a disguise does not cover it. */
const WINDOW = 8_000;
/** Windows share this much, so that an instruction on a border is whole in one of them. */
const SHARED = 600;
/** More windows than a text of a megabyte has are not lifted; the caller says so. */
const MOST_WINDOWS = 140;

/** Text -> is it so long that its disguises are not all looked for? */
export function isTooLongToLift(text: string): boolean {
  return text.length > MOST_WINDOWS * (WINDOW - SHARED);
}

/** Text -> the same with each disguise lifted that it shows signs of, by windows. Linear; what lies behind the last window is not read (`isTooLongToLift`). */
export function disguisesOf(whole: string): readonly Disguise[] {
  const found: Disguise[] = [];
  for (let at = 0, count = 0; count < MOST_WINDOWS && (at === 0 || at + SHARED < whole.length); at += WINDOW - SHARED, count++)
    found.push(...liftedOf(whole.slice(at, at + WINDOW)));
  return found;
}

function liftedOf(text: string): readonly Disguise[] {
  const found: Disguise[] = [];
  const add = (lifted: string | null, how: string): void => {
    if (lifted !== null && lifted !== text) found.push({ text: lifted, how });
  };
  const { backward, rotated, single, isGapped, leet: runs } = signsIn(text);
  if (single >= SINGLES) add(spaced(text), "spaced out");
  add(hyphenated(text), "cut by hyphens");
  add(leet(text, runs), "written in leet");
  add(regional(text), "made of regional letters");
  if (backward > 1) add([...text].reverse().join(""), "reversed");
  if (rotated > 1) add(rot13(text), "rotated by thirteen letters");
  if (isGapped) add(morse(text), "in Morse code");
  return found;
}

/** Is a word (small letters) one that instructions are made of? */
export function isTriggerWord(word: string): boolean {
  return VOCABULARY.has(word);
}

const SPACED = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ \t._*|~\u00b7-]{1,3}){5,400}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;

function spaced(text: string): string | null {
  if (!isSpaced(text)) return null;
  return text.replace(SPACED, (run) => {
    const words = run.split(/[ \t]{2,}/).map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""));
    return (words.length > 1 ? words : [segmented(words[0] ?? "")]).join(" ");
  });
}

/** Do five letters or more follow each other with blanks or marks after each? Every letter beyond ASCII counts; the pattern decides. */
function isSpaced(text: string): boolean {
  let letters = 0;
  let marks = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const bits = code < 128 ? classOf(code) : code === 0xb7 ? SPACER : LETTER;
    if ((bits & SPACER) !== 0) {
      if (++marks === 1 && letters >= 5) return true;
    } else if ((bits & (LETTER | DIGIT)) !== 0) {
      // the first half of a letter of two
      if (code >= 0xd800 && code < 0xdc00) continue;
      if (marks === 0 || marks > 3) letters = 0;
      marks = 0;
      letters++;
    } else {
      letters = 0;
      marks = 0;
    }
  }
  return false;
}

/** Does a pattern find at least two words in stretches [from, to) of a text that `isTold` knows? With what stands on both sides of each, which the pattern may ask for. */
function findsTwo(text: string, pattern: RegExp, stretches: Iterable<readonly [number, number]>, isTold: (word: string) => boolean): boolean {
  let count = 0;
  for (const [from, to] of stretches)
    for (const word of text.slice(Math.max(0, from - 2), to + 2).match(pattern) ?? []) if (isTold(word) && ++count > 1) return true;
  return false;
}

/** Letters without blanks -> words of the vocabulary, longest first; what is no word stays as it is. */
function segmented(letters: string): string {
  const lower = letters.toLowerCase();
  const words: string[] = [];
  let rest = "";
  for (let at = 0; at < lower.length; ) {
    let length = Math.min(LONGEST_WORD, lower.length - at);
    while (length > 1 && !VOCABULARY.has(lower.slice(at, at + length))) length--;
    if (length > 1) {
      if (rest !== "") words.push(rest);
      rest = "";
      words.push(lower.slice(at, at + length));
      at += length;
    } else rest += lower.charAt(at++);
  }
  return [...words, rest].join(" ").trim();
}

const HYPHENATED = /\p{L}{1,6}(?:[-\u2010\u2011\u00b7]\p{L}{1,6}){1,6}/gu;

const OTHER_HYPHEN = /[\u2010\u2011\u00b7]/;

/** Runs of letters and hyphens that hold a hyphen between two letters. */
function cutIn(text: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  const isOther = OTHER_HYPHEN.test(text);
  const isLetterAt = (at: number): boolean => at >= 0 && at < text.length && (text.charCodeAt(at) >= 128 || (classOf(text.charCodeAt(at)) & LETTER) !== 0);
  const isPartAt = (at: number): boolean => isLetterAt(at) || (at >= 0 && at < text.length && text.charCodeAt(at) === 45);
  for (let at = text.indexOf("-"); at >= 0; at = text.indexOf("-", at + 1)) {
    if (!isLetterAt(at - 1) || !isLetterAt(at + 1)) continue;
    let from = at;
    while (isPartAt(from - 1)) from--;
    while (isPartAt(at)) at++;
    found.push([from, at]);
  }
  return isOther ? [[0, text.length]] : found;
}

function hyphenated(text: string): string | null {
  const joined = (word: string): string => word.replace(/[^\p{L}]/gu, "").toLowerCase();
  if (!findsTwo(text, HYPHENATED, cutIn(text), (word) => VOCABULARY.has(joined(word)))) return null;
  return text.replace(HYPHENATED, (word) => (VOCABULARY.has(joined(word)) ? joined(word) : word));
}

const LEET: Readonly<Record<string, string>> = {
  0: "o",
  1: "i",
  3: "e",
  4: "a",
  5: "s",
  7: "t",
  8: "b",
  9: "g",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "l",
  "+": "t",
};

const WRITTEN_IN_LEET = /(?<![\w/:.@-])[\w$@!|+]{3,24}(?![\w/:@-])/g;

function leet(text: string, runs: Signs["leet"]): string | null {
  if (!findsTwo(text, WRITTEN_IN_LEET, runs, (word) => unleeted(word) !== null)) return null;
  return text.replace(WRITTEN_IN_LEET, (word) => unleeted(word) ?? word);
}

/** A word in leet -> the word of the vocabulary it stands for, or null. */
function unleeted(word: string): string | null {
  if (!/[0-9$@!|]/.test(word) || !/[a-z]/i.test(word)) return null;
  const plain = [...word.toLowerCase()].map((letter) => LEET[letter] ?? letter).join("");
  const other = [...word.toLowerCase()].map((letter) => (letter === "1" ? "l" : (LEET[letter] ?? letter))).join("");
  return [plain, other].find((one) => VOCABULARY.has(one.replace(/[^a-z]+$/, ""))) ?? null;
}

function regional(text: string): string | null {
  if (!text.includes("\ud83c")) return null;
  if (!/(?:[\u{1f1e6}-\u{1f1ff}][\s\u200b-\u200d\u2060]*){6}/u.test(text)) return null;
  const lifted = text.replace(/[\u{1f1e6}-\u{1f1ff}]/gu, (letter) => String.fromCharCode(97 + (letter.codePointAt(0) ?? 0) - 0x1f1e6));
  return lifted.replace(/(?<![\p{L}])(?:[a-z][ \t\u200b-\u200d\u2060]){3,400}[a-z]?/gu, (run) => {
    const words = run.split(/[ \t]{2,}/).map((word) => word.replace(/[^a-z]/g, ""));
    return `${(words.length > 1 ? words : [segmented(words[0] ?? "")]).join(" ")} `;
  });
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter < "a" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

const MORSE: ReadonlyMap<string, string> = new Map(
  ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.."
    .split(" ")
    .map((code, at) => [code, String.fromCharCode(97 + at)] as const),
);

function morse(text: string): string | null {
  if (!/(?:[.\-\u2022\u00b7\u2219\u2013\u2014_]{1,5}(?:\s|\/|$)[\s/]{0,3}){10}/.test(text)) return null;
  const plain = viewOf(text)
    .text.replace(/[\u2022\u00b7\u2219]/g, ".")
    .replace(/[\u2013\u2014_]/g, "-");
  const run = /(?:[.-]{1,5}(?: |\/|$)[ /]{0,3}){10,2000}/.exec(plain);
  if (run === null || !/\.-|-\./.test(run[0])) return null;
  const words = run[0].split(/\s*\/\s*| {2,}/).map((word) =>
    word
      .trim()
      .split(" ")
      .map((code) => MORSE.get(code) ?? "")
      .join(""),
  );
  return (words.length > 1 ? words : [segmented(words[0] ?? "")]).join(" ");
}
