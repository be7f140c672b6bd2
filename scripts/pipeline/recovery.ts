import { readLog } from "#audit/read-log";
import { ForgeError } from "#kernel/errors";
import { refuseSwitch, switchedJournal } from "#store/refuse";
import { requireApproval } from "./approval.ts";
import type { Change } from "./changing.ts";
import type { Context } from "./context.ts";
import { logPlaceOf } from "./log-place.ts";

/**
 * The gate before a deploy ran before its journal was written, by a process that is gone; that there is a journal does not prove that it ran. So what an
 * interrupted command put in place is asked for its approval again before it is finished, and taken back when there is none any more. One whose end
 * stands in the log was finished before. Called under the lock, before `recover`.
 */
export function refuseUnapproved(context: Context, { approvals }: Pick<Change, "approvals">): void {
  const { powers, places } = context;
  const journal = switchedJournal(powers.files, places);
  const { record } = journal ?? {};
  if (journal === null || record?.after == null) return;
  try {
    requireApproval(context, approvals(), record.after);
  } catch (error) {
    if (!(error instanceof ForgeError && error.code.startsWith("APPROV"))) throw error;
    const { events } = readLog(powers.files, logPlaceOf(context));
    if (events.some((one) => one.txn === record.txn && (one.type === "deploy.done" || one.type === "rollback.done"))) return;
    refuseSwitch(powers.files, places, journal);
    powers.note({ kind: "warning", text: `what an interrupted ${record.act} put in place at ${record.path} is not approved: ${error.message}` });
  }
}
