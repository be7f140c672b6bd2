import type { Report } from "../mark.ts";
import { isDeclined, isMixed, latinOf } from "../text/scripts.ts";
import { viewOf } from "../text/view.ts";
import { disguisesOf, isTooLongToLift, isTriggerWord } from "./meaning/disguise.ts";
import { judge, type Judgement, type Setting } from "./meaning/judge.ts";

/** Where a stretch of a text lies in the file. */
export type Locate = (from: number, to: number) => readonly [number, number];

/**
 * Text as it is shown -> marks for what it tells an agent to do, in its own words and in every disguise that can be lifted
 * (spaced, leet, reversed, rot13, Morse, regional letters). `hidden` names the place when people do not see the text.
 */
export function judgeText(text: string, locate: Locate, setting: Setting, hidden: string | null, report: Report): void {
  const view = viewOf(text);
  const place = (start: number, end: number): readonly [number, number] => locate(view.places[start] ?? 0, (view.places[Math.max(start, end - 1)] ?? 0) + 1);
  for (const judgement of judge(view.text, setting)) {
    const [start, end] = place(judgement.start, judgement.end);
    say(judgement, view.text.slice(judgement.start, judgement.end), start, end, report);
    if (judgement.weak === "note") continue;
    if (hidden !== null) report({ rule: "prose-disguised", start, end, args: { why: `an instruction stands in ${hidden}` } });
    else if (isSplit(text.slice(view.places[judgement.start] ?? 0, view.places[judgement.end] ?? text.length)))
      report({ rule: "prose-disguised", start, end, args: { why: "invisible or encoded characters split its words" } });
  }
  for (const { text: lifted, how } of disguisesOf(text)) {
    const [start, end] = locate(0, text.length);
    for (const judgement of judge(viewOf(lifted).text, setting)) {
      say(judgement, `${how}: ${lifted.slice(0, 100)}`, start, end, report);
      report({
        rule: "prose-disguised",
        start,
        end,
        args: { why: `its words are ${how}` },
        evidence: [lifted.slice(0, 160)],
        ...(judgement.weak === "note" ? { disposition: "note", severity: "info" } : {}),
      });
      break;
    }
  }
  if (isTooLongToLift(text)) {
    const [start, end] = locate(0, 1);
    report({ rule: "scan-truncated", start, end, args: { why: "a stretch of prose is too long to look for every disguise in it" } });
  }
  mixedWords(text, locate, report);
}

function say(judgement: Judgement, words: string, start: number, end: number, report: Report): void {
  const { rule, name, parts, weak } = judgement;
  const evidence = [name, ...parts].map((one) => one.slice(0, 160));
  const args = { text: words.trim().slice(0, 100) };
  if (weak === null) report({ rule, start, end, args, evidence });
  else report({ rule, start, end, args, evidence, disposition: weak, severity: weak === "warn" ? "medium" : "info" });
}

/** Raw text of an instruction -> was it written to be missed? Soft hyphens, joiners, combining towers and numeric entities between the letters of a word. */
export function isSplit(raw: string): boolean {
  return /\p{L}(?:[\u00ad\u034f\u200b-\u200d\u2060\ufeff]|\p{Mn}{2,}|&(?:shy|zwnj|zwj|#\d{1,5}|#x[0-9a-f]{1,5});)+\p{L}|[a-z][\u0300-\u036f][a-z][\u0300-\u036f]|(?:&#(?:\d{2,5}|x[0-9a-f]{2,5});){2}/iu.test(
    raw,
  );
}

function mixedWords(text: string, locate: Locate, report: Report): void {
  if (!/[^\u0000-\u007f]/.test(text) || !/(?!\p{ASCII})[\p{L}\p{M}]/u.test(text)) return;
  let isSlavic: boolean | null = null;
  for (const match of text.matchAll(/[\p{L}\p{M}]{3,}/gu)) {
    if (!isMixed(match[0])) continue;
    isSlavic ??= (text.match(/[\p{Script=Cyrillic}\p{Script=Greek}]{3,}/gu)?.length ?? 0) > 4;
    if ((isSlavic && isDeclined(match[0])) || isScience(match[0], text.slice(match.index + match[0].length, match.index + match[0].length + 24))) continue;
    const [start, end] = locate(match.index, match.index + match[0].length);
    const shown = isShownAsTrick(text, match.index) ? { disposition: "note" as const, severity: "info" as const } : {};
    report({ rule: "mixed-script", start, end, args: { name: match[0].slice(0, 40) }, ...shown });
    if (shown.disposition === undefined) return;
  }
}

/** `Homoglyphs: "..."`: a quotation on a line that names the trick. What the words say is judged all the same, as if they were written plainly. */
function isShownAsTrick(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", at) + 1, at);
  return /\b(?:homoglyphs?|look-?alike (?:letters?|characters?)|confusables?)\b/i.test(line) && (line.match(/["“”`]/g)?.length ?? 0) % 2 === 1;
}

/** Greek letters inside of Latin words are how science writes ("TNF\u03b1"), unless the word is one that instructions are made of, or names a host. */
function isScience(word: string, after: string): boolean {
  const foreign = [...word].filter((letter) => latinOf(letter) !== undefined && !/[\p{Script=Latin}\p{Script=Greek}]/u.test(letter));
  if (foreign.length > 0 || !/\p{Script=Greek}/u.test(word) || /^\.[a-z]{2,6}\b/i.test(after)) return false;
  return !isTriggerWord(viewOf(word).text) && !isTriggerWord([...word].map((letter) => latinOf(letter)?.toLowerCase() ?? letter.toLowerCase()).join(""));
}
