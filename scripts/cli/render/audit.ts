import type { AuditResult, KeptAt } from "#pipeline/audit";
import { visible } from "#kernel/visible";
import type { Printer } from "../printer.ts";
import { plural } from "./table.ts";

/** The three ways in which a log is not whole are three different things to do; the words are the same everywhere. */
export const LOG_WORDS: Readonly<Record<string, string>> = { ok: "ok", broken: "BROKEN", "rolled-back": "ROLLED BACK", unanchored: "UNANCHORED" };

const ADVICE: Readonly<Record<string, readonly string[]>> = {
  broken: [
    "Nothing is written to a log that does not verify. Put back the file as it was and it verifies again,",
    "or start a new one that says which it follows: forge audit fork --yes",
  ],
  "rolled-back": [
    "The bytes are a chain, but an older or another one than was seen before. Put back the newer file and it verifies again,",
    "or acknowledge the loss and start a new one that says which it follows: forge audit fork --yes",
  ],
  unanchored: [
    "The bytes are a chain, but nobody can say any more that it is the whole and the right one. Put back what was remembered,",
    "or compare with a checkpoint that you kept (forge audit verify --against FILE, --printed TEXT),",
    "and when you take this log for the right one, say so, on record: forge audit anchor --accept --yes",
  ],
};

/** What a verification found, for people. */
export function printAudit({ line, style }: Printer, report: AuditResult): void {
  if (report.status === "ok") {
    line(
      `${style("green", "OK")}: ${plural(report.events, "event")}${report.events === 0 ? ", nothing is recorded yet" : `, the last is ${report.lastChecksum}`}`,
    );
    if (report.since > 0) line(`  ${plural(report.since, "event")} before the newest checkpoint were not read again; without --since they are.`);
    else if (report.sealed > 0) line(`  ${plural(report.sealed, "sealed segment")} and the newest, one chain`);
    if (report.checkpoint !== null) line(`  signed up to event ${report.checkpoint}, Merkle root ${report.root}`);
    for (const file of report.against) line(`  continues ${visible(file)}`);
    printKept({ line, style }, report.kept);
    return;
  }
  const { firstBad } = report;
  line(`${style("red", LOG_WORDS[report.status] ?? report.status)}: ${visible(firstBad?.detail ?? "")}`);
  const where = firstBad === null || firstBad.line === 0 ? "" : `, line ${firstBad.line}${firstBad.file === undefined ? "" : ` in ${visible(firstBad.file)}`}`;
  line(
    `  ${visible(report.path)}${where} (${firstBad?.reason ?? ""}); ${plural(report.events, "event")} ${report.status === "unanchored" ? "verify" : "before it verify"}`,
  );
  printKept({ line, style }, report.kept);
  for (const one of ADVICE[report.status] ?? []) line(`  ${one}`);
}

/** The places of policy.json; one that could not be read proves nothing, and is named for it. */
export function printKept({ line, style }: Pick<Printer, "line" | "style">, kept: readonly KeptAt[]): void {
  for (const { name, state, events, why } of kept) {
    if (state === "read") line(`  anchored at event ${events ?? 0} in ${visible(name)}`);
    else line(`  ${style("yellow", state === "foreign" ? "FOREIGN KEY" : "NOT READ")}: anchor ${visible(name)}: ${visible(why)}`);
  }
}
