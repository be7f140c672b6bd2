import type { Capsule } from "#kernel/capsule";
import type { Skill } from "#kernel/skill";
import type { Generated } from "#stages/generate/generate";
import { revise, type Revised, type Unrevised } from "#stages/revise/revise";
import { readStored } from "#store/trees";
import type { Context } from "./context.ts";
import { liveSkill } from "./live-skill.ts";

/** Is a version wanted even for words alone, and which edits are to be made over changes by hand? */
type Wish = Readonly<{ wording: boolean; take: readonly string[] }>;

/**
 * What the compiler made of the genes today -> a new version of the skill of that name that is deployed; null when there is none that
 * it could be a version of: nothing is deployed, the person asked for another template, or for genes it has nothing of. `wording`: a
 * person asked for it, so a change of words alone is worth a version, and so is what was rolled back.
 */
export function revisionOf(context: Context, made: Generated, capsules: readonly Capsule[], { wording, take }: Wish): Revised | Unrevised | null {
  const deployed = capsules.find((one) => one.name === made.skill.name && one.status === "promoted");
  if (deployed?.template.id !== made.template.id || !deployed.genes.some(({ id }) => made.genes.some((gene) => gene.id === id))) return null;
  const { files } = context.powers;
  const live = liveSkill(context, deployed.name);
  if (live === null) return null;
  const base: Skill = {
    name: deployed.name,
    files: readStored(files, context.places.store, deployed.revision?.next ?? deployed.edited?.generated ?? deployed.treeDigest),
  };
  return revise({
    base,
    wanted: made.skill,
    live,
    number: nextNumber(capsules, deployed.name),
    sessions: made.content.sessions,
    rejected: capsules
      .filter((one) => one.name === deployed.name && (one.status === "rejected" || (!wording && one.status === "rolled-back")))
      .flatMap((one) => one.revision?.edits ?? []),
    more: context.policy.support.sessions,
    wording,
    take,
  });
}

/** Versions count up over everything that was ever deployed under the name, whatever was taken back since. */
function nextNumber(capsules: readonly Capsule[], name: string): number {
  return 1 + Math.max(1, ...capsules.filter((one) => one.name === name && one.generation !== null).map((one) => one.revision?.number ?? 1));
}
