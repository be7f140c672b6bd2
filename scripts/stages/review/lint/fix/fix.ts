import type { Skill } from "#kernel/skill";
import { type SkillFile, textOf } from "#kernel/tree";
import type { LintId } from "../catalogue.table.ts";
import { lint } from "../lint.ts";
import type { LintFacts } from "../rule.ts";
import { fixContents } from "./contents.ts";
import { fixHead } from "./head.ts";
import { fixLinks } from "./links.ts";

/** One repair: the rule, the file, and what was done. */
export type Fix = Readonly<{ id: LintId; file: string; what: string }>;
/** Files that differ afterwards, and why. Nothing else of the skill changes. */
export type Fixed = Readonly<{ files: readonly SkillFile[]; fixes: readonly Fix[] }>;

/** A repair of one text: null when there is nothing of the kind, or when it would take a decision. */
export type Repair = (text: string, file: string, skill: Skill) => Readonly<{ text: string; fix: Fix }> | null;

const REPAIRS: readonly Repair[] = [...fixHead, fixLinks, fixContents];
/** More rounds than any skill needs; each repairs one thing. */
const ROUNDS = 200;

/**
 * Skill -> what can be repaired in it without a decision: the meaning of the frontmatter, the code and the words stay as they are, or the repair is not made.
 * Repairing what was repaired changes nothing. A repair after which the lint finds anything new is taken back.
 */
export function fixSkill(skill: Skill, facts: LintFacts): Fixed {
  const fixes: Fix[] = [];
  const files = skill.files.map((file) => {
    if (!file.path.endsWith(".md")) return file;
    const { text, plain } = linesOf(file);
    if (!plain) return file;
    let now = text.replaceAll("\r\n", "\n");
    for (let round = 0; round < ROUNDS; round++) {
      const made = firstRepair(now, file, skill, facts);
      if (made === null) break;
      now = made.text;
      fixes.push(made.fix);
    }
    const written = text.includes("\r\n") ? now.replaceAll("\n", "\r\n") : now;
    return written === text ? file : { ...file, bytes: new TextEncoder().encode(written) };
  });
  return { files: files.filter((file, at) => file !== skill.files[at]), fixes };
}

function firstRepair(text: string, file: SkillFile, skill: Skill, facts: LintFacts): ReturnType<Repair> {
  for (const repair of REPAIRS) {
    const made = repair(text, file.path, skill);
    if (made !== null && made.text !== text && addsNothing(text, made.text, file, skill, facts)) return made;
  }
  return null;
}

function addsNothing(before: string, after: string, file: SkillFile, skill: Skill, facts: LintFacts): boolean {
  const counts = (text: string) => {
    const found = new Map<string, number>();
    const files = skill.files.map((one) => (one.path === file.path ? { ...one, bytes: new TextEncoder().encode(text) } : one));
    for (const { id } of lint({ ...skill, files }, facts)) found.set(id, (found.get(id) ?? 0) + 1);
    return found;
  };
  // What could not be parsed hid other findings: readable and with findings is better than unreadable.
  const [was, is] = [counts(before), counts(after)];
  if ((was.get("SF001") ?? 0) > (is.get("SF001") ?? 0)) return true;
  return [...is].every(([id, count]) => count <= (was.get(id) ?? 0));
}

/** Text of a file, and whether it is plain: UTF-8 throughout, one kind of line break. */
function linesOf(file: SkillFile): Readonly<{ text: string; plain: boolean }> {
  const text = textOf(file);
  const breaks = text.match(/\r?\n|\r/g) ?? [];
  return { text, plain: !text.includes("\ufffd") && new Set(breaks).size <= 1 && breaks[0] !== "\r" };
}
