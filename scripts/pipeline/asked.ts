import type { Rollback } from "#kernel/rollback";
import { readAsked, writeAsked } from "#store/asked";
import { loadRollbacks } from "#store/state-files";
import { type Change, changing } from "./changing.ts";
import { type Context, nowOf } from "./context.ts";

/** What an interrupted command did all the same: when it was asked for, its records, and how many acts came after it. */
export type Finished = Readonly<{ at: string; records: readonly Rollback[]; later: number }>;

/** Says a result to the person. Called under the lock, when all is done and before it is forgotten that it was asked for. */
export type Tell<T> = (result: T) => void;

/** `begin` is called with the transactions before the first of them. */
export type Asking<T> = Readonly<{
  request: string;
  work: (change: Change | null, begin: (txns: readonly string[]) => void) => T;
  /** The answer when the command is done already. */
  again: (finished: Finished) => T;
  tell: Tell<T>;
}>;

/**
 * An act of which a second is another act: undo, and what goes back by one. It is written down before it begins and until its result was told. When the
 * process dies in between, the recovery finishes the act or takes it back, and the same command, whenever it is run again, is answered with what was done
 * and does nothing. After that it is a new command.
 */
export function askedOnce<T>(context: Context, { request, work, again, tell }: Asking<T>): T {
  const { powers, places } = context;
  const { files } = powers;
  const now = (change: Change | null): T => {
    const finished = finishedBefore(context, request);
    return finished === null ? work(change, begin) : again(finished);
  };
  const others = () => {
    const known = new Set(loadRollbacks(files, places.data).map((one) => one.txn));
    // of an act that was taken back nothing is left to tell
    return readAsked(files, places.asked).filter((one) => one.request !== request && one.txns.some((txn) => known.has(txn)));
  };
  const begin = (txns: readonly string[]) => writeAsked(files, places.asked, [...others(), { request, txns, at: nowOf(context) }]);
  const told = (result: T): void => {
    tell(result);
    if (!context.dryRun && files.facts(places.asked) !== null) writeAsked(files, places.asked, others());
  };
  if (!context.dryRun) return changing(context, now, told);
  const result = now(null);
  told(result);
  return result;
}

/** The act of an interrupted command that was finished since; null when it was not begun, or taken back. */
export function finishedBefore({ powers, places }: Context, request: string): Finished | null {
  const asked = readAsked(powers.files, places.asked).findLast((one) => one.request === request);
  if (asked === undefined) return null;
  const history = loadRollbacks(powers.files, places.data);
  const records = history.filter((one) => asked.txns.includes(one.txn));
  const last = history.findLastIndex((one) => asked.txns.includes(one.txn));
  return records.length === 0 ? null : { at: asked.at, records, later: history.length - 1 - last };
}
