import { type ModelLedger, modelLedger } from "#store/model-ledger";
import type { Context } from "./context.ts";

/** Work with what is kept of a model's use and answers; `absent` is the answer when there is nothing yet, and then nothing is created. */
export function withLedger<T>(context: Context, absent: T, work: (ledger: ModelLedger) => T): T {
  return context.powers.files.facts(context.places.model) === null ? absent : opened(context, work);
}

export function opened<T>(context: Context, work: (ledger: ModelLedger) => T): T {
  const ledger = modelLedger(context.powers.openStore(context.places.model));
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}

/** Answers repeat words of sessions: who forgets sessions forgets them, too. -> how many there were. */
export function forgetAnswers(context: Context): number {
  return context.dryRun ? 0 : withLedger(context, 0, (ledger) => ledger.forget());
}
