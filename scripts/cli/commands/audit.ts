import { join } from "node:path";
import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import { giveFile, refuseTaken } from "#pipeline/given-file";
import type { Call } from "../command.ts";
import { contextOf, needed } from "../context.ts";
import { integrity } from "../exit.ts";
import { printAudit, printKept } from "../render/audit.ts";
import { plural } from "../render/table.ts";
import { jsonText } from "../screen.ts";

const ACTIONS: Readonly<Record<string, (call: Call) => Promise<number>>> = { verify, checkpoint, anchor, seal, bundle, show, fork };

/** Exit 0 when every byte verifies, 6 otherwise. */
export function run(call: Call): Promise<number> {
  const action = call.words[0] ?? "verify";
  const named = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (named === undefined) throw new ForgeError("USAGE", `forge audit takes ${Object.keys(ACTIONS).join(", ")}, not "${visible(action)}"`);
  return named(call);
}

async function verify(call: Call): Promise<number> {
  const { auditVerify } = await import("#pipeline/audit");
  const { flags } = call;
  const report = auditVerify(contextOf(call), { since: flags.on("since"), against: flags.list("against"), printed: flags.text("printed") });
  call.print.data(report);
  printAudit(call.print, report);
  return report.status === "ok" ? 0 : integrity;
}

async function show(call: Call): Promise<number> {
  const { auditEvents } = await import("#pipeline/audit");
  const events = auditEvents(contextOf(call));
  call.print.data({ schemaVersion: 1, events });
  for (const event of events) call.print.line(visible(JSON.stringify(event)));
  return 0;
}

async function checkpoint(call: Call): Promise<number> {
  const { auditCheckpoint } = await import("#pipeline/audit");
  const { line } = call.print;
  const made = auditCheckpoint(contextOf(call), call.flags.text("to"));
  call.print.data(made);
  if (call.flags.on("print")) {
    line(made.printed);
    line("Write it down with today's date. Later: forge audit verify --printed 'NUMBER LETTERS'");
    return 0;
  }
  for (const one of made.note.trimEnd().split("\n")) line(visible(one));
  line(`Public key: ${made.key}`);
  line(
    made.to === null
      ? "Keep it where nobody who can write here can write too (--to FILE, a git repository, --print for paper): it proves what the log held today."
      : `Kept in ${visible(made.to)}. Later: forge audit verify --against ${visible(made.to)}`,
  );
  return 0;
}

/** What remembers the log outside of its folder; with --accept a person takes a log that lost it for the right one. */
async function anchor(call: Call): Promise<number> {
  const { auditAccept, auditVerify } = await import("#pipeline/audit");
  const context = contextOf(call);
  const { print } = call;
  if (!call.flags.on("accept")) {
    const report = auditVerify(context, { since: false, against: [], printed: null });
    print.data({
      schemaVersion: 1,
      status: report.status,
      anchors: context.places.anchors,
      anchored: report.anchored,
      checkpoint: report.checkpoint,
      kept: report.kept,
    });
    print.line(`${visible(context.places.anchors)}: ${report.anchored === null ? "nothing is remembered" : `event ${report.anchored}`}`);
    printKept(print, report.kept);
    if (report.kept.length === 0) print.line('Nowhere else. policy.json: "audit": {"anchors": ["/a/folder", "git:/a/repository"]}');
    return report.status === "ok" ? 0 : integrity;
  }
  if (!call.flags.on("yes"))
    throw new ForgeError(
      "NEEDS_TERMINAL",
      "this says that the log is the right one although what was remembered of it is gone; say that you mean it with --yes",
    );
  const done = auditAccept(context);
  print.data({ schemaVersion: 1, accepted: done !== null, ...(done ?? {}) });
  print.line(
    done === null
      ? "Nothing is missing; there is nothing to accept."
      : `Accepted and on record: ${plural(done.event.seq, "event")} before it are taken as they are.`,
  );
  for (const { name, fault } of done?.faults ?? []) print.line(`  not kept at ${visible(name)}: ${visible(fault)}`);
  return 0;
}

/** Closes the log so far; a new segment goes on. */
async function seal(call: Call): Promise<number> {
  const { auditSeal } = await import("#pipeline/audit");
  const done = auditSeal(contextOf(call));
  call.print.data(done);
  call.print.line(
    done.file === null
      ? "Nothing new to seal."
      : `Sealed as ${done.file}, signed, ${plural(done.events ?? 0, "event")} so far. The log goes on in events.jsonl.`,
  );
  return 0;
}

/** The evidence of one skill: to a file that is not there yet, or to stdout. */
async function bundle(call: Call): Promise<number> {
  const { evidenceOf } = await import("#pipeline/evidence");
  const context = contextOf(call);
  const { files } = context.powers;
  const to = call.flags.text("to");
  // that it is given out is recorded: not for a file that cannot be written
  if (to !== null) refuseTaken(files, to);
  const made = evidenceOf(context, needed(call, "skill"));
  if (to === null) {
    call.print.data(made);
    call.print.line(jsonText(made));
    return 0;
  }
  giveFile(files, to, `${JSON.stringify(made, null, 2)}\n`, 0o644);
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
