import { visible } from "#kernel/visible";
import { reopen, rejectionsOf } from "#pipeline/rejections";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { plural, table } from "../render/table.ts";

/** Remembered rejections of one skill or of all. */
export function listRejected(call: Call, name: string | null): number {
  const rejections = rejectionsOf(contextOf(call), name);
  call.print.data({ schemaVersion: 1, rejections });
  const rows = rejections.map((one) => [
    one.skill,
    one.capsule,
    one.at.slice(0, 10),
    one.edits.length === 0 ? "the skill" : plural(one.edits.length, "edit"),
    one.againFrom === null ? "-" : `from ${one.againFrom} sessions on (${one.sessions ?? 0} then)`,
    visible(one.reason),
  ]);
  for (const line of table([["skill", "rejection", "when", "what", "again", "why"], ...rows], rows.length)) call.print.line(line);
  const [first] = rejections;
  call.print.line(
    first === undefined
      ? "No rejection is remembered."
      : `${plural(rejections.length, "rejection")}. Next, to take one back: forge review --skill ${first.skill} --reopen ${first.capsule}`,
  );
  return 0;
}

/** Takes a rejection back. */
export function takeBack(call: Call, name: string, id: string | null): number {
  const result = reopen(contextOf(call), name, id);
  call.print.data(result);
  const { rejection, waiting } = result;
  call.print.line(`reopened: ${name}, rejected ${rejection.at.slice(0, 10)} (${visible(rejection.reason)})`);
  call.print.line(waiting ? `  It waits for a decision again. Next: forge review --skill ${name}` : "  The next run may propose it again. Next: forge --full");
  return 0;
}
