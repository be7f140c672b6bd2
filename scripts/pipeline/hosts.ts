import { basename, dirname, isAbsolute, join } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { LiveTarget } from "#kernel/plan";
import type { Rollback } from "#kernel/rollback";
import { DEFAULT_TARGET, isTarget, type RootPlace, type Target, TARGET_IDS, type TargetId, TARGETS } from "#kernel/targets.table";
import { visible } from "#kernel/visible";
import { linkedFolder } from "#store/linked";
import { readLive } from "#store/live";
import type { Context } from "./context.ts";
import { absolute, skillRootOf, workspaceOf } from "./places.ts";

/** The skill root of one host that a deploy writes into. `within`: the folder below which no part of the way may be a link. */
export type HostPlace = Readonly<{ host: TargetId; title: string; root: string; within: string | null; how: Target["how"]; project: string | null }>;

/** A folder in which a host looks for skills. */
export type HostRoot = Readonly<{ path: string; source: string; mayLink: boolean }>;

/** The words of --to and --project -> the place. Throws USAGE for a host that is not known or has no such root, and for a project that is no folder. */
export function placeFor(context: Context, host: TargetId, project: string | null): HostPlace {
  const target: Target = TARGETS[host];
  const { title, how } = target;
  if (project !== null) {
    if (target.project === null)
      throw new ForgeError("USAGE", `${title} has one place for skills, the workspace: leave --project away, or name another with --workspace`);
    const folder = absolute(context.powers.host, project);
    if (context.powers.files.facts(folder)?.kind !== "folder")
      throw new ForgeError("USAGE", `--project takes the folder of a project, and ${visible(folder)} is none`);
    return { host, title, root: join(folder, target.project), within: folder, how: "copy", project: folder };
  }
  if (target.user === null) return { host, title, root: skillRootOf(workspaceOf(context.places)), within: null, how, project: null };
  return { host, title, root: pathOf(context, target, target.user, ""), within: null, how, project: null };
}

/** The place that a record or a plan names by its skill root, wherever the host would be written to today. */
export function placeAt(context: Context, host: TargetId, root: string): HostPlace {
  const { title, how, user, project }: Target = TARGETS[host];
  const usual = user === null || project === null ? null : placeFor(context, host, null);
  if (usual === null || project === null) return { host, title, root, within: null, how, project: null };
  if (usual.root === root || !root.endsWith(`/${project}`)) return { ...usual, root };
  const folder = root.slice(0, -project.length - 1);
  return { host, title, root, within: folder, how: "copy", project: folder };
}

/** What stands at a place under the name of a skill. */
export function liveAt(context: Context, { host, root, within }: HostPlace, name: string): LiveTarget {
  const { files } = context.powers;
  return readLive(files, root, name, context.policy.scan.limits, { within, linked: linkedAt(context, host, name) });
}

/** What stands now where a record says that something was done. */
export function liveOfRecord(context: Context, record: Pick<Rollback, "host" | "path" | "skill">): LiveTarget {
  return liveAt(context, placeAt(context, hostOf(record), dirname(record.path)), record.skill);
}

/** The host of a record; one of a newer program is treated as one that is given copies, which is what a folder is. */
export function hostOf({ host }: Pick<Rollback, "host">): TargetId {
  return isTarget(host) ? host : DEFAULT_TARGET;
}

/** The folder of a skill's generations where the host is given links; null for the others. */
export function linkedAt(context: Context, host: TargetId, name: string): string | null {
  return TARGETS[host].how === "link" ? linkedFolder(context.powers.files, context.places.data, name) : null;
}

/** Every root in which a host looks, the one that is written first; projects are the given one, or the one that the command was called in. */
export function rootsOf(context: Context, host: TargetId, project: string | null = null): readonly HostRoot[] {
  const target: Target = TARGETS[host];
  if (target.user === null) return openclawRoots(context);
  const projects = project === null ? foldersUp(context) : [project];
  const { user, project: below } = target;
  const own = { path: pathOf(context, target, user, ""), source: `${host}-user`, mayLink: true };
  const ofProjects = below === null ? [] : projects.map((folder) => ({ path: join(folder, below), source: `${host}-project`, mayLink: true }));
  const others = target.reads.flatMap(({ source, links, ...place }) =>
    (place.at === "project" ? projects : [""]).map((folder) => ({ path: pathOf(context, target, place, folder), source, mayLink: links })),
  );
  return uniqueBy([own, ...ofProjects, ...others]);
}

/** Is the host on this machine? Its own folder says so; a person who gives a workspace has one. */
export function isPresent(context: Context, host: TargetId): boolean {
  const target: Target = TARGETS[host];
  if (target.own === null) return context.places.workspace !== null;
  const folder = ownFolder(context, target);
  return context.powers.files.facts(folder) !== null;
}

/** Where a host's own folder is, or would be. */
export function homeOf(context: Context, host: TargetId): string | null {
  const target: Target = TARGETS[host];
  return target.own === null ? (context.places.openclaw?.stateDir ?? null) : ownFolder(context, target);
}

/** The hosts besides this one that look into its root as well: they will see the skill, too. */
export function alsoReading(context: Context, { host, root, project }: HostPlace): readonly TargetId[] {
  return TARGET_IDS.filter((one) => one !== host && isPresent(context, one) && rootsOf(context, one, project).some(({ path }) => path === root));
}

/** Where a skill stands by its newest record at each place. */
export function standing(history: readonly Rollback[], skill: string): readonly Rollback[] {
  return [...new Map(history.filter((one) => one.skill === skill).map((one) => [one.path, one])).values()].filter((one) => one.after !== null);
}

function openclawRoots({ places }: Context): readonly HostRoot[] {
  const { openclaw, workspace } = places;
  const known = openclaw?.skillRoots(openclaw.defaultAgent) ?? [];
  if (workspace === null) return known;
  const own = skillRootOf(workspace);
  return known.some((root) => root.path === own) ? known : [{ path: own, source: "openclaw-workspace", mayLink: false }, ...known];
}

function pathOf(context: Context, target: Target, { at, path }: RootPlace, project: string): string {
  const base = { home: context.powers.host.home, own: ownFolder(context, target), project, machine: "/" }[at];
  return join(base, path);
}

/** The host's folder: below the home, or where its variable says. Of several that it may name the first is written. */
function ownFolder({ powers }: Context, { own }: Target): string {
  const named = own?.variable == null ? "" : ((powers.host.env[own.variable] ?? "").split(",")[0]?.trim() ?? "");
  return named === "" ? join(powers.host.home, own?.folder ?? "") : absolute(powers.host, named);
}

/** The folder that the command was called in and those above it up to the root of the repository: the hosts look there when they are started here. */
function foldersUp({ powers }: Context): readonly string[] {
  const { files, host } = powers;
  const up: string[] = [];
  for (let folder = host.cwd; isAbsolute(folder); folder = dirname(folder)) {
    up.push(folder);
    if (files.facts(join(folder, ".git")) !== null) return up;
    if (dirname(folder) === folder) break;
  }
  // no repository: the folder alone
  return [host.cwd];
}

function uniqueBy(roots: readonly HostRoot[]): readonly HostRoot[] {
  const seen = new Set<string>();
  return roots.filter(({ path }) => !seen.has(path) && seen.add(path));
}

/** A name that the host would not take. */
export function nameFault(host: TargetId, name: string): string | null {
  const { title, name: form, longest }: Target = TARGETS[host];
  return form.test(name) && name.length <= longest ? null : `${title} takes no skill named ${visible(basename(name))}`;
}
