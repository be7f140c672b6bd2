import type { LineSlots } from "./line-slots.ts";
import { plainValue } from "./line-slots.ts";
import { shapeOf } from "./shape.ts";
import type { Seen } from "./seen.ts";

const LINE = 1000;
/** Share of tokens two lines have to have in common before they are compared place by place. */
const ALIKE = 0.34;
const COMPARED = 60;

/**
 * Calls of one step -> one line as it was run, with `{slot}` where calls differ: the slot of the person's words when the same value stands in
 * them, else a new one. The line that is most like the others is the model; braces of its own are left as they are.
 */
export function generalise(calls: readonly Seen[], slots: LineSlots): string {
  const looked = calls.slice(0, COMPARED);
  const lines = looked.map(({ action }) => wordsOf(plainLine(action.line)));
  const model = modelOf(lines);
  const words = lines[model] ?? [];
  const others = lines.map((line, at) => ({ line, at })).filter(({ line }) => alike(words, line) >= ALIKE);
  const aligned = others.map(({ line, at }) => ({ at, to: align(words, line) }));
  let out = "";
  for (const [place, word] of words.entries()) {
    if (/^\s+$/.test(word)) {
      out += word;
      continue;
    }
    const values = aligned.map(({ at, to }) => ({ at, value: to[place] ?? null })).filter((one) => one.value !== null);
    out += slotted(
      word,
      values.map(({ at, value }) => ({ value: value ?? "", words: looked[at]?.request.text ?? "" })),
      slots,
    );
  }
  return out.trim().slice(0, LINE).toWellFormed();
}

type Value = Readonly<{ value: string; words: string }>;

function slotted(word: string, values: readonly Value[], slots: LineSlots): string {
  const distinct = [...new Set(values.map((one) => one.value))];
  if (distinct.length < 2) return word;
  const [before, after] = frameOf(distinct);
  const inner = (value: string): string => value.slice(before.length, value.length - after.length);
  const inners = values.map((one) => ({ value: inner(one.value), words: one.words }));
  const typed = inners.filter(({ value, words }) => value !== "" && plainValue(words).includes(plainValue(value))).length >= 0.6 * inners.length;
  const whole = distinct.map((value) => value.replace(/^["'`]|["'`]$/g, ""));
  const known = slots.known(inners.map((one) => one.value));
  if (known !== null) return `${before}{${known}}${after}`;
  const named = slots.known(whole);
  if (named !== null) return `{${named}}`;
  const added = slots.add(
    inners.map((one) => one.value).filter((value) => value !== ""),
    typed,
  );
  return added === null ? word : `${before}{${added}}${after}`;
}

/** What all values begin and end with, up to a border, so that `wttr.in/Oslo?format=3` gives `wttr.in/{place}?format=3`. */
function frameOf(values: readonly string[]): readonly [string, string] {
  const [first = ""] = values;
  let before = 0;
  while (before < first.length && values.every((value) => value[before] === first[before])) before++;
  while (before > 0 && /[\p{L}\p{N}]/u.test(first[before - 1] ?? "")) before--;
  let after = 0;
  const shortest = Math.min(...values.map((value) => value.length)) - before;
  while (after < shortest && values.every((value) => value[value.length - 1 - after] === first[first.length - 1 - after])) after++;
  while (after > 0 && /[\p{L}\p{N}._-]/u.test(first[first.length - after] ?? "")) after--;
  return [first.slice(0, before), after === 0 ? "" : first.slice(first.length - after)];
}

/** Line -> words and the white space between them; quoted parts stay whole. */
function wordsOf(line: string): readonly string[] {
  return line.match(/\s+|(?:[^\s"']|"[^"\n]*"|'[^'\n]*'|["'])+/g) ?? [];
}

/** Placeholders of secrets are numbered within one run only. */
function plainLine(line: string): string {
  return line.replace(/<secret:([a-z0-9-]{1,40}):\d{1,6}>/g, "<secret:$1>");
}

function modelOf(lines: readonly (readonly string[])[]): number {
  let best = 0;
  let most = -1;
  for (const [at, line] of lines.entries()) {
    const sum = lines.reduce((total, other) => total + alike(line, other), 0) - line.length * 1e-4;
    if (sum > most + 1e-9) {
      most = sum;
      best = at;
    }
  }
  return best;
}

/** Share of shapes two lines have in common, of the longer one. */
function alike(a: readonly string[], b: readonly string[]): number {
  const left = a.filter((word) => word.trim() !== "").map(shapeOf);
  const right = b.filter((word) => word.trim() !== "").map(shapeOf);
  const open = new Map<string, number>();
  for (const shape of right) open.set(shape, (open.get(shape) ?? 0) + 1);
  let shared = 0;
  for (const shape of left) {
    const count = open.get(shape) ?? 0;
    if (count > 0) shared++;
    open.set(shape, count - 1);
  }
  return left.length === 0 || right.length === 0 ? 0 : shared / Math.max(left.length, right.length);
}

/** For each word of the model the word of the other line at its place: equal ones anchor, gaps of the same length pair up. */
function align(model: readonly string[], other: readonly string[]): readonly (string | null)[] {
  const a = model
    .map((word, at) => ({ word, at }))
    .filter(({ word }) => word.trim() !== "")
    .slice(0, 200);
  const b = other.filter((word) => word.trim() !== "").slice(0, 200);
  const lengths = lcsTable(
    a.map(({ word }) => word),
    b,
  );
  const result: (string | null)[] = model.map(() => null);
  let i = 0;
  let j = 0;
  let gapI = 0;
  let gapJ = 0;
  const pair = (): void => {
    if (i - gapI === j - gapJ) for (let at = gapI; at < i; at++) result[a[at]?.at ?? 0] = b[gapJ + at - gapI] ?? null;
  };
  while (i < a.length && j < b.length) {
    if (a[i]?.word === b[j]) {
      pair();
      result[a[i]?.at ?? 0] = b[j] ?? null;
      gapI = ++i;
      gapJ = ++j;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i++;
    else j++;
  }
  i = a.length;
  j = b.length;
  pair();
  return result;
}

function lcsTable(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
