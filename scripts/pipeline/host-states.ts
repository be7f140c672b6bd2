import type { LiveTarget } from "#kernel/plan";
import type { Rollback } from "#kernel/rollback";
import { TARGET_IDS, type TargetId, TARGETS } from "#kernel/targets.table";
import { loadRollbacks } from "#store/state-files";
import type { Context } from "./context.ts";
import { homeOf, type HostRoot, hostOf, isPresent, liveOfRecord, rootsOf, standing } from "./hosts.ts";

/** `replaced`: something stands there that is no folder and no link of ours. */
export type LiveWord = "as-deployed" | "changed" | "gone" | "replaced";

/** A skill at one place, and how it is there now. */
export type DeployedAt = Readonly<{
  skill: string;
  host: TargetId;
  path: string;
  how: "copy" | "link";
  generation: number;
  capsule: string;
  treeDigest: string;
  live: LiveWord;
}>;

/** One host: is it here, where does it look, what is deployed to it. */
export type HostState = Readonly<{
  host: TargetId;
  title: string;
  present: boolean;
  /** The host's own folder; null when it is not known. */
  home: string | null;
  roots: readonly (HostRoot & Readonly<{ there: boolean }>)[];
  deployed: readonly DeployedAt[];
}>;

/** Every host with its roots and what is deployed to it, compared with what was deployed. Writes nothing. Throws as loadRollbacks. */
export function hostStates(context: Context): readonly HostState[] {
  const { files } = context.powers;
  const all = deployedSkills(context);
  return TARGET_IDS.map((host) => ({
    host,
    title: TARGETS[host].title,
    present: isPresent(context, host),
    home: homeOf(context, host),
    roots: rootsOf(context, host).map((root) => ({ ...root, there: files.facts(root.path) !== null })),
    deployed: all.filter((one) => one.host === host),
  }));
}

/** Every skill that is deployed somewhere, by the newest record of each place. Throws as loadRollbacks. */
export function deployedSkills(context: Context): readonly DeployedAt[] {
  const history = loadRollbacks(context.powers.files, context.places.data);
  const skills = [...new Set(history.map((one) => one.skill))];
  return skills.flatMap((skill) => standing(history, skill).map((record) => deployedAt(context, record)));
}

function deployedAt(context: Context, record: Rollback): DeployedAt {
  const { skill, path, generation, after } = record;
  const how = after?.link === undefined ? "copy" : "link";
  const state = { capsule: after?.capsule ?? "", treeDigest: after?.treeDigest ?? "" };
  return { skill, host: hostOf(record), path, how, generation, ...state, live: wordFor(liveOfRecord(context, record), record) };
}

function wordFor(live: LiveTarget, { path, after }: Rollback): LiveWord {
  if (live.path !== path || live.rootKind === "link") return "replaced";
  if (live.kind === null) return "gone";
  if (live.kind !== "folder") return "replaced";
  return live.treeDigest === after?.treeDigest && live.problems.length === 0 ? "as-deployed" : "changed";
}
