import { TEMPLATES } from "#generated/templates";
import { ForgeError } from "#kernel/errors";
import type { Gene } from "#kernel/gene";
import type { CompiledTemplate, TemplateSpec } from "#kernel/template";
import { plainLine } from "#kernel/visible";
import { isAllGets } from "./addresses.ts";
import { isLook } from "./looks.ts";
import { rootsOf } from "./roots.ts";

/** Used when no template claims the genes: instructions can always be followed, and run nothing by themselves. */
const DEFAULT = "procedure";

type Fits = NonNullable<TemplateSpec["fits"]>;
/** Narrow before wide: what a script can do whole, then what is joined, then what is only looked at. */
const ORDER: readonly Fits["by"][] = ["files", "addresses", "several", "looks"];

/** Genes and a wish -> template. Without a wish: the first template in the order above whose predicate the genes fit, else `procedure`. Throws NOT_FOUND for an unknown id. */
export function chooseTemplate(genes: readonly Gene[], wished: string | null): CompiledTemplate {
  const claimed = ORDER.flatMap((by) => TEMPLATES.filter(({ spec }) => spec.fits?.by === by && doFit(spec.fits, genes)))[0];
  const id = wished ?? claimed?.spec.id ?? DEFAULT;
  const template = TEMPLATES.find((one) => one.spec.id === id);
  if (template !== undefined) return template;
  throw new ForgeError("NOT_FOUND", `there is no template "${id}"; there are ${TEMPLATES.map((one) => one.spec.id).join(", ")}`, { details: { template: id } });
}

function doFit(wanted: Fits, genes: readonly Gene[]): boolean {
  switch (wanted.by) {
    case "files":
      return genes.every((gene) => isOfFiles(wanted, gene));
    case "addresses":
      return genes.every((gene) => gene.confidence >= wanted.confidence && isAllGets(gene));
    case "several":
      return new Set(genes.map((gene) => plainLine(gene.title).toLowerCase())).size > 1;
    case "looks":
      return genes.every(({ steps }) => steps.length >= wanted.least && steps.every(isLook) && optionalShare(steps) >= wanted.optional);
  }
}

function optionalShare(steps: Gene["steps"]): number {
  return steps.filter((step) => step.seen < step.of).length / steps.length;
}

function isOfFiles(wanted: Extract<Fits, { by: "files" }>, gene: Gene): boolean {
  if (gene.confidence < wanted.confidence || gene.steps.length === 0) return false;
  const paths = gene.slots.filter((slot) => slot.type === "path").flatMap((slot) => slot.examples);
  const files = paths.filter((path) => /\.[A-Za-z0-9]+$/.test(path));
  return (
    gene.steps.every((step) => wanted.kinds.includes(step.kind)) &&
    wanted.actions.includes(gene.action.toLowerCase()) &&
    files.length > 0 &&
    files.every((path) => wanted.extensions.includes(path.slice(path.lastIndexOf(".") + 1).toLowerCase())) &&
    rootsOf([gene]).read.length > 0
  );
}
