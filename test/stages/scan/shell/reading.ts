import type { FileContext } from "#stages/scan/reading";
import type { Mark } from "#stages/scan/mark";
import { ruleOf } from "#stages/scan/rules";
import { analyseShell } from "#stages/scan/shell/analyse";
import { judgeArgv } from "#stages/scan/shell/argv";
import { readCommand } from "#stages/scan/shell/command";
import type { Mode } from "#stages/scan/shell/mode";
import { POLICY } from "../samples.ts";

/** A skill of these files; other languages inside of shell count as read. */
export function contextOf(files: Readonly<Record<string, string>> = {}): FileContext {
  return {
    profile: "imported",
    limits: POLICY.scan.limits,
    paths: new Set(["SKILL.md", "scripts/a.sh", ...Object.keys(files)]),
    aliases: () => null,
    textOf: (path) => files[path] ?? null,
    embed: () => ({ complete: true, loaded: [] }),
  };
}

export type Outcome = Readonly<{ marks: readonly Mark[]; blocks: readonly string[]; needs: readonly string[]; complete: boolean; loaded: readonly string[] }>;

function outcome(marks: readonly Mark[], complete: boolean, loaded: readonly { path: string; language: string }[]): Outcome {
  const dispositionOf = (mark: Mark): string => mark.disposition ?? ruleOf(mark.rule)?.disposition ?? "block";
  return {
    marks,
    complete,
    blocks: marks.filter((mark) => dispositionOf(mark) === "block").map((mark) => mark.rule),
    needs: marks.flatMap((mark) => (mark.permission === undefined ? [] : [`${mark.permission.kind}:${mark.permission.value}`])),
    loaded: loaded.map((one) => `${one.language} ${one.path}`),
  };
}

export function script(text: string, files: Readonly<Record<string, string>> = {}): Outcome {
  const marks: Mark[] = [];
  const { complete, loaded } = analyseShell("scripts/a.sh", text, contextOf(files), (mark) => marks.push(mark));
  return outcome(marks, complete, loaded);
}

export function command(text: string, mode: Mode, files: Readonly<Record<string, string>> = {}): Outcome {
  const marks: Mark[] = [];
  const { complete, loaded } = readCommand(text, 0, mode, (mark) => marks.push(mark), contextOf(files));
  return outcome(marks, complete, loaded);
}

export function argv(words: readonly (string | null)[], mode: Mode, files: Readonly<Record<string, string>> = {}): Outcome {
  const marks: Mark[] = [];
  const loaded = judgeArgv(words, { start: 3, end: 9 }, mode, (mark) => marks.push(mark), contextOf(files));
  return outcome(marks, true, loaded);
}
