import { viewOf } from "../../text/view.ts";
import { ENGLISH } from "../lexicon/english.table.ts";

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
  add(spaced(text), "spaced out");
  add(hyphenated(text), "cut by hyphens");
  add(leet(text), "written in leet");
  add(regional(text), "made of regional letters");
  add(reversed(text), "reversed");
  add(rot13(text), "rotated by thirteen letters");
  add(morse(text), "in Morse code");
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
    if (code === 32 || code === 9 || code === 46 || code === 95 || code === 42 || code === 124 || code === 126 || code === 45 || code === 0xb7) {
      if (++marks === 1 && letters >= 5) return true;
    } else if (isLetter(code) || isDigit(code)) {
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

/** A letter, or what may be one: everything beyond ASCII. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code >= 128;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const SIGN = 1;
const PART = 2;

/** What each ASCII letter is to a disguise; what is beyond ASCII is asked by itself: most letters of most texts pass here. */
type Letters = Readonly<{ ascii: Uint8Array; beyond: (code: number) => number }>;

function lettersOf(isSign: (code: number) => boolean, isPart: (code: number) => boolean): Letters {
  const bits = (code: number): number => (isSign(code) ? SIGN : 0) | (isPart(code) ? PART : 0);
  return { ascii: Uint8Array.from({ length: 128 }, (_, code) => bits(code)), beyond: bits };
}

/**
 * Does a pattern find at least two words in a text that `isTold` knows? The pattern is asked only around the letters it cannot do without
 * (signs), in the run of letters it may match (parts), as few words of a text have one.
 */
function findsTwo(text: string, pattern: RegExp, { ascii, beyond }: Letters, isTold: (word: string) => boolean): boolean {
  const bitsAt = (at: number): number => {
    const code = text.charCodeAt(at);
    return code < 128 ? (ascii[code] ?? 0) : beyond(code);
  };
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if ((bitsAt(at) & SIGN) === 0) continue;
    let from = at;
    let to = at + 1;
    while (from > 0 && (bitsAt(from - 1) & PART) !== 0) from--;
    while (to < text.length && (bitsAt(to) & PART) !== 0) to++;
    // with what stands on both sides of it, which the pattern may ask for
    if (to - from > 2) for (const word of text.slice(Math.max(0, from - 2), to + 2).match(pattern) ?? []) if (isTold(word) && ++count > 1) return true;
    at = to;
  }
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

const isHyphen = (code: number): boolean => code === 45 || code === 0x2010 || code === 0x2011 || code === 0xb7;
const CUT = lettersOf(isHyphen, (code) => isHyphen(code) || isLetter(code));

function hyphenated(text: string): string | null {
  const joined = (word: string): string => word.replace(/[^\p{L}]/gu, "").toLowerCase();
  if (!findsTwo(text, HYPHENATED, CUT, (word) => VOCABULARY.has(joined(word)))) return null;
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

/** A digit, or one of $ @ ! | */
const isLeet = (code: number): boolean => isDigit(code) || code === 36 || code === 64 || code === 33 || code === 124;
const LEET_LETTERS = lettersOf(isLeet, (code) => isLeet(code) || (isLetter(code) && code < 128) || code === 95 || code === 43);

function leet(text: string): string | null {
  if (!findsTwo(text, WRITTEN_IN_LEET, LEET_LETTERS, (word) => unleeted(word) !== null)) return null;
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

function telltales(text: string, pattern: RegExp): boolean {
  return (text.match(pattern)?.length ?? 0) > 1;
}

function reversed(text: string): string | null {
  return telltales(text, /\b(?:eht|dna|snoitcurtsni|erongi|lla|suoiverp|resu|dnes|ruoy|siht|ton|sdrowssap|yek)\b/gi) ? [...text].reverse().join("") : null;
}

function rot13(text: string): string | null {
  if (!telltales(text, /\b(?:gur|naq|vtaber|nyy|cerivbhf|vafgehpgvbaf|hfre|fraq|lbhe|lbh|abg|svyr|xrl|grkg|guvf|sbyybj|eha)\b/gi)) return null;
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
