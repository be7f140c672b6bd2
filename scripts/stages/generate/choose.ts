import { TEMPLATES } from "#generated/templates";
import { ForgeError } from "#kernel/errors";
import type { Gene } from "#kernel/gene";
import type { CompiledTemplate, TemplateSpec } from "#kernel/template";
import { rootsOf } from "./roots.ts";

/** Used when no template claims the genes: instructions can always be followed, and run nothing by themselves. */
const DEFAULT = "procedure";

/** Genes and a wish -> template. Without a wish: the first code template whose predicate every gene fits, else `procedure`. Throws NOT_FOUND for an unknown id. */
export function chooseTemplate(genes: readonly Gene[], wished: string | null): CompiledTemplate {
  const id = wished ?? TEMPLATES.find((template) => genes.every((gene) => fits(template.spec.fits, gene)))?.spec.id ?? DEFAULT;
  const template = TEMPLATES.find((one) => one.spec.id === id);
  if (template !== undefined) return template;
  throw new ForgeError("NOT_FOUND", `there is no template "${id}"; there are ${TEMPLATES.map((one) => one.spec.id).join(", ")}`, { details: { template: id } });
}

function fits(wanted: TemplateSpec["fits"], gene: Gene): boolean {
  if (wanted === null || gene.confidence < wanted.confidence || gene.steps.length === 0) return false;
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
