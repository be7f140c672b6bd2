import type { Capsule } from "#kernel/capsule";
import type { Card } from "#kernel/card";
import type { Gene } from "#kernel/gene";
import { proposalsFrom, type Skipped } from "./choose.ts";
import type { Context } from "./context.ts";
import { crystallizeAll } from "./crystallize.ts";
import { observeLogs, type ObserveResult, type ReadingOptions } from "./observe.ts";
import { cardOf } from "./review.ts";
import { stageSkill } from "./stage.ts";

export type Stage = "observe" | "crystallize" | "generate" | "scan" | "review";

export type FullOptions = ReadingOptions & Readonly<{ until: Stage; name: string | null; description: string | null }>;

export type FullResult = Readonly<{
  schemaVersion: 1;
  observe: ObserveResult;
  genes: readonly Gene[];
  proposals: readonly Readonly<{ capsule: Capsule; card: Card | null }>[];
  skipped: readonly Skipped[];
  next: readonly string[];
}>;

/**
 * The run, up to the person: observe, crystallize, generate, scan (generate and scan are one act, so that nothing
 * unscanned lies in staging), review card. Deploying is not in here: it needs a decision that this function cannot make.
 */
export async function forgeAll(context: Context, options: FullOptions): Promise<FullResult> {
  const { result: observe, requests } = observeLogs(context, options);
  if (options.until === "observe") return { schemaVersion: 1, observe, genes: [], proposals: [], skipped: [], next: [] };

  const { genes } = crystallizeAll(context, requests());
  if (options.until === "crystallize") return { schemaVersion: 1, observe, genes, proposals: [], skipped: [], next: [] };

  const { chosen, skipped } = proposalsFrom(context, genes, options);
  const proposals: { capsule: Capsule; card: Card | null }[] = [];
  const late: Skipped[] = [];
  const { atOnce } = context.policy.proposals;
  for (const choice of chosen) {
    if (proposals.length >= atOnce) {
      late.push({ gene: choice.genes[0]?.id ?? "", reason: `at most ${atOnce} proposals at once` });
      continue;
    }
    const staged = await stageSkill(context, choice);
    if (staged.kind === "skipped") late.push({ gene: choice.genes[0]?.id ?? "", reason: staged.reason });
    else proposals.push({ capsule: staged.capsule, card: options.until === "review" ? cardOf(context, staged) : null });
  }
  return { schemaVersion: 1, observe, genes, proposals, skipped: [...skipped, ...late], next: proposals.flatMap(({ capsule }) => nextFor(capsule)) };
}

/** What a person can type next for a capsule. */
export function nextFor(capsule: Capsule): readonly string[] {
  if (capsule.status === "staged") return [`forge review --skill ${capsule.name} --approve`, `forge review --skill ${capsule.name} --reject --reason "…"`];
  if (capsule.status === "approved") return [`forge deploy --skill ${capsule.name}`];
  if (capsule.status === "promoted") return [`forge rollback --skill ${capsule.name}`];
  return [];
}
