import type { Action, Request } from "#kernel/trace";
import { align, alike, modelOf } from "./align.ts";
import type { LineSlots } from "./line-slots.ts";
import { plainValue } from "./line-slots.ts";
import { marksToSlots, SECRET_SLOTS } from "./secret-marks.ts";
import type { Seen } from "./seen.ts";
import { hasMark, substituted, unmarked } from "./substitute.ts";

const LINE = 1000;
/** Share of tokens two lines have to have in common before they are compared place by place. */
const ALIKE = 0.34;
const COMPARED = 60;
/** Share of the calls whose request has the values that must agree on where they stand. */
const MAJORITY = 0.6;

/**
 * Calls of one step -> one line as it was run, with `{slot}` where values of the person's words stand, also inside of a longer word; what else
 * differs between calls gets a slot of its own. The line that is most like the others is the model; braces of its own are left as they are.
 */
export function generalise(calls: readonly Seen[], slots: LineSlots): string {
  const rows = calls.slice(0, COMPARED).map((seen) => rowOf(seen, slots));
  const model = rows[modelOf(rows.map((row) => row.words))];
  if (model === undefined) return "";
  const others = rows.filter((row) => alike(model.words, row.words) >= ALIKE).map((row) => ({ row, to: align(model.words, row.words) }));
  let out = "";
  for (const [place, word] of model.words.entries()) {
    if (/^\s+$/.test(word)) out += word;
    else {
      const cells = others.flatMap(({ row, to }): readonly Cell[] => {
        const found = to[place] ?? null;
        return found === null ? [] : [{ word: found, raw: row.raw(found), row }];
      });
      out += settled(word, cells, model, slots);
    }
  }
  const line = out.trim().slice(0, LINE).toWellFormed();
  for (const name of SECRET_SLOTS) if (line.includes(`{${name}}`)) slots.secret(name);
  return line;
}

/** Call -> its line as words with a mark where a value of the request stands; two calls that do the same to other values are then equal. */
export function templateOf(action: Action, request: Request, slots: LineSlots): readonly string[] {
  return wordsOf(substituted(marksToSlots(action.line), slots.needles(request))).filter((word) => word.trim() !== "");
}

type Row = Readonly<{ words: readonly string[]; marks: ReadonlySet<string>; request: Request; raw: (word: string) => string }>;
type Cell = Readonly<{ word: string; raw: string; row: Row }>;

function rowOf({ action, request }: Seen, slots: LineSlots): Row {
  const needles = slots.needles(request);
  const texts = new Map<string, string>();
  for (const { text, mark } of needles) if (!texts.has(mark)) texts.set(mark, text);
  return {
    words: wordsOf(substituted(marksToSlots(action.line), needles)),
    marks: new Set(texts.keys()),
    request,
    raw: (word) => [...word].map((letter) => texts.get(letter) ?? letter).join(""),
  };
}

/** What stands at one place of all lines -> what stands there in the step. */
function settled(word: string, cells: readonly Cell[], model: Row, slots: LineSlots): string {
  const named = (text: string, row: Row): string => {
    const whole = unmarked(text, (number) => {
      const name = slots.named(number);
      return name === null ? "\u0000" : `{${name}}`;
    });
    return whole.includes("\u0000") ? row.raw(text) : whole;
  };
  const [first] = cells;
  if (first === undefined || cells.every((cell) => cell.word === first.word)) return named(first?.word ?? word, first?.row ?? model);
  if (cells.every((cell) => cell.raw === first.raw)) return first.raw;
  const best = agreed(cells);
  return best === null ? slotted(cells, slots, named) : named(best.word, best.row);
}

/** The words with slots that most calls agree on, counted among those whose requests have these values at all. */
function agreed(cells: readonly Cell[]): Cell | null {
  const counts = new Map<string, Readonly<{ cell: Cell; count: number }>>();
  for (const cell of cells)
    if (hasMark(cell.word)) counts.set(cell.word, { cell: counts.get(cell.word)?.cell ?? cell, count: (counts.get(cell.word)?.count ?? 0) + 1 });
  const best = [...counts.values()].sort((a, b) => b.count - a.count || (a.cell.word < b.cell.word ? -1 : 1))[0];
  if (best === undefined) return null;
  const marks = [...best.cell.word].filter((letter) => hasMark(letter));
  const able = cells.filter(({ row }) => marks.every((mark) => row.marks.has(mark))).length;
  return best.count >= MAJORITY * able && best.count >= 0.4 * cells.length ? best.cell : null;
}

/** Words that differ and are not explained by the request -> a slot for the part that differs. */
function slotted(cells: readonly Cell[], slots: LineSlots, named: (text: string, row: Row) => string): string {
  const [first] = cells;
  if (first === undefined) return "";
  const [before, after] = frameOf([...new Set(cells.map((cell) => cell.word))]);
  const inners = cells.map(({ word, row }) => ({ value: row.raw(word.slice(before.length, word.length - after.length)), row }));
  const whole = cells.map(({ raw, row }) => ({ request: row.request.id, value: raw.replace(/^["'`]|["'`]$/g, "") }));
  const framed = (name: string): string => `${named(before, first.row)}{${name}}${named(after, first.row)}`;
  const seen = inners.map(({ value, row }) => ({ request: row.request.id, value }));
  const known = slots.known(seen);
  if (known !== null) return framed(known);
  const alone = slots.known(whole);
  if (alone !== null) return `{${alone}}`;
  const typed = inners.filter(({ value, row }) => value !== "" && plainValue(row.request.text).includes(plainValue(value))).length >= 0.6 * inners.length;
  const added = slots.add(
    seen.filter(({ value }) => value !== ""),
    typed,
  );
  return added === null ? named(first.word, first.row) : framed(added);
}

/** What all values begin and end with, up to a border, so that `wttr.in/Oslo?format=3` gives `wttr.in/{place}?format=3`. Dates and versions stay whole. */
function frameOf(values: readonly string[]): readonly [string, string] {
  const [first = ""] = values;
  let before = 0;
  while (before < first.length && values.every((value) => value[before] === first[before])) before++;
  while (before > 0 && isInside(first, before)) before--;
  let after = 0;
  const shortest = Math.min(...values.map((value) => value.length)) - before;
  while (after < shortest && values.every((value) => value[value.length - 1 - after] === first[first.length - 1 - after])) after++;
  while (after > 0 && /[\p{L}\p{N}._-]/u.test(first[first.length - after] ?? "")) after--;
  return [first.slice(0, before), after === 0 ? "" : first.slice(first.length - after)];
}

/** Would a cut before this place go through a word, or through numbers that belong together (`2026-11-05`, `1.4.2`, `12:30`)? */
function isInside(text: string, place: number): boolean {
  return /[\p{L}\p{N}]/u.test(text[place - 1] ?? "") || /^\d[-.:/]$/.test(text.slice(Math.max(0, place - 2), place));
}

/** Line -> words and the white space between them; quoted parts stay whole. */
function wordsOf(line: string): readonly string[] {
  return line.match(/\s+|(?:[^\s"']|"[^"\n]*"|'[^'\n]*'|["'])+/g) ?? [];
}
