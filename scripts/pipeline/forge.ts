import type { Capsule } from "#kernel/capsule";
import type { Card } from "#kernel/card";
import type { Gene } from "#kernel/gene";
import type { Worth } from "#stages/review/worth";
import { proposalsFrom, type Skipped } from "./choose.ts";
import type { Context } from "./context.ts";
import { crystallizeAll } from "./crystallize.ts";
import { observeLogs, type ObserveResult, type ReadingOptions } from "./observe.ts";
import { cardOf } from "./review.ts";
import { ranked } from "./rank.ts";
import { stageProposal } from "./stage.ts";

export type Stage = "observe" | "crystallize" | "generate" | "scan" | "review";

export type FullOptions = ReadingOptions & Readonly<{ until: Stage; name: string | null; description: string | null }>;

export type FullResult = Readonly<{
  schemaVersion: 1;
  observe: ObserveResult;
  genes: readonly Gene[];
  proposals: readonly Readonly<{ capsule: Capsule; card: Card | null; worth: Worth }>[];
  skipped: readonly Skipped[];
  /** How many of them would be proposed and wait for a later run. */
  waiting: number;
  next: readonly string[];
}>;

/**
 * The run, up to the person: observe, crystallize, generate, scan (generate and scan are one act, so that nothing
 * unscanned lies in staging), review card. Deploying is not in here: it needs a decision that this function cannot make.
 */
export async function forgeAll(context: Context, options: FullOptions): Promise<FullResult> {
  const { result: observe, requests } = observeLogs(context, options);
  if (options.until === "observe") return { schemaVersion: 1, observe, genes: [], proposals: [], skipped: [], waiting: 0, next: [] };

  const { genes } = crystallizeAll(context, requests());
  if (options.until === "crystallize") return { schemaVersion: 1, observe, genes, proposals: [], skipped: [], waiting: 0, next: [] };

  const { chosen, skipped } = proposalsFrom(context, genes, options);
  const { now, waiting, skipped: late } = ranked(context, chosen);
  const proposals: FullResult["proposals"][number][] = [];
  const gone: FullResult["skipped"][number][] = [];
  for (const { proposal, worth } of now) {
    const staged = await stageProposal(context, proposal);
    if (staged.kind === "skipped") {
      gone.push({ gene: proposal.choice.genes[0]?.id ?? "", reason: staged.reason });
      continue;
    }
    proposals.push({ capsule: staged.capsule, card: options.until === "review" ? cardOf(context, staged) : null, worth });
  }
  return {
    schemaVersion: 1,
    observe,
    genes,
    proposals,
    skipped: [...skipped, ...late, ...waiting, ...gone],
    waiting: waiting.length,
    next: proposals.flatMap(({ capsule }) => nextFor(capsule)),
  };
}

/** What a person can type next for a capsule. */
export function nextFor(capsule: Capsule): readonly string[] {
  if (capsule.status === "staged") return [`forge review --skill ${capsule.name} --approve`, `forge review --skill ${capsule.name} --reject --reason "…"`];
  if (capsule.status === "approved") return [`forge deploy --skill ${capsule.name}`];
  if (capsule.status === "promoted") return [`forge rollback --skill ${capsule.name}`];
  return [];
}
