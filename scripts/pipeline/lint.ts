import { basename, dirname, relative } from "node:path";
import { ForgeError } from "#kernel/errors";
import { parseFrontmatter } from "#kernel/frontmatter";
import type { HostId } from "#kernel/hosts.table";
import type { InstalledSkill, Skill } from "#kernel/skill";
import { DEFAULT_TARGET, isTarget } from "#kernel/targets.table";
import { textOf } from "#kernel/tree";
import { LINT_CATALOGUE } from "#stages/review/lint/catalogue.table";
import { lint, lintMessage, type NotChecked, notChecked } from "#stages/review/lint/lint";
import type { LintFacts, LintFinding } from "#stages/review/lint/rule";
import type { Context } from "./context.ts";
import { foldersWithSkill, installedSkills } from "./installed.ts";
import { lintWorld, projectOf } from "./lint-world.ts";
import { readMaterial } from "./material.ts";
import { absolute } from "./places.ts";

/** `project`: the folder that stated versions and files are compared with; null: what the place of a skill tells. */
export type LintWish = Readonly<{ host: HostId | null; project: string | null }>;

/** One skill looked at. `path` is relative to what was asked for, `.` for itself; `folder` null when it came out of an archive. */
export type LintedSkill = Readonly<{
  skill: Skill;
  path: string;
  folder: string | null;
  facts: LintFacts;
  findings: readonly LintFinding[];
  notChecked: readonly NotChecked[];
}>;

/** As deep as collections nest their skills. */
const DEPTH = 8;

/**
 * A skill, its SKILL.md, an archive of one, or a folder of many -> every skill there with what falls short of the quality rules, by path. Neighbours are what
 * the host (OpenClaw, when none is named) would see beside it: the skills installed here, and in a folder of many those of the same folder. Nothing is run. Throws FILE_UNREADABLE, NOT_FOUND.
 */
export function lintPath(context: Context, path: string, wish: LintWish): readonly LintedSkill[] {
  const asked = absolute(context.powers.host, path);
  const facts = context.powers.files.facts(asked);
  if (facts === null) throw new ForgeError("FILE_UNREADABLE", `${asked} is not there`);
  const root = facts.kind === "file" && basename(asked) === "SKILL.md" ? dirname(asked) : asked;
  const installed = installedSkills(context, wish.host !== null && isTarget(wish.host) ? wish.host : DEFAULT_TARGET);
  if (facts.kind === "file" && root === asked)
    return [looked(context, readMaterial(context.powers.files, asked, context.policy.scan.limits), null, ".", installed, wish)];
  const folders = foldersWithSkill(context, root, DEPTH);
  // A folder that is meant to be a skill and is none is one finding, not silence.
  if (folders.length === 0) return [looked(context, readMaterial(context.powers.files, root, context.policy.scan.limits), root, ".", installed, wish)];
  const read = folders.map((folder) => ({ folder, material: readMaterial(context.powers.files, folder, context.policy.scan.limits) }));
  const beside = Map.groupBy(read, ({ folder }) => dirname(folder));
  return read.map(({ folder, material }, at) => {
    const others = (beside.get(dirname(folder)) ?? []).filter((one) => one.folder !== folder).map((one) => neighbourOf(one.material.skill, one.folder));
    // In the folder that was asked for they are listed together; in a collection of many folders nobody installs them all.
    const near = dirname(folder) === root ? others : [...others, ...installed.filter((one) => one.folder !== folder)];
    const one = looked(context, material, folder, relative(root, folder) || ".", near, wish);
    return at === 0 && dirname(folder) === root ? one : { ...one, findings: one.findings.filter((found) => found.id !== "SF008" || !isTotal(found)) };
  });
}

/** The sum of a whole folder is told once. */
function isTotal({ args }: LintFinding): boolean {
  return args["why"]?.startsWith("all listings") ?? false;
}

type Material = ReturnType<typeof readMaterial>;

function looked(
  context: Context,
  { skill, problems }: Material,
  folder: string | null,
  path: string,
  near: readonly InstalledSkill[],
  wish: LintWish,
): LintedSkill {
  const project = wish.project === null ? (folder === null ? null : projectOf(folder)) : absolute(context.powers.host, wish.project);
  const facts: LintFacts = {
    installed: near.filter((one) => one.name !== skill.name),
    genes: null,
    generated: false,
    policy: context.policy,
    host: wish.host,
    world: lintWorld(context, project),
    problems,
  };
  return { skill, path, folder, facts, findings: lint(skill, facts), notChecked: notChecked(facts) };
}

function neighbourOf(skill: Skill, folder: string): InstalledSkill {
  const file = skill.files.find((one) => one.path === "SKILL.md");
  const { head, body } = parseFrontmatter(file === undefined ? "" : textOf(file).replace(/\r\n/g, "\n"));
  const description = typeof head?.["description"] === "string" ? head["description"] : "";
  return { name: skill.name, description, body, folder, root: dirname(folder), source: "beside" };
}

export { LINT_CATALOGUE, lintMessage };
