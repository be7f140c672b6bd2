import { ForgeError } from "#kernel/errors";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { geneText, genesText } from "../render/genes.ts";

export async function run(call: Call): Promise<number> {
  const { allGenes } = await import("#pipeline/crystallize");
  const genes = allGenes(contextOf(call));
  const [action, id] = call.words;
  if (action === undefined) {
    call.print.data({ schemaVersion: 1, genes });
    for (const line of genesText(genes)) call.print.line(line);
    return 0;
  }
  const wanted = action === "show" ? id : undefined;
  if (wanted === undefined) throw new ForgeError("USAGE", "forge genes takes nothing, or `show ID`");
  const gene = genes.find((one) => one.id === wanted || one.name === wanted);
  if (gene === undefined) throw new ForgeError("NOT_FOUND", `there is no gene ${wanted}`);
  call.print.data({ schemaVersion: 1, gene });
  for (const line of geneText(gene)) call.print.line(line);
  return 0;
}
