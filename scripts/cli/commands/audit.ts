import { join } from "node:path";
import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import type { Call } from "../command.ts";
import { contextOf, needed } from "../context.ts";
import { integrity } from "../exit.ts";
import { plural } from "../render/table.ts";

/** Exit 0 when every byte verifies, 6 otherwise. */
export async function run(call: Call): Promise<number> {
  const { auditCheckpoint, auditEvents, auditVerify } = await import("#pipeline/audit");
  const context = contextOf(call);
  const action = call.words[0] ?? "verify";
  if (action === "show") {
    const events = auditEvents(context);
    call.print.data({ schemaVersion: 1, events });
    for (const event of events) call.print.line(visible(JSON.stringify(event)));
    return 0;
  }
  if (action === "fork") return fork(call);
  const { line, style } = call.print;
  if (action === "checkpoint") {
    const made = auditCheckpoint(context, call.flags.text("to") ?? null);
    call.print.data(made);
    for (const one of made.note.trimEnd().split("\n")) line(visible(one));
    line(`Public key: ${made.key}`);
    line(
      made.to === null
        ? "Keep it where nobody who can write here can write too (--to FILE, a git repository, paper): it proves what the log held today."
        : `Kept in ${visible(made.to)}. Later: forge audit verify --against ${visible(made.to)}`,
    );
    return 0;
  }
  if (action === "bundle") return bundle(call);
  if (action !== "verify") throw new ForgeError("USAGE", `forge audit takes verify, checkpoint, bundle, show or fork, not "${action}"`);
  const report = auditVerify(context, { since: call.flags.on("since"), against: call.flags.list("against") });
  call.print.data(report);
  if (report.status === "ok") {
    line(
      `${style("green", "OK")}: ${plural(report.events, "event")}${report.events === 0 ? ", nothing is recorded yet" : `, the last is ${report.lastChecksum}`}`,
    );
    if (report.since > 0) line(`  ${plural(report.since, "event")} before the newest checkpoint were not read again; without --since they are.`);
    if (report.checkpoint !== null) line(`  signed up to event ${report.checkpoint}, Merkle root ${report.root}`);
    for (const file of report.against) line(`  continues ${visible(file)}`);
    if (report.anchored === null && report.events > 0)
      line("NOT ANCHORED: no remembered state was found outside of the data folder; a cut or rewritten log could not be told.");
    return 0;
  }
  line(`${style("red", report.status === "broken" ? "BROKEN" : "ROLLED BACK")}: ${report.firstBad?.detail ?? ""}`);
  line(`  ${report.path}, line ${report.firstBad?.line ?? 0} (${report.firstBad?.reason ?? ""}); ${plural(report.events, "event")} before it verify`);
  line("  Nothing is written to a log that does not verify. Put back the file as it was and it verifies again,");
  line("  or start a new one that says which it follows: forge audit fork --yes");
  return integrity;
}

/** The evidence of one skill: to a file that is not there yet, or to stdout. */
async function bundle(call: Call): Promise<number> {
  const { evidenceOf } = await import("#pipeline/evidence");
  const context = contextOf(call);
  const made = evidenceOf(context, needed(call, "skill"));
  const to = call.flags.text("to");
  if (to === null) {
    call.print.data(made);
    call.print.line(JSON.stringify(made, null, 2));
    return 0;
  }
  context.powers.files.writeNew(to, new TextEncoder().encode(`${JSON.stringify(made, null, 2)}\n`), 0o644);
  call.print.data({ schemaVersion: 1, to, events: made.events.length, key: made.key });
  const { line } = call.print;
  line(`${plural(made.events.length, "event")} with their proofs are in ${visible(to)}. Anybody with Node checks them, without this program:`);
  line(`  node ${visible(join(call.powers.host.programRoot, "dist", "verify-bundle.mjs"))} ${visible(to)} --key '${made.key}'`);
  return 0;
}

/** Acknowledges a damaged log. Asked for twice on purpose: by the word and by --yes. */
async function fork(call: Call): Promise<number> {
  const { auditFork } = await import("#pipeline/audit");
  if (!call.flags.on("yes")) throw new ForgeError("NEEDS_TERMINAL", "forge audit fork gives up the chain so far; say that you mean it with --yes");
  const genesis = auditFork(contextOf(call));
  call.print.data({ schemaVersion: 1, forked: genesis !== null, genesis });
  call.print.line(
    genesis === null
      ? "The log is whole; there is nothing to start anew."
      : `A new log was started. The old one is kept beside it as events.broken-<n>, as far as it was there.`,
  );
  return 0;
}
