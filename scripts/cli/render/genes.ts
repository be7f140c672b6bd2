import { confidenceToday } from "#kernel/confidence";
import { type Gene, type Precondition, standingOf, type Step } from "#kernel/gene";
import { dayOf, type Request } from "#kernel/trace";
import { visible } from "#kernel/visible";
import { plural, table } from "./table.ts";

const percent = (rate: number) => `${Math.round(rate * 100)}%`;

/** Genes and the time in milliseconds -> a table of those asked for of late, and what else there is. */
export function genesText(genes: readonly Gene[], now: number): readonly string[] {
  const standing = (one: Gene) => standingOf(one, now);
  const active = genes.filter((one) => ["active", "stale"].includes(standing(one)));
  const others = (["archived", "retired", "merged"] as const).flatMap((kind) => {
    const count = genes.filter((one) => standing(one) === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  const rows = active.map((one) => [
    one.id,
    one.name,
    String(one.uses),
    String(one.sessions.length),
    String(one.days.length),
    percent(one.successRate),
    confidenceToday(one, now).today.toFixed(2),
    standing(one),
    one.slots.map((slot) => `{${slot.name}}`).join(" ") || "-",
  ]);
  return [
    active.length === 0 ? "There are no genes yet." : `${plural(active.length, "gene")}:`,
    ...table([["id", "name", "uses", "sessions", "days", "success", "confidence", "standing", "slots"], ...rows], rows.length),
    ...(others.length === 0 ? [] : [`Besides: ${others.join(", ")} (kept; forge genes show ID).`]),
  ];
}

/** What a gene rests on: an id, and the request as it is kept, null when it is not any more. */
export type Witness = Readonly<{ id: string; request: Request | null }>;

/** One gene with all its evidence, each request with its session, day and words, and what became of it among `all`. `now` in milliseconds. */
export function geneText(gene: Gene, evidence: readonly Witness[], all: readonly Gene[], now: number): readonly string[] {
  const { success, failure, mixed, unknown } = gene.outcomes;
  const proof = Object.entries(gene.proof).map(([code, count]) => `${code} ${count}`);
  return [
    `${gene.name} (${gene.id}, version ${gene.version}, ${standingOf(gene, now)})`,
    visible(gene.title),
    "",
    `  seen       ${plural(gene.uses, "time")} in ${plural(gene.sessions.length, "session")} on ${plural(gene.days.length, "day")}`,
    `  outcomes   ${success} worked, ${failure} failed, ${mixed} mixed, ${unknown} not known: success ${percent(gene.successRate)}`,
    `  confidence ${confidenceText(gene, now)}`,
    ...historyOf(gene, all).map((line) => `  history    ${line}`),
    ...(proof.length === 0 ? [] : [`  seen by    ${proof.join(", ")}`]),
    `  wording    ${visible(gene.wording)}`,
    ...gene.phrases.slice(0, 5).map((phrase) => `             "${visible(phrase)}"`),
    ...gene.slots.map(
      (slot) =>
        `  {${slot.name}}  ${slot.type}, ${plural(slot.distinct, "value")}: ${slot.examples.slice(0, 4).map(visible).join(", ")}${slot.trusted ? "" : " (not typed by the person)"}`,
    ),
    ...gene.preconditions.map((one) => `  before     ${beforeText(one)}`),
    "  steps",
    ...gene.steps.map((step, index) => `    ${index + 1}. ${stepText(step)}`),
    ...(gene.check === null ? [] : [`  check      ${stepText(gene.check)}`]),
    ...gene.rules.map((one) => `  rule       "${visible(one.quote)}" (said in ${plural(one.said, "session")}, kept in ${one.followed})`),
    ...gene.gotchas.map((one) => `  gotcha     ${visible(one.failed)}  failed;  ${visible(one.instead)}  worked (${plural(one.seen, "time")})`),
    "  evidence",
    ...evidence.map(witnessText),
  ];
}

/** What a gene was split from and merged into, and what came out of it and went into it. */
function historyOf(gene: Gene, all: readonly Gene[]): readonly string[] {
  const named = (id: string): string => `${all.find((one) => one.id === id)?.name ?? "a gene not kept any more"} (${id})`;
  return [
    `made ${gene.createdAt.slice(0, 10)}, version ${gene.version} of ${gene.updatedAt.slice(0, 10)}`,
    ...(gene.splitFrom === null ? [] : [`split from ${named(gene.splitFrom)}`]),
    ...(gene.mergedInto === null ? [] : [`merged into ${named(gene.mergedInto)}`]),
    ...all.filter((one) => one.splitFrom === gene.id).map((one) => `${named(one.id)} was split from it`),
    ...all.filter((one) => one.mergedInto === gene.id).map((one) => `took over ${named(one.id)}`),
  ];
}

/** Today's confidence as the product it is. */
function confidenceText(gene: Gene, now: number): string {
  const { success, spread, recency, today } = confidenceToday(gene, now);
  const since = gene.lastSeen === null ? "" : `, last asked ${gene.lastSeen.slice(0, 10)}`;
  return `${today.toFixed(2)} = ${success.toFixed(2)} success and use x ${spread.toFixed(2)} spread x ${recency.toFixed(2)} recency${since}`;
}

function witnessText({ id, request }: Witness): string {
  if (request === null) return `    ${id}  not kept any more`;
  const day = request.at === null ? "no date   " : (dayOf(request.at) ?? "no date   ");
  return `    ${id}  ${day}  ${request.session}  ${request.outcome.label}  "${visible(request.text).slice(0, 100)}"`;
}

/** What has to hold first, and how often it did: also how often it did not where the work went wrong. */
function beforeText({ kind, what, seen, of, missing }: Precondition): string {
  const said = { program: "the program", file: "there is", state: "shown by" }[kind];
  return `${said} ${visible(what)}  (${seen} of ${of}${missing === 0 ? "" : `; missing in ${plural(missing, "request")} that went wrong`})`;
}

function stepText(step: Step): string {
  return `${visible(step.line)}  (${step.seen} of ${step.of})`;
}
