import type { Card } from "#kernel/card";
import { visible } from "#kernel/visible";
import type { WhyResult } from "#pipeline/why";
import type { Printer } from "../printer.ts";
import { benefitText, supportText, triggerText } from "./card.ts";
import { wrap } from "./lines.ts";
import { plural } from "./table.ts";

type Look = Readonly<{ width: number; style: Printer["style"] }>;

/** Everything that stands behind a card, whole: reasons for care, permissions, findings, requests with day and outcome, steps, trigger, replay, checks. */
export function evidenceText(card: Card, why: WhyResult, look: Look): readonly string[] {
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : ["", look.style("bold", title), ...items.flatMap((one) => wrap("  ", visible(one), look.width))];
  return [
    look.style("bold", `${visible(card.skill)}: why, and how sure`),
    ...list(
      "Reasons for care, worst first",
      card.risks.map((one) => `${one.level}: ${one.text}`),
    ),
    ...list(
      "Permissions",
      card.permissions.map((one) => `${one.permission} (${one.state}): ${one.meaning}`),
    ),
    ...list(
      "Findings",
      card.findings.map(
        (one) =>
          `${one.blocking ? "BLOCKS" : one.severity} ${one.rule} ${one.place}: ${one.message}${one.accepted === null ? "" : ` (accepted: ${one.accepted})`}`,
      ),
    ),
    ...list(`Requests: ${supportText(card.why)}`, why.evidence.map(requestText)),
    ...list(
      "Steps, with the successful requests that had them",
      card.why.steps.map((one) => `${one.seen} of ${one.of}: ${one.text}`),
    ),
    ...list("Trigger", [triggerText(card.trigger), ...triggerCounts(card.trigger)]),
    ...list("Benefit", [benefitText(card.replay), ...contradictions(card.replay)]),
    ...list(
      "Checks",
      card.gates.map((one) => `${one.gate} ${one.result}: ${one.detail}`),
    ),
  ];
}

function requestText({ id, request }: WhyResult["evidence"][number]): string {
  if (request === null) return `forgotten (${id})`;
  const day = request.at === null ? "no date" : new Date(request.at).toISOString().slice(0, 10);
  return `${day}  ${request.outcome.label}  "${request.text}"  (${id})`;
}

function triggerCounts({ heldOut, nearMisses, outOfScope, rivals, stolenBy, takesFrom, description }: Card["trigger"]): readonly string[] {
  return [
    `beside ${plural(rivals, "other skill")}: found first for ${heldOut.first} of ${heldOut.tried} wordings it was not written from; takes ${nearMisses.hits} of ${nearMisses.tried} requests for neighbouring things, ${outOfScope.hits} of ${outOfScope.tried} for nothing learned`,
    ...stolenBy.map((one) => `${one.name} (${one.source}) takes ${one.count} of its wordings`),
    ...(description === undefined ? [] : [describedText(description)]),
    ...takesFrom.map((one) => `it takes ${one.count} requests of ${one.name} (${one.source})`),
  ];
}

/** Hosts list a skill by name and description alone; which words stand there was tried on what earlier sessions asked. */
function describedText({ style, wordings, neighbours, tried }: NonNullable<Card["trigger"]["description"]>): string {
  const told = tried
    .toSorted((a, b) => Number(b.style === style) - Number(a.style === style))
    .map(
      (one) =>
        `${STYLES[one.style] ?? one.style} ${one.found} of ${wordings} earlier wordings${neighbours === 0 ? "" : `, ${one.taken} of ${neighbours} of neighbours`}`,
    );
  return `by name and description alone it is first: quoting ${told.join("; quoting ")}`;
}

const STYLES: Readonly<Record<string, string>> = { fresh: "the wordings with most new words", common: "the commonest wordings" };

function contradictions(replay: Card["replay"]): readonly string[] {
  return replay.kind === "measured" ? replay.contradictions.map((one) => `the skill says ${one.says}; a later session did ${one.did} (${one.evidence})`) : [];
}
