import { dirname, join } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { Rollback } from "#kernel/rollback";
import { DEFAULT_TARGET, type TargetId } from "#kernel/targets.table";
import { realPathOf } from "#store/real-path";
import type { Context } from "./context.ts";
import { hostOf, type HostPlace, placeAt, placeFor } from "./hosts.ts";
import { skillRootOf } from "./places.ts";

/** --host and --project, each null when it was not given; a generation belongs to one place and so names it. */
export type Narrowed = Readonly<{ host: TargetId | null; project: string | null; generation?: number | null }>;

/**
 * The one place of a skill that a rollback is about. Deployed to several, one has to be named: what is taken back at a host that the person did not
 * think of would be as bad as a deploy there. Throws USAGE with the ways to name each.
 */
export function placeToRollBack(context: Context, history: readonly Rollback[], name: string, { host, project, generation = null }: Narrowed): HostPlace {
  const places = newestPerPlace(context, history, name).filter((one) => host === null || hostOf(one) === host);
  const wanted = project === null ? places : places.filter((one) => one.path === join(rootIn(context, host ?? hostOf(one), project), name));
  const live = wanted.filter((one) => one.after !== null);
  const named = generation === null ? undefined : history.find((one) => one.skill === name && one.generation === generation);
  const ofNamed = wanted.find((one) => one.path === named?.path);
  if (ofNamed !== undefined) return placeAt(context, hostOf(ofNamed), dirname(ofNamed.path));
  if (live.length > 1) throw severalPlaces(context, name, live);
  const only = live[0] ?? wanted.at(-1);
  return only === undefined ? placeFor(context, host ?? DEFAULT_TARGET, project) : placeAt(context, hostOf(only), dirname(only.path));
}

/** The newest record of each place, oldest first; another workspace of OpenClaw is another agent's and not meant. */
function newestPerPlace({ powers, places }: Context, history: readonly Rollback[], name: string): readonly Rollback[] {
  const newest = new Map<string, Rollback>();
  for (const one of history.filter(({ skill }) => skill === name)) {
    newest.delete(one.path);
    newest.set(one.path, one);
  }
  const here = places.workspace === null ? null : join(realPathOf(powers.files, skillRootOf(places.workspace)), name);
  return [...newest.values()].filter((one) => hostOf(one) !== "openclaw" || here === null || one.path === here);
}

function rootIn(context: Context, host: TargetId, project: string): string {
  return realPathOf(context.powers.files, placeFor(context, host, project).root);
}

function severalPlaces(context: Context, name: string, live: readonly Rollback[]): ForgeError {
  const words = live.map((one) => {
    const { host, project } = placeAt(context, hostOf(one), dirname(one.path));
    return `--host ${host}${project === null ? "" : ` --project ${project}`}`;
  });
  const details = Object.fromEntries(live.map((one) => [one.host, one.path]));
  return new ForgeError("USAGE", `${name} is deployed to ${live.length} places; say which one: ${words.join(", or ")}`, { details });
}
