import { nearestSkill } from "#stages/review/nearest";
import { byWorth, type Worth, worthOf } from "#stages/review/worth";
import type { Choice, Skipped } from "./choose.ts";
import type { Context } from "./context.ts";
import { installedSkills } from "./installed.ts";
import { type Proposal, proposalOf } from "./stage.ts";

export type Ranked = Readonly<{ id: string; proposal: Proposal; worth: Worth }>;

/** What is proposed now, best first; what would be proposed and waits for a later run; what cannot be, with the reason. */
export type Ranking = Readonly<{ now: readonly Ranked[]; waiting: readonly Skipped[]; skipped: readonly Skipped[] }>;

/**
 * Choices -> at most so many proposals, the most valuable first. A choice is compiled and compared with what is installed only as long
 * as it could still be among them: nearness can only take from what it is worth at most.
 */
export function ranked(context: Context, choices: readonly Choice[]): Ranking {
  const { atOnce } = context.policy.proposals;
  const installed = installedSkills(context);
  const rest = choices.map((choice) => ({ choice, id: choice.genes[0]?.id ?? "", worth: worthOf(choice.genes, 0) })).sort(byWorth);
  const found: Ranked[] = [];
  const skipped: Skipped[] = [];
  const waiting: Skipped[] = [];
  for (const { choice, id, worth } of rest) {
    const last = found.toSorted(byWorth)[atOnce - 1];
    if (last !== undefined && last.worth.value >= worth.value) {
      waiting.push({ gene: id, reason: `waits for a later run (at most ${atOnce} proposals at once): it would save at most ${stepsText(worth)}` });
      continue;
    }
    const proposal = proposalOf(context, choice);
    if (proposal.kind === "skipped") skipped.push({ gene: id, reason: proposal.reason });
    else {
      const nearness = nearestSkill(proposal.made.skill, installed)?.score ?? 0;
      found.push({ id, proposal, worth: worthOf(choice.genes, nearness, proposal.revised?.revision.edits.length ?? null) });
    }
  }
  const order = found.toSorted(byWorth);
  const late = order
    .slice(atOnce)
    .map(({ id, worth }) => ({ gene: id, reason: `waits for a later run (at most ${atOnce} proposals at once): it would save ${stepsText(worth)}` }));
  return { now: order.slice(0, atOnce), waiting: [...late, ...waiting], skipped };
}

function stepsText({ value }: Worth): string {
  return `about ${value < 10 ? value.toFixed(1) : Math.round(value)} steps a week`;
}
