import { ForgeError } from "#kernel/errors";
import type { Forget, Selected } from "#store/trace-store";
import { changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { allGenes } from "./crystallize.ts";
import { observing, withTraces } from "./traces.ts";

export type { Forget } from "#store/trace-store";

/** What is gone, and the genes that were made of it: they hold values and phrasings of theirs until they are made anew. */
export type ForgetResult = Readonly<{
  schemaVersion: 1;
  sessions: number;
  requests: number;
  genes: readonly Readonly<{ id: string; title: string; evidence: number }>[];
  dryRun: boolean;
}>;

/**
 * Removes sessions and requests from the trace store, and remembers not to take them in again although the log still
 * holds them. Throws NOT_FOUND for a session that is not there. In a dry run it says what would go, and removes nothing.
 */
export function forget(context: Context, what: Forget): ForgetResult {
  if (what.kind === "session" && withTraces(context, null, (store) => store.session(what.value)) === null)
    throw new ForgeError("NOT_FOUND", `there is no session ${what.value}; forge traces lists them`);
  const { sessions, requests } = context.dryRun
    ? withTraces<Selected>(context, { sessions: [], requests: [] }, (store) => store.selected(what))
    : removed(context, what);
  const lost = new Set(requests);
  const genes = allGenes(context).flatMap((gene) => {
    const evidence = gene.evidence.filter((id) => lost.has(id)).length;
    return evidence === 0 ? [] : [{ id: gene.id, title: gene.title, evidence }];
  });
  return { schemaVersion: 1, sessions: sessions.length, requests: requests.length, genes, dryRun: context.dryRun };
}

/** Of what was forgotten the log of events says how much, and nothing that leads back to it. */
function removed(context: Context, what: Forget): Selected {
  return changing(context, ({ record }) => {
    const gone = observing(context, (store) => store.forget(what, context.powers.clock.now()));
    record("traces.forgotten", { why: what.kind, sessions: gone.sessions.length, requests: gone.requests.length });
    return gone;
  });
}
