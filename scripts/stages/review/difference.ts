import { diffLines } from "diff";
import type { CardDiff, DiffLine } from "#kernel/card";
import type { Skill } from "#kernel/skill";
import { entriesOf, type SkillFile, textOf } from "#kernel/tree";

/** Unrelated long texts make a diff take seconds; past these a file is shown as replaced whole. */
const LIMITS = { timeout: 300, maxEditLength: 2000 };
/** Unchanged lines shown around a change. */
const CONTEXT = 1;

/** Deployed skill (null: none) and proposed one -> what changes, file by file and line by line. */
export function differenceOf(before: Skill | null, after: Skill): CardDiff {
  const old = new Map((before?.files ?? []).map((file) => [file.path, file]));
  const now = new Map(after.files.map((file) => [file.path, file]));
  const paths = [...new Set([...entriesOf(before?.files ?? []), ...entriesOf(after.files)].map((entry) => entry.path))].sort();
  const files = paths.flatMap((path) => fileDifference(path, old.get(path), now.get(path)));
  const count = (sign: DiffLine["sign"]) => files.reduce((sum, file) => sum + file.lines.filter((line) => line.sign === sign).length, 0);
  return { kind: before === null ? "new" : files.length === 0 ? "same" : "changed", added: count("+"), removed: count("-"), files };
}

type FileChange = CardDiff["files"][number];

function fileDifference(path: string, before: SkillFile | undefined, after: SkillFile | undefined): readonly FileChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, change: "added", lines: signed(after, "+") }];
  if (after === undefined) return [{ path, change: "removed", lines: signed(before, "-") }];
  const [a, b] = [textOf(before), textOf(after)];
  if (a === b) return before.mode === after.mode ? [] : [{ path, change: "mode", lines: [] }];
  const parts = diffLines(a, b, LIMITS);
  if (parts === undefined) return [{ path, change: "replaced", lines: [...signed(before, "-"), ...signed(after, "+")] }];
  const lines = parts.flatMap((part): readonly DiffLine[] => linesOf(part.value).map((text) => ({ sign: part.added ? "+" : part.removed ? "-" : " ", text })));
  return [
    {
      path,
      change: "changed",
      lines: lines.filter((line, at) => line.sign !== " " || lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some((near) => near.sign !== " ")),
    },
  ];
}

function signed(file: SkillFile | undefined, sign: DiffLine["sign"]): readonly DiffLine[] {
  return file === undefined ? [] : linesOf(textOf(file)).map((text) => ({ sign, text }));
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, "").split("\n");
}
