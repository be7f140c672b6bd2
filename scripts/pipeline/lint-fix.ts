import { basename, dirname, join } from "node:path";
import type { CardDiff } from "#kernel/card";
import { differenceOf } from "#stages/review/difference";
import { type Fix, fixSkill } from "#stages/review/lint/fix/fix";
import { lint } from "#stages/review/lint/lint";
import type { SkillFile } from "#kernel/tree";
import { loadCapsules } from "#store/state-files";
import { replaceBeside } from "#store/sweep";
import type { Context } from "./context.ts";
import type { LintedSkill } from "./lint.ts";
import { isDeployedAt } from "./live-skill.ts";

/** What was repaired in one skill. `left`: why nothing was written although something could be repaired. */
export type FixedSkill = Readonly<{ skill: LintedSkill; fixes: readonly Fix[]; diff: CardDiff; left: string | null }>;

/**
 * Skills that were looked at -> repaired where it takes no decision, written file by file, and looked at again. In a dry run nothing is written. A skill that
 * stands for an approval (staged, approved or deployed by this program) is left alone unless `force`: its bytes would not be the approved ones any more.
 */
export function fixSkills(context: Context, skills: readonly LintedSkill[], force: boolean): readonly FixedSkill[] {
  return skills.map((one) => {
    const { files, fixes } = fixSkill(one.skill, one.facts);
    const changed = new Map(files.map((file) => [file.path, file]));
    const after = { ...one.skill, files: one.skill.files.map((file) => changed.get(file.path) ?? file) };
    const diff = differenceOf(one.skill, after);
    const left = fixes.length === 0 ? null : one.folder === null ? "it came out of an archive" : force ? null : owned(context, one.folder);
    if (left !== null || fixes.length === 0) return { skill: one, fixes: left === null ? fixes : [], diff, left };
    const swept = context.dryRun ? [] : files.flatMap((file) => written(context, one.folder ?? "", file));
    const clean = { ...after, files: after.files.filter((file) => !swept.includes(file.path)) };
    return { skill: { ...one, skill: clean, findings: lint(clean, one.facts) }, fixes, diff, left };
  });
}

/** Writes a repaired file -> what an earlier run that was killed in the middle of writing this very file had left beside it, which goes first. */
function written({ powers: { files } }: Context, folder: string, { path, bytes, mode }: SkillFile): readonly string[] {
  const left = replaceBeside(files, join(folder, path), bytes, mode);
  return left.map((name) => join(dirname(path), name));
}

/** What a changed byte would mean for a skill of ours; null for everybody else's. */
function owned(context: Context, folder: string): string | null {
  const { staging, data } = context.places;
  const capsule = loadCapsules(context.powers.files, data).findLast(
    (one) => one.name === basename(folder) && ["staged", "approved", "promoted"].includes(one.status),
  );
  if (capsule === undefined) return null;
  if (folder === join(staging, capsule.name))
    return capsule.status === "approved"
      ? "it is approved as it is: a change voids the approval"
      : "it is staged: edit it in forge review, where everything is checked again";
  if (capsule.status === "promoted" && isDeployedAt(context, capsule.name, folder))
    return "forge deployed it: a change counts as made by hand, the next deploy and rollback ask for --force and save it first";
  return null;
}
