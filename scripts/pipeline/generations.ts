import { join } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { Rollback } from "#kernel/rollback";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import type { Context } from "./context.ts";

/** One generation: what the act left (`tree` null: nothing), and whether that can be brought back. */
export type GenerationLine = Readonly<{
  skill: string;
  path: string;
  host: string;
  generation: number;
  at: string;
  act: Rollback["act"];
  from: number | null;
  capsule: string | null;
  tree: string | null;
  files: number;
  /** `kept`: in the store; `gone`: cleared by forge gc; `lost`: it should be in the store and is not; null when the act left nothing. */
  store: "kept" | "gone" | "lost" | null;
  /** The newest of its place: what should be live. */
  current: boolean;
  batch: string | null;
}>;

export type Generations = Readonly<{ schemaVersion: 1; generations: readonly GenerationLine[] }>;

/** The generations of one skill or of all, oldest first. Throws NOT_FOUND for a skill that there is none of. Writes nothing. */
export function generationsOf({ powers, places }: Context, name: string | null): Generations {
  const history = loadRollbacks(powers.files, places.data);
  const own = history.filter((one) => name === null || one.skill === name);
  if (name !== null && own.length === 0 && !loadCapsules(powers.files, places.data).some((one) => one.name === name))
    throw new ForgeError("NOT_FOUND", `there is no skill ${name}`);
  const newest = new Map(own.map((one) => [`${one.skill}\n${one.path}`, one.id]));
  return {
    schemaVersion: 1,
    generations: own.map((one) => ({
      skill: one.skill,
      path: one.path,
      host: one.host,
      generation: one.generation,
      at: one.at,
      act: one.act,
      from: one.from,
      capsule: one.after?.capsule ?? null,
      tree: one.after?.treeDigest ?? null,
      files: one.after?.files.length ?? 0,
      store:
        one.after === null
          ? null
          : powers.files.facts(join(places.store, one.after.treeDigest))?.kind === "folder"
            ? "kept"
            : one.collected === undefined
              ? "lost"
              : "gone",
      current: newest.get(`${one.skill}\n${one.path}`) === one.id,
      batch: one.batch ?? null,
    })),
  };
}
