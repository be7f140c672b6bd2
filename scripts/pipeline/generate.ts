import { join } from "node:path";
import type { Capsule } from "#kernel/capsule";
import type { Card } from "#kernel/card";
import { ForgeError } from "#kernel/errors";
import type { Gene } from "#kernel/gene";
import { fitting } from "./choose.ts";
import type { Context } from "./context.ts";
import { allGenes } from "./crystallize.ts";
import { cardOf } from "./review.ts";
import { stageSkill } from "./stage.ts";

/** Genes by id or name; without any, the one that fits name and description best. */
export type GenerateWish = Readonly<{
  name: string | null;
  genes: readonly string[];
  template: string | null;
  description: string | null;
  take: readonly string[];
}>;

export type GenerateResult =
  | Readonly<{ schemaVersion: 1; status: "staged"; folder: string; capsule: Capsule; card: Card }>
  | Readonly<{ schemaVersion: 1; status: "skipped"; reason: string }>;

/** Genes -> a staged, scanned skill and its card. Throws NOT_FOUND for a gene that there is not. */
export async function generateSkill(context: Context, wish: GenerateWish): Promise<GenerateResult> {
  const genes = chosen(allGenes(context), wish);
  const staged = await stageSkill(context, {
    genes,
    template: wish.template,
    name: wish.name,
    description: wish.description,
    onlyNews: false,
    take: wish.take,
  });
  if (staged.kind === "skipped") return { schemaVersion: 1, status: "skipped", reason: staged.reason };
  return {
    schemaVersion: 1,
    status: "staged",
    folder: join(context.places.staging, staged.capsule.name),
    capsule: staged.capsule,
    card: cardOf(context, staged),
  };
}

function chosen(genes: readonly Gene[], wish: GenerateWish): readonly Gene[] {
  const active = genes.filter((gene) => gene.status === "active");
  if (wish.genes.length > 0) {
    return wish.genes.map((wanted) => {
      const gene = active.find((one) => one.id === wanted || one.name === wanted);
      if (gene === undefined)
        throw new ForgeError("NOT_FOUND", `there is no active gene ${wanted}`, { details: { known: active.map((one) => one.id).join(" ") } });
      return gene;
    });
  }
  const best = fitting(active, `${wish.name ?? ""} ${wish.description ?? ""}`)[0];
  if (best === undefined || best.score === 0)
    throw new ForgeError("NOT_FOUND", "no gene fits these words; name one with --gene", {
      details: { known: active.map((one) => `${one.id} (${one.name})`).join(", ") },
    });
  return [best.gene];
}
