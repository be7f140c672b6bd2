import type { SlotType } from "#kernel/pattern";
import { stemOf } from "#kernel/stem";
import { MASK_RULES, type MaskRule } from "./mask.table.ts";

type Word = Readonly<{ kind: "word"; text: string; key: string; dense: boolean; tied?: true }>;
type Value = Readonly<{ kind: "mask"; key: string; dense: boolean; type: SlotType; sub: string }>;

/** A token by itself: a word (`key` is its stem; a `tied` one hangs on the one before it by a hyphen), or a masked value (`key` is its type, `sub` the narrower class). */
export type Bare = Word | Value;

/** One token of a request. `text` is what was typed, at `start`..`end` of the composed (NFC) text; letters of scripts without spaces are tokens of one letter each. */
export type Token = Readonly<{ text: string; start: number; end: number }> & Bare;

const DENSE_LETTERS = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー";
const DENSE = new RegExp(`[${DENSE_LETTERS}]`, "u");
const DENSE_PARTS = new RegExp(`[${DENSE_LETTERS}]\\p{M}*|[^${DENSE_LETTERS}]+`, "gu");
const DENSE_LETTER = new RegExp(DENSE.source, "gu");

/** The head of a message says what is asked; what follows is mostly pasted material. */
const HEAD_CHARS = 1200;
const HEAD_TOKENS = 80;

/** Text of a request -> tokens in order. */
export function tokensOf(text: string): readonly Token[] {
  const head = text.normalize("NFC").slice(0, HEAD_CHARS);
  const masks = masksOf(head);
  const tokens: Token[] = [];
  let from = 0;
  for (const mask of masks) {
    pushWords(head.slice(from, mask.start), from, tokens);
    tokens.push({ kind: "mask", text: mask.text, key: `<${mask.type}>`, type: mask.type, sub: mask.sub, dense: false, start: mask.start, end: mask.end });
    from = mask.end;
  }
  pushWords(head.slice(from), from, tokens);
  return tokens.slice(0, HEAD_TOKENS);
}

type Mask = Readonly<{ start: number; end: number; text: string; type: SlotType; sub: string }>;

function masksOf(head: string): readonly Mask[] {
  const inside = DENSE.test(head) ? masksBy(ADDRESSES, head.replace(DENSE_LETTER, blanked), (start, text) => !goesOn(head, start, text)) : [];
  const rest = inside.reduce((left, { start, end }) => without(left, start, end), head);
  return [...inside, ...masksBy(MASK_RULES, rest)].sort((a, b) => a.start - b.start);
}

/**
 * Values whose form says where they end. Where words are not spaced a value stands right between letters (`把data/a.xlsx转成csv`); its own are of another script,
 * so they are looked for with those letters blanked out. Dates, numbers and quotes have letters of such scripts in them (`3月5日`) and are looked for as ever.
 */
const ADDRESSES: readonly MaskRule[] = MASK_RULES.filter(
  ({ type }) => type === "url" || type === "email" || type === "path" || type === "host" || type === "version",
);

function masksBy(rules: readonly MaskRule[], text: string, isWhole: (start: number, text: string) => boolean = () => true): readonly Mask[] {
  const masks: Mask[] = [];
  let rest = text;
  for (const rule of rules) {
    if (!rule.hint.test(rest)) continue;
    for (const found of matchesOf(rule.pattern, rest)) {
      const text = found[0];
      if (text.trim() === "" || (rule.accept !== undefined && !rule.accept(text)) || !isWhole(found.index, text)) continue;
      masks.push({ start: found.index, end: found.index + text.length, ...typed(rule.type, text, rule.sub) });
      // Taken out in place, so that positions stay and no later rule sees it.
      rest = without(rest, found.index, found.index + text.length);
    }
  }
  return masks;
}

function without(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}${blank(end - start)}${text.slice(end)}`;
}

function blank(length: number): string {
  return "\u0000".repeat(length);
}

function blanked(letter: string): string {
  return " ".repeat(letter.length);
}

/** Is it only a part of a name that begins in the other script (`報告_v2.docx`, `報告v2.docx`)? */
function goesOn(head: string, start: number, text: string): boolean {
  const named =
    (/^(?:[_.-]|[^/.]{1,2}\.)/.test(text) && !/^\d[\d.]*$/.test(text)) || /^\.[A-Za-z]/.test(head.slice(start + text.length, start + text.length + 2));
  return named && DENSE.test(head.slice(0, start).slice(-2));
}

/** Like `matchAll`, which makes a copy of the pattern first: that took as long as the search. */
function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    matches.push(found);
    if (found[0] === "") pattern.lastIndex++;
  }
  return matches;
}

/** A quoted path or number is a path or number: quotes are how people write, not what they mean. */
function typed(type: SlotType, text: string, sub: ((value: string) => string) | undefined): Readonly<{ text: string; type: SlotType; sub: string }> {
  if (type !== "quoted") return { text, type, sub: sub?.(text) ?? "" };
  return { text: text.replace(/^(?:```|["“„«「『《`'‘])|(?:```|["”“»」』》`'’])$/gu, ""), type, sub: "" };
}

const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}\p{M}]{1,12}){0,2}/gu;

function pushWords(text: string, offset: number, tokens: Token[]): void {
  const hasDense = DENSE.test(text);
  for (const found of matchesOf(WORD, text)) {
    const start = offset + found.index;
    if (!hasDense || !DENSE.test(found[0])) {
      const word = { kind: "word", text: found[0], key: stemOf(found[0]), dense: false, start, end: start + found[0].length } as const;
      tokens.push(isTied(text, found.index) ? { ...word, tied: true } : word);
    } else
      for (const { 0: part, index } of found[0].matchAll(DENSE_PARTS)) {
        const dense = DENSE.test(part);
        tokens.push({ kind: "word", text: part, key: dense ? part : stemOf(part), dense, start: start + index, end: start + index + part.length });
      }
  }
}

/** Does a word hang on the one before it by a hyphen? */
function isTied(text: string, at: number): boolean {
  const hyphen = text.charAt(at - 1);
  return (hyphen === "-" || hyphen === "‐") && at > 1 && /[\p{L}\p{N}][-‐]$/u.test(text.slice(at - 2, at));
}
