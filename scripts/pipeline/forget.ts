import { ForgeError } from "#kernel/errors";
import type { Forget, Selected } from "#store/trace-store";
import { loadCapsules } from "#store/state-files";
import { changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { forgetInGenes, type Regrown } from "./crystallize.ts";
import { forgetAnswers } from "./model.ts";
import { ANSWERS, forgetInLog } from "./salts.ts";
import { observing, withTraces } from "./traces.ts";

export type { Forget } from "#store/trace-store";

/** What is gone, what became of the genes that rested on it, and the skills made of those genes: what a person approved is not changed behind their back. */
export type ForgetResult = Readonly<{
  schemaVersion: 1;
  sessions: number;
  requests: number;
  genes: readonly Regrown[];
  skills: readonly Readonly<{ name: string; status: string }>[];
  dryRun: boolean;
}>;

/**
 * Removes sessions and requests from the trace store, and remembers not to take them in again although the log still
 * holds them. Throws NOT_FOUND for a session that is not there. In a dry run it says what would go, and removes nothing.
 */
export function forget(context: Context, what: Forget): ForgetResult {
  if (what.kind === "session" && withTraces(context, null, (store) => store.session(what.value)) === null)
    throw new ForgeError("NOT_FOUND", `there is no session ${what.value}; forge traces lists them`);
  const { selected, genes } = context.dryRun ? planned(context, what) : removed(context, what);
  const ids = new Set(genes.map((one) => one.id));
  const skills = loadCapsules(context.powers.files, context.places.data)
    .filter((one) => HOLDING.has(one.status) && one.genes.some(({ id }) => ids.has(id)))
    .map(({ name, status }) => ({ name, status }));
  return { schemaVersion: 1, sessions: selected.sessions.length, requests: selected.requests.length, genes, skills, dryRun: context.dryRun };
}

const HOLDING: ReadonlySet<string> = new Set(["staged", "approved", "promoted"]);

type Forgotten = Readonly<{ selected: Selected; genes: readonly Regrown[] }>;

function planned(context: Context, what: Forget): Forgotten {
  const selected = withTraces<Selected>(context, { sessions: [], requests: [] }, (store) => store.selected(what));
  return { selected, genes: forgetInGenes(context, new Set(selected.requests), null) };
}

/** Of what was forgotten the log of events says how much, and nothing that leads back to it. */
function removed(context: Context, what: Forget): Forgotten {
  return changing(context, ({ record }) => {
    const requests = observing(context, (store) => store.selected(what)).requests;
    // genes first: an interruption leaves the requests, from which the same command starts again, and never genes without them
    const genes = forgetInGenes(context, new Set(requests), record);
    const selected = observing(context, (store) => store.forget(what, context.powers.clock.now()));
    forgetAnswers(context);
    forgetInLog(context, [ANSWERS]);
    record("traces.forgotten", { why: what.kind, sessions: selected.sessions.length, requests: selected.requests.length });
    return { selected, genes };
  });
}
