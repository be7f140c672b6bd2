import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { integrity } from "../exit.ts";
import { plural } from "../render/table.ts";

/** Exit 0 when every byte verifies, 6 otherwise. */
export async function run(call: Call): Promise<number> {
  const { auditEvents, auditVerify } = await import("#pipeline/audit");
  const context = contextOf(call);
  const action = call.words[0] ?? "verify";
  if (action === "show") {
    const events = auditEvents(context);
    call.print.data({ schemaVersion: 1, events });
    for (const event of events) call.print.line(visible(JSON.stringify(event)));
    return 0;
  }
  if (action !== "verify") throw new ForgeError("USAGE", `forge audit takes verify or show, not "${action}"`);
  const report = auditVerify(context);
  call.print.data(report);
  const { line, style } = call.print;
  if (report.status === "ok") {
    line(`${style("green", "OK")}: ${plural(report.events, "event")}${report.events === 0 ? ", nothing is recorded yet" : `, the last is ${report.lastChecksum}`}`);
    if (report.anchored === null && report.events > 0) line("No remembered state was found outside of the data folder: a cut or rewritten log could not be told.");
    return 0;
  }
  line(`${style("red", report.status === "broken" ? "BROKEN" : "ROLLED BACK")}: ${report.firstBad?.detail ?? ""}`);
  line(`  ${report.path}, line ${report.firstBad?.line ?? 0} (${report.firstBad?.reason ?? ""}); ${plural(report.events, "event")} before it verify`);
  line("  Nothing is written to a log that does not verify. Put back the file as it was and it verifies again.");
  return integrity;
}
