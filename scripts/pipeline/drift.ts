import type { Rollback } from "#kernel/rollback";
import { changedEntries, type EntryChange } from "#stages/deploy/refusal";
import { loadRollbacks } from "#store/state-files";
import type { Context } from "./context.ts";
import { liveOfRecord } from "./hosts.ts";

/** A deployed skill at one place, against the generation that put it there. */
export type Drift = Readonly<{
  skill: string;
  host: string;
  path: string;
  generation: number;
  capsule: string;
  state: "as-deployed" | "changed" | "gone";
  differences: readonly EntryChange[];
  /** What can be done about it, each a command. */
  ways: readonly Readonly<{ command: string; does: string }>[];
}>;

/** Words for a file that is not as it was deployed. */
export const CHANGES = { changed: "changed", added: "added", removed: "removed", mode: "has other rights" } as const;

/** Everything that should be live, compared with what is, byte for byte and mode for mode. Writes nothing. */
export function driftOf(context: Context): readonly Drift[] {
  const newest = new Map(loadRollbacks(context.powers.files, context.places.data).map((one) => [`${one.skill}\n${one.path}`, one]));
  const deployed = [...newest.values()].filter((one) => one.after !== null);
  return deployed.map((one) => {
    const several = deployed.filter((other) => other.skill === one.skill).length > 1;
    return compared(context, one, several ? ` --host ${one.host}` : "");
  });
}

function compared(context: Context, record: Rollback, at: string): Drift {
  const { skill, host, path, generation, after } = record;
  const live = liveOfRecord(context, record);
  const facts = { skill, host, path, generation, capsule: after?.capsule ?? "" };
  const restore = { command: `forge rollback --skill ${skill}${at} --to ${generation}`, does: `puts generation ${generation} back` };
  if (live.kind === null)
    return { ...facts, state: "gone", differences: [], ways: [restore, { command: `forge rollback --skill ${skill}${at}`, does: "leaves it gone" }] };
  const strange = live.problems.map(({ path: name }) => ({ path: name, what: "changed" as const }));
  const differences = live.entries === null ? [{ path: ".", what: "changed" as const }] : [...strange, ...changedEntries(after?.files ?? [], live.entries)];
  if (differences.length === 0) return { ...facts, state: "as-deployed", differences, ways: [] };
  return {
    ...facts,
    state: "changed",
    differences,
    ways: [
      { command: `forge adopt --skill ${skill}${at}`, does: "takes your changes in as a proposal: scanned, reviewed, then a generation of its own" },
      { command: `${restore.command} --force`, does: `${restore.does}; your changes are kept in saved/` },
    ],
  };
}
