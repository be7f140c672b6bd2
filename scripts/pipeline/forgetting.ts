import { type Forgetting, readForgetting, writeForgetting } from "#store/forgetting";
import type { Forget, Selected } from "#store/trace-store";
import type { Change } from "./changing.ts";
import type { Context } from "./context.ts";
import { forgetAnswers } from "./ledger.ts";
import { forgetInGenes, type Regrown } from "./regrow.ts";
import { ANSWERS, forgetInLog } from "./salts.ts";
import { dropOlder, observing } from "./traces.ts";

export type Forgotten = Readonly<{ selected: Selected; genes: readonly Regrown[] }>;

/**
 * In this order: the event that it begins, with how much and nothing that leads back to it; what is to go, in a file; then it goes. Whatever was killed in
 * between, the log tells of it, and the next command that changes something finishes it.
 */
export function forgetNow(context: Context, { record }: Pick<Change, "record">, what: Forget): Forgotten {
  const { powers, places } = context;
  const selected = observing(context, (store) => store.selected(what));
  const [sessions, requests] = [selected.sessions.length, selected.requests.length];
  const txn = powers.ids.hex(16);
  record("forget.begun", { why: what.kind, sessions, requests }, txn);
  const forgetting = { what, sessions, requests, txn };
  writeForgetting(powers.files, places.forgetting, forgetting);
  return { selected, genes: finish(context, record, forgetting) };
}

/** Goes on with what was being forgotten when a command was interrupted. Called under the lock. */
export function resumeForget(context: Context, { record }: Pick<Change, "record">): void {
  const { files, note, ids } = context.powers;
  const path = context.places.forgetting;
  const forgetting = readForgetting(files, path);
  if (forgetting === null) return;
  if (forgetting === "broken") {
    const aside = `${path}.broken-${ids.hex(8)}`;
    files.rename(path, aside);
    note({ kind: "warning", text: `what an interrupted forge forget was about cannot be read; it is kept as ${aside}. Say again what is to be forgotten` });
    return;
  }
  finish(context, record, forgetting);
  note({ kind: "warning", text: `an interrupted forge forget was finished: ${forgetting.sessions} sessions, ${forgetting.requests} requests` });
}

/** Each step is harmless when done twice. */
function finish(context: Context, record: Change["record"], { what, sessions, requests, txn }: Forgetting): readonly Regrown[] {
  const left = observing(context, (store) => store.selected(what)).requests;
  // genes first: they are told from the requests that they rest on, as long as those are there
  const genes = forgetInGenes(context, new Set(left), record);
  observing(context, (store) => store.forget(what, context.powers.clock.now()));
  dropOlder(context);
  forgetAnswers(context);
  forgetInLog(context, [ANSWERS]);
  record("traces.forgotten", { why: what.kind, sessions, requests }, txn);
  context.powers.files.removeFile(context.places.forgetting);
  return genes;
}
