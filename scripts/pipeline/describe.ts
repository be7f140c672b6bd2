import type { Gene } from "#kernel/gene";
import type { InstalledSkill } from "#kernel/skill";
import type { DescriptionTrial } from "#kernel/trigger";
import { DESCRIPTION_STYLES, type DescriptionStyle, listingOf } from "#stages/generate/describe";
import { nearestTo } from "#stages/trigger/nearest";
import { validated } from "#stages/trigger/validate";
import type { Choice } from "./choose.ts";
import type { Context } from "./context.ts";
import { allGenes } from "./crystallize.ts";
import { installedSkills } from "./installed.ts";
import { heldOutOf } from "./replay.ts";
import { withTraces } from "./traces.ts";

/** Neighbouring genes whose requests it must not take. */
const NEIGHBOURS = 3;

/** A choice -> the same with the way of describing it that a trial on earlier sessions found best; as it is when the person gave the description. Reads the trace store, writes nothing. */
export function described(context: Context, choice: Choice): Choice {
  if (choice.description !== null || choice.style !== undefined) return choice;
  const trial = descriptionTrial(context, choice.genes, choice.name, { genes: allGenes(context), installed: installedSkills(context) });
  return trial === null ? choice : { ...choice, style: trial.style };
}

/** All genes, and what a host sees: what the genes of a proposal have to be told from. */
export type Around = Readonly<{ genes: readonly Gene[]; installed: readonly InstalledSkill[] }>;

/** How the ways of describing a skill of these genes fare; null where there is too little to try. What later sessions said is left out: by it the choice is measured afterwards. */
export function descriptionTrial(
  context: Context,
  own: readonly Gene[],
  name: string | null,
  { genes, installed }: Around,
): DescriptionTrial<DescriptionStyle> | null {
  if (own.length === 0) return null;
  const told = earlier(context, own);
  const others = genes.filter((gene) => gene.status === "active" && !own.some(({ id }) => id === gene.id));
  const near = nearestTo(
    told.flatMap((gene) => gene.phrases),
    others.map((gene) => gene.phrases),
  )
    .slice(0, NEIGHBOURS)
    .flatMap((at) => others[at] ?? []);
  const plain = listingOf(told, name, "common").name;
  const seen = installed.filter((one) => one.name !== plain);
  const known = new Set(seen.map((one) => one.name));
  const rivals = [...seen, ...near.map((gene) => listingOf([gene], null, "fresh")).filter((one) => one.name !== plain && !known.has(one.name))];
  // the title is made of the commonest wording: every way of describing it would know that one
  const titles = new Set(told.map((gene) => gene.wording));
  return validated({
    styles: DESCRIPTION_STYLES,
    listed: (style, without) =>
      listingOf(
        told.map((gene) => ({ ...gene, phrases: gene.phrases.filter((text) => !without.has(text)) })),
        name,
        style,
      ),
    wordings: told.flatMap((gene) => gene.phrases).filter((text) => !titles.has(text)),
    rivals,
    neighbours: near.flatMap((gene) => gene.phrases),
  });
}

/** Genes as the earlier sessions alone make them, where there are later ones to measure on. */
function earlier(context: Context, genes: readonly Gene[]): readonly Gene[] {
  return withTraces(context, genes, (store) =>
    genes.map(
      (gene) =>
        heldOutOf(
          context,
          gene.evidence.flatMap((id) => store.request(id) ?? []),
        )?.told ?? gene,
    ),
  );
}
