import type { CardReplay, Share } from "#kernel/card";
import type { Gene } from "#kernel/gene";
import type { Request } from "#kernel/trace";
import { VERSION } from "#kernel/version";
import { crystallize } from "#stages/crystallize/crystallize";
import { breaksRule } from "#stages/crystallize/rules";
import { isLookup } from "#stages/crystallize/steps";
import { familyPattern } from "#stages/observe/patterns/family";
import { type Judges, replay } from "#stages/replay/replay";
import { type Split, split } from "#stages/replay/split";
import type { Context } from "./context.ts";
import { withTraces } from "./traces.ts";

/** Least sessions to measure on: below it a share says nothing. */
const HELD_OUT = 3;

const JUDGES: Judges = { looksOnly: (action) => isLookup(action.verb), breaks: (action, rule) => breaksRule(action, [rule]) };

/**
 * Genes of a proposal -> how skills made anew of their earlier sessions fare against the later ones. Of several genes the measured ones are summed; where
 * none can be measured the answer says what is missing, for the gene that is nearest to enough.
 */
export function replayOf(context: Context, genes: readonly Gene[]): CardReplay {
  const wanted = genes.flatMap((gene) => gene.evidence);
  const kept = withTraces(context, [], (store) => wanted.flatMap((id) => store.request(id) ?? []));
  const byId = new Map(kept.map((one) => [one.id, one]));
  const each = genes.map((gene) =>
    replayGene(
      context,
      gene.evidence.flatMap((id) => byId.get(id) ?? []),
    ),
  );
  const measured = each.filter((one) => one.kind === "measured");
  const best = each.toSorted((a, b) => b.sessions - a.sessions)[0];
  if (measured.length === 0) return best ?? { kind: "not-enough", proxy: true, sessions: 0, needed: HELD_OUT, why: "not-kept" };
  const sum = (of: (one: (typeof measured)[number]) => number) => measured.reduce((total, one) => total + of(one), 0);
  const share = (of: (one: (typeof measured)[number]) => Share): Share => ({ hit: sum((one) => of(one).hit), of: sum((one) => of(one).of) });
  return {
    kind: "measured",
    proxy: true,
    sessions: sum((one) => one.sessions),
    trainedOn: sum((one) => one.trainedOn),
    sameWords: sum((one) => one.sameWords),
    inOrder: share((one) => one.inOrder),
    covered: share((one) => one.covered),
    contradictions: measured.flatMap((one) => one.contradictions),
  };
}

function replayGene(context: Context, family: readonly Request[]): CardReplay {
  const cut = split(family, { train: context.policy.support.sessions, heldOut: HELD_OUT });
  const missing = (why: Extract<CardReplay, { kind: "not-enough" }>["why"]): CardReplay => ({
    kind: "not-enough",
    proxy: true,
    sessions: cut.sessions,
    needed: HELD_OUT,
    why,
  });
  if (family.length === 0) return missing("not-kept");
  if (cut.trainedOn < context.policy.support.sessions || cut.sessions + cut.sameWords < HELD_OUT) return missing("sessions");
  if (cut.sessions < HELD_OUT) return missing("same-words");
  const told = madeOf(context, cut);
  if (told === undefined) return missing("no-skill");
  const { sessions, trainedOn, sameWords } = cut;
  return { kind: "measured", proxy: true, sessions, trainedOn, sameWords, ...replay(told, cut.heldOut, JUDGES) };
}

/** The gene that the earlier sessions alone make; undefined when they make none. */
function madeOf(context: Context, { train }: Split): Gene | undefined {
  const pattern = familyPattern(train);
  if (pattern === null) return undefined;
  const { policy, policyDigest, powers } = context;
  const requests = new Map(train.map((one) => [one.id, one]));
  return crystallize({ patterns: [pattern], requests, existing: [], policy, policyDigest, now: powers.clock.now(), tool: VERSION }).genes[0];
}

/** A gene as the earlier sessions alone make it, and the later requests that are new to it. */
export type HeldOut = Readonly<{ told: Gene; heldOut: readonly Request[] }>;

/** All requests of a gene -> the split above, null where there is too little of either. */
export function heldOutOf(context: Context, family: readonly Request[]): HeldOut | null {
  const needs = { train: context.policy.support.sessions, heldOut: HELD_OUT };
  const cut = split(family, needs);
  if (cut.trainedOn < needs.train || cut.sessions < needs.heldOut) return null;
  const told = madeOf(context, cut);
  return told === undefined ? null : { told, heldOut: cut.heldOut };
}
