import { openLog } from "#audit/log";
import { takeCheckpoint } from "#audit/take";
import type { Json } from "#kernel/canonical-json";
import { ForgeError } from "#kernel/errors";
import type { EventType, ForgeEvent } from "#kernel/event";
import { recover } from "#store/recover";
import { actorOf, type Context, nowOf } from "./context.ts";
import { resumeBatch } from "./rollback-batch.ts";

/** Events after which the log is signed: what a person decided, and what changed an agent's skills. */
const DECISIONS: ReadonlySet<EventType> = new Set<EventType>(["capsule.approved", "capsule.rejected", "deploy.done", "rollback.done"]);

/** What a change is given: a way to record it in a log that verified, under the lock. */
export type Change = Readonly<{ record(type: EventType, data: Readonly<Record<string, Json>>, txn?: string | null): ForgeEvent }>;

/**
 * Every change of state runs in here, alone: take the lock, check every byte of the log, finish or take back what an
 * interrupted command began, then work. Throws LOCKED, CHAIN_BROKEN, JOURNAL_BROKEN.
 */
export function changing<T>(context: Context, work: (change: Change) => T): T {
  const { powers, places } = context;
  powers.files.makeFolder(places.data, 0o700);
  return powers.lock(places.lock, context.waitMs, () => {
    const change = changeOf(context);
    const decided: ForgeEvent[] = [];
    const record: Change["record"] = (type, data, txn) => {
      const event = change.record(type, data, txn);
      if (DECISIONS.has(type)) decided.push(event);
      return event;
    };
    resumeBatch(context, { record });
    const result = work({ record });
    if (decided.length > 0) sign(context);
    return result;
  });
}

/** What is done is done and recorded: a checkpoint that could not be written is said and made up for by the next. */
function sign({ powers, places }: Context): void {
  try {
    takeCheckpoint(powers.files, { path: places.events, anchors: places.anchors }, powers.ids.hex);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    powers.note({ kind: "warning", text: `no checkpoint of the audit log was made: ${error.message}` });
  }
}

function changeOf(context: Context): Change {
  const { powers, places } = context;
  const given = () => ({ now: nowOf(context), hex: powers.ids.hex });
  const log = openLog(powers.files, { path: places.events, anchors: places.anchors });
  const aside = log.ready(given());
  if (aside !== null) powers.note({ kind: "warning", text: `the last line of the audit log was cut off in the middle of a write; it is kept as ${aside}` });
  const record: Change["record"] = (type, data, txn = null) => log.append({ type, actor: actorOf(context), txn, data }, given());
  const settled = recover(powers.files, places, ({ outcome, record: of }) =>
    record("deploy.recovered", { skill: of.skill, generation: of.generation, outcome, rollback: of.id }, of.txn),
  );
  if (settled !== null)
    powers.note({
      kind: "warning",
      text: `an interrupted ${settled.record.act} of ${settled.record.skill} was ${settled.outcome === "new" ? "finished" : "taken back"}`,
    });
  return { record };
}
