import { digestOf } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { Skill } from "#kernel/skill";
import { changing } from "#pipeline/changing";
import { commit } from "#pipeline/commit";
import type { Context } from "#pipeline/context";
import { deploy } from "#stages/deploy/deploy";
import { readLive } from "#store/live";
import { loadCapsules, loadRollbacks, saveCapsules } from "#store/state-files";
import { approvedFor } from "../fakes/a-capsule.ts";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { contextOn, NOW } from "./a-context.ts";

export const ROOT = "/ws/skills";

/** Processes of the program on one disk in memory, one after the other: each call is a new one. The clock goes on by a minute with every call. */
export function aShelf(disk: MemoryDisk, seed = "shelf") {
  let minutes = 0;
  let ids = 0;
  const notes: string[] = [];
  const context = (dryRun = false): Context => {
    const made = contextOn(disk, dryRun);
    minutes += 1;
    const at = NOW + 60_000 * minutes;
    const hex = (length: number) => digestOf(`${seed} ${(ids += 1)}`).slice(0, length);
    const note: Context["powers"]["note"] = (one) => {
      if (one.kind === "warning") notes.push(one.text);
    };
    return { ...made, powers: { ...made.powers, clock: { now: () => at }, ids: { hex }, note } };
  };
  return {
    context,
    /** What the program warned of. */
    notes,
    /** The time that the next call would have, ISO 8601. */
    next: () => new Date(NOW + 60_000 * (minutes + 1)).toISOString(),
    /** Deploys what somebody approved; staging and review are tested elsewhere. */
    deploy: (skill: Skill, options: Readonly<{ force?: boolean; root?: string }> = {}): string => {
      const here = context();
      return changing(here, (change) => {
        const { files, ids: chance } = here.powers;
        const approved = approvedFor(skill);
        const capsule = { ...approved, decision: { ...approved.decision!, policyDigest: here.policyDigest } } as typeof approved;
        const others = loadCapsules(files, here.places.data);
        if (!others.some((one) => one.id === capsule.id)) saveCapsules(files, here.places.data, [...others, capsule]);
        const decided = deploy({
          approved: capsule,
          skill,
          current: readLive(files, options.root ?? ROOT, skill.name, here.policy.scan.limits),
          visible: [],
          history: loadRollbacks(files, here.places.data),
          force: options.force ?? false,
          host: "openclaw",
          policyDigest: here.policyDigest,
          saved: here.places.saved,
          linked: null,
          txn: chance.hex(16),
          at: new Date(here.powers.clock.now()).toISOString(),
        });
        if (decided.kind === "refused") throw new ForgeError(decided.code, decided.message);
        if (decided.kind === "plan") commit(here, change, decided, skill);
        return decided.kind;
      });
    },
  };
}
