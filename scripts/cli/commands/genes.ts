import { ForgeError } from "#kernel/errors";
import { confidenceToday } from "#kernel/confidence";
import { standingOf } from "#kernel/gene";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { geneText, genesText, type Witness } from "../render/genes.ts";

export async function run(call: Call): Promise<number> {
  const { allGenes } = await import("#pipeline/crystallize");
  const { withTraces } = await import("#pipeline/traces");
  const context = contextOf(call);
  const now = context.powers.clock.now();
  const genes = allGenes(context);
  const [action, id] = call.words;
  if (action === undefined) {
    call.print.data({ schemaVersion: 1, genes, standing: Object.fromEntries(genes.map((one) => [one.id, standingOf(one, now)])) });
    for (const line of genesText(genes, now)) call.print.line(line);
    return 0;
  }
  const wanted = action === "show" ? id : undefined;
  if (wanted === undefined) throw new ForgeError("USAGE", "forge genes takes nothing, or `show ID`");
  const gene = genes.find((one) => one.id === wanted || one.name === wanted);
  if (gene === undefined) throw new ForgeError("NOT_FOUND", `there is no gene ${wanted}`);
  const evidence = withTraces(
    context,
    gene.evidence.map((one): Witness => ({ id: one, request: null })),
    (store) => gene.evidence.map((one): Witness => ({ id: one, request: store.request(one) })),
  );
  const quoted = evidence.map(({ id: of, request }) => ({
    id: of,
    ...(request === null ? {} : { session: request.session, at: request.at, outcome: request.outcome, text: request.text, place: request.place }),
  }));
  call.print.data({ schemaVersion: 1, gene, standing: standingOf(gene, now), confidence: confidenceToday(gene, now), evidence: quoted });
  for (const line of geneText(gene, evidence, genes, now)) call.print.line(line);
  return 0;
}
