import { cardFor, decide } from "#pipeline/review";
import { stageSkill } from "#pipeline/stage";
import { aGene } from "../fakes/a-gene.ts";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";

export const NAME = "list-invoices";

/** A disk with these folders on which a skill was proposed and approved by the real stages; copy it for each test. */
export async function aReadyDisk(folders: readonly string[] = []): Promise<MemoryDisk> {
  const disk = aDisk();
  for (const folder of folders) disk.folder(folder);
  const made = await stageSkill(contextOn(disk), { genes: [aGene()], template: null, name: NAME, description: null, onlyNews: false });
  if (made.kind !== "staged") throw new Error(made.reason);
  await cardFor(contextOn(disk), NAME);
  const result = await decide(contextOn(disk), NAME, { kind: "approved", how: "terminal", reason: "", grants: null, denyGrants: [], accepted: [] });
  if (result.status !== "approved") throw new Error(JSON.stringify(result.reasons));
  return disk;
}
