import type { Gene, Step } from "#kernel/gene";
import { visible } from "#kernel/visible";
import { plural, table } from "./table.ts";

const percent = (rate: number) => `${Math.round(rate * 100)}%`;

export function genesText(genes: readonly Gene[]): readonly string[] {
  const active = genes.filter((one) => one.status === "active");
  const rows = active.map((one) => [
    one.id,
    one.name,
    String(one.uses),
    String(one.sessions.length),
    String(one.days.length),
    percent(one.successRate),
    one.confidence.toFixed(2),
    one.slots.map((slot) => `{${slot.name}}`).join(" ") || "-",
  ]);
  return [
    active.length === 0 ? "There are no genes yet." : `${plural(active.length, "gene")}:`,
    ...table([["id", "name", "uses", "sessions", "days", "success", "confidence", "slots"], ...rows], rows.length),
  ];
}

/** One gene with all its evidence. */
export function geneText(gene: Gene): readonly string[] {
  const { success, failure, mixed, unknown } = gene.outcomes;
  const proof = Object.entries(gene.proof).map(([code, count]) => `${code} ${count}`);
  return [
    `${gene.name} (${gene.id}, version ${gene.version}, ${gene.status})`,
    visible(gene.title),
    "",
    `  seen       ${plural(gene.uses, "time")} in ${plural(gene.sessions.length, "session")} on ${plural(gene.days.length, "day")}`,
    `  outcomes   ${success} worked, ${failure} failed, ${mixed} mixed, ${unknown} not known: success ${percent(gene.successRate)}, confidence ${gene.confidence.toFixed(2)}`,
    ...(proof.length === 0 ? [] : [`  seen by    ${proof.join(", ")}`]),
    `  wording    ${visible(gene.wording)}`,
    ...gene.phrases.slice(0, 5).map((phrase) => `             "${visible(phrase)}"`),
    ...gene.slots.map(
      (slot) =>
        `  {${slot.name}}  ${slot.type}, ${plural(slot.distinct, "value")}: ${slot.examples.slice(0, 4).map(visible).join(", ")}${slot.trusted ? "" : " (not typed by the person)"}`,
    ),
    "  steps",
    ...gene.steps.map((step, index) => `    ${index + 1}. ${stepText(step)}`),
    ...(gene.check === null ? [] : [`  check      ${stepText(gene.check)}`]),
    ...gene.rules.map((one) => `  rule       "${visible(one.quote)}" (said in ${plural(one.said, "session")}, kept in ${one.followed})`),
    ...gene.gotchas.map((one) => `  gotcha     ${visible(one.failed)}  failed;  ${visible(one.instead)}  worked (${plural(one.seen, "time")})`),
    `  evidence   ${gene.evidence.join(" ")}`,
  ];
}

function stepText(step: Step): string {
  return `${visible(step.line)}  (${step.seen} of ${step.of})`;
}
