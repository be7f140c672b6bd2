import { join } from "node:path";
import type { Rollback } from "#kernel/rollback";
import type { Skill } from "#kernel/skill";
import { DEFAULT_TARGET } from "#kernel/targets.table";
import { isHostPath } from "#kernel/tree";
import { readFolder } from "#store/read-folder";
import { loadRollbacks } from "#store/state-files";
import { readDeployed } from "#store/trees";
import type { Context } from "./context.ts";
import { hostOf, liveOfRecord, standing } from "./hosts.ts";
import { skillRootOf } from "./places.ts";

/**
 * A deployed skill as it lies there now, hand edits included: in the workspace, or else at the host to which it was deployed last. What a host
 * writes into it is left out. Null when it is nowhere.
 */
export function liveSkill(context: Context, name: string): Skill | null {
  const { powers, places, policy } = context;
  const records = standing(loadRollbacks(powers.files, places.data), name);
  const ours = records.find((one) => hostOf(one) === DEFAULT_TARGET) ?? records.at(-1);
  const found = ours === undefined ? null : skillAt(context, ours);
  if (found !== null || places.workspace === null) return found;
  return readDeployed(powers.files, skillRootOf(places.workspace), name, policy.scan.limits);
}

/** Is it a folder in which a skill of ours is deployed, the one behind a link included? */
export function isDeployedAt(context: Context, name: string, folder: string): boolean {
  const { workspace } = context.places;
  if (workspace !== null && folder === join(skillRootOf(workspace), name)) return true;
  return standing(loadRollbacks(context.powers.files, context.places.data), name).some((one) => folder === one.path || folder === one.after?.link);
}

function skillAt(context: Context, record: Rollback): Skill | null {
  const live = liveOfRecord(context, record);
  if (live.kind !== "folder") return null;
  const { skill } = readFolder(context.powers.files, live.link ?? live.path, context.policy.scan.limits);
  return { name: record.skill, files: skill.files.filter((file) => !isHostPath(file.path)) };
}
