import { diffArrays } from "diff";
import type { DiffWord } from "#kernel/card";

/** A line longer than this, or with more differing words, is shown as gone and come. */
const LIMITS = { characters: 4000, edits: 200 };
/** Share of equal characters from which on two lines are one line that was changed. */
const ALIKE = 0.4;

/** A word in any script; in scripts without spaces a character; runs of spaces; single marks. */
const PIECE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}_])+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu;

/** Old and new line -> both as runs of equal and changed words; null when they have too little in common or a limit is reached. */
export function wordsOfPair(before: string, after: string): Readonly<{ before: readonly DiffWord[]; after: readonly DiffWord[] }> | null {
  if (before.length > LIMITS.characters || after.length > LIMITS.characters) return null;
  const parts = diffArrays(piecesOf(before), piecesOf(after), { maxEditLength: LIMITS.edits });
  if (parts === undefined) return null;
  const runs = (skip: "added" | "removed"): readonly DiffWord[] =>
    parts.filter((part) => !part[skip]).map((part) => ({ text: part.value.join(""), changed: part.added || part.removed }));
  const equal = parts.filter((part) => !part.added && !part.removed).reduce((sum, part) => sum + part.value.join("").trim().length, 0);
  if (equal < ALIKE * Math.max(before.trim().length, after.trim().length)) return null;
  return { before: runs("added"), after: runs("removed") };
}

function piecesOf(line: string): string[] {
  return line.match(PIECE) ?? [];
}
