import { type ChangeObject, diffLines } from "diff";
import { sameBytes } from "#kernel/bytes";
import type { CardDiff, DiffFile, DiffLine } from "#kernel/card";
import type { Skill } from "#kernel/skill";
import { entriesOf, type SkillFile, textOf } from "#kernel/tree";
import { wordsOfPair } from "./words.ts";

/**
 * Where a comparison stops, so that unrelated long texts cost milliseconds: lines of a file, lines that differ, lines listed.
 * Counts and no clock, because the same two texts must give the same card on a slow machine.
 */
const LIMITS = { lines: 10_000, edits: 1000, listed: 2000 };
/** Unchanged lines shown around a change. */
const CONTEXT = 1;
/** So many pairs of a gone and a come line are compared by word in one file; lines past that stay whole. */
const PAIRS = 400;

/** Deployed skill (null: none) and proposed one -> what changes, file by file, line by line, and inside changed lines by word. */
export function differenceOf(before: Skill | null, after: Skill): CardDiff {
  const old = new Map((before?.files ?? []).map((file) => [file.path, file]));
  const now = new Map(after.files.map((file) => [file.path, file]));
  const paths = [...new Set([...entriesOf(before?.files ?? []), ...entriesOf(after.files)].map((entry) => entry.path))].sort();
  const files = paths.flatMap((path) => fileDifference(path, old.get(path), now.get(path)));
  const sum = (of: (file: DiffFile) => number) => files.reduce((total, file) => total + of(file), 0);
  return {
    kind: before === null ? "new" : files.length === 0 ? "same" : "changed",
    added: sum((file) => file.added),
    removed: sum((file) => file.removed),
    files,
  };
}

function fileDifference(path: string, before: SkillFile | undefined, after: SkillFile | undefined): readonly DiffFile[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [fileOf(path, "added", null, signed(after, "+"))];
  if (after === undefined) return [fileOf(path, "removed", null, signed(before, "-"))];
  const [a, b] = [textOf(before), textOf(after)];
  // bytes that are no UTF-8 can be read as the same text
  if (a === b && sameBytes(before.bytes, after.bytes)) return before.mode === after.mode ? [] : [fileOf(path, "mode", null, [])];
  const whole = [...signed(before, "-"), ...signed(after, "+")];
  if (whole.length > 2 * LIMITS.lines) return [fileOf(path, "replaced", "lines", whole)];
  const parts = diffLines(a, b, { maxEditLength: LIMITS.edits });
  if (parts === undefined) return [fileOf(path, "replaced", "edits", whole)];
  const lines = numbered(parts);
  const near = (at: number) => lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((one) => one.sign !== " ");
  return [fileOf(path, "changed", null, byWord(lines.filter((line, at) => line.sign !== " " || near(at))))];
}

function fileOf(path: string, change: DiffFile["change"], limit: DiffFile["limit"], lines: readonly DiffLine[]): DiffFile {
  const count = (sign: DiffLine["sign"]) => lines.filter((line) => line.sign === sign).length;
  const shown = lines.slice(0, LIMITS.listed);
  return { path, change, limit, added: count("+"), removed: count("-"), lines: shown, left: lines.length - shown.length };
}

function numbered(parts: readonly ChangeObject<string>[]): readonly DiffLine[] {
  let [before, after] = [0, 0];
  return parts.flatMap((part) =>
    linesOf(part.value).map((text): DiffLine => {
      if (!part.added) before += 1;
      if (!part.removed) after += 1;
      return { sign: part.added ? "+" : part.removed ? "-" : " ", text, before: part.added ? null : before, after: part.removed ? null : after, words: null };
    }),
  );
}

function signed(file: SkillFile | undefined, sign: "+" | "-"): readonly DiffLine[] {
  if (file === undefined) return [];
  return linesOf(textOf(file)).map((text, at) => ({ sign, text, before: sign === "-" ? at + 1 : null, after: sign === "+" ? at + 1 : null, words: null }));
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** Lines -> the same with words, wherever a gone line and a come one of the same block are one line that was changed. */
function byWord(lines: readonly DiffLine[]): readonly DiffLine[] {
  const result = [...lines];
  let budget = PAIRS;
  for (let at = 0; at < lines.length; ) {
    const length = lines.slice(at).findIndex((line) => line.sign === " ");
    const end = length < 0 ? lines.length : at + length;
    const block = Array.from({ length: end - at }, (_none, index) => at + index);
    const [gone, come] = (["-", "+"] as const).map((sign) => block.filter((index) => lines[index]?.sign === sign));
    budget -= pairUp(result, gone ?? [], come ?? [], budget);
    at = end + 1;
  }
  return result;
}

/** In order, each gone line with the first come one after the last pair that is alike -> how many were compared. */
function pairUp(lines: DiffLine[], gone: readonly number[], come: readonly number[], budget: number): number {
  let [free, compared] = [0, 0];
  for (const from of gone) {
    for (let next = free; next < come.length && compared < budget; next += 1) {
      const to = come[next] ?? 0;
      const [old, now] = [lines[from], lines[to]];
      const words = old === undefined || now === undefined ? null : wordsOfPair(old.text, now.text);
      compared += 1;
      if (old === undefined || now === undefined || words === null) continue;
      lines[from] = { ...old, words: words.before };
      lines[to] = { ...now, words: words.after };
      free = next + 1;
      break;
    }
  }
  return compared;
}
