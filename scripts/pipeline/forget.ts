import { ForgeError } from "#kernel/errors";
import type { Forget, Selected } from "#store/trace-store";
import { loadCapsules } from "#store/state-files";
import { type Change, changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { type Forgotten, forgetNow } from "./forgetting.ts";
import { forgetInGenes, type Regrown } from "./regrow.ts";
import { withTraces } from "./traces.ts";

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
 * holds them. Throws NOT_FOUND for a session that was never there. In a dry run it says what would go, and removes nothing.
 */
export function forget(context: Context, what: Forget): ForgetResult {
  const { selected, genes } = context.dryRun ? planned(context, what) : changing(context, (change) => removed(context, change, what));
  const ids = new Set(genes.map((one) => one.id));
  const skills = loadCapsules(context.powers.files, context.places.data)
    .filter((one) => HOLDING.has(one.status) && one.genes.some(({ id }) => ids.has(id)))
    .map(({ name, status }) => ({ name, status }));
  return { schemaVersion: 1, sessions: selected.sessions.length, requests: selected.requests.length, genes, skills, dryRun: context.dryRun };
}

const HOLDING: ReadonlySet<string> = new Set(["staged", "approved", "promoted"]);
const NOTHING: Forgotten = { selected: { sessions: [], requests: [] }, genes: [] };

function planned(context: Context, what: Forget): Forgotten {
  if (isGone(context, what)) return NOTHING;
  const selected = withTraces<Selected>(context, NOTHING.selected, (store) => store.selected(what));
  return { selected, genes: forgetInGenes(context, new Set(selected.requests), null) };
}

function removed(context: Context, change: Change, what: Forget): Forgotten {
  return isGone(context, what) ? NOTHING : forgetNow(context, change, what);
}

/** Was this session forgotten before? The same command again, after an interruption too, finds nothing more to do. */
function isGone(context: Context, what: Forget): boolean {
  if (what.kind !== "session") return false;
  const [there, forgotten] = withTraces(context, [false, false], (store) => [store.session(what.value) !== null, store.forgotten().sessions.has(what.value)]);
  if (!there && !forgotten) throw new ForgeError("NOT_FOUND", `there is no session ${what.value}; forge traces lists them`);
  return !there;
}
