import { visible } from "#kernel/visible";
import type { ManyResult } from "#pipeline/rollback-since";
import type { RollbackResult } from "#pipeline/rollback";
import type { Call } from "../command.ts";
import { planText } from "./plan.ts";
import { plural, table } from "./table.ts";

const NOTHING = {
  "never-deployed": "it was never deployed here",
  "not-deployed": "it is not deployed any more",
  "no-version-before": "there is no version before this one",
  "as-it-was": "it is that state already",
} as const;

export function printRollback({ print }: Pick<Call, "print">, result: RollbackResult): void {
  print.data(result);
  if (result.status === "nothing")
    print.line(`Nothing to do${result.skill === "" ? "" : ` for ${result.skill}`}: ${result.reason === null ? "" : NOTHING[result.reason]}.`);
  else if (result.status === "planned") {
    if (result.plan !== null) for (const line of planText(result.plan)) print.line(line);
    print.line("Nothing was changed (--dry-run).");
  } else {
    print.line(doneText(print, result));
    if (result.finished !== null) print.line(finishedText(result.finished, result.later));
  }
  if (result.saved !== null && result.status !== "planned") print.line(`  what was changed by hand is kept in ${result.saved}`);
}

/** The whole of a rollback of several skills, before it happens. */
export function printPlanned({ print }: Pick<Call, "print">, { since, skills }: ManyResult): void {
  print.line(since === null ? "The last act was on several skills:" : `To what was there at ${since.slice(0, 19).replace("T", " ")} UTC:`);
  const rows = skills.map(({ skill, path, plan, from, saved }) => [
    visible(skill),
    plan === null ? "stays as it is" : plan.proposed === null ? "goes" : `back to generation ${from ?? 0}`,
    saved === null ? "" : "CHANGED by hand: a copy is kept",
    visible(path),
  ]);
  for (const line of table(rows, rows.length)) print.line(`  ${line}`);
}

export function printMany(call: Pick<Call, "print">, result: ManyResult): void {
  const { print } = call;
  print.data(result);
  if (result.status === "nothing")
    print.line(result.since === null ? "Nothing to do." : `Nothing to do: nothing was deployed or taken back since ${result.since}, or all is as it was then.`);
  else if (result.status === "planned") {
    printPlanned(call, result);
    print.line("Nothing was changed (--dry-run).");
  } else {
    const done = result.skills.filter((one) => one.status !== "nothing");
    for (const one of done) {
      print.line(doneText(print, one));
      if (one.saved !== null) print.line(`  what was changed by hand is kept in ${one.saved}`);
    }
    if (result.finished !== null) print.line(finishedText(result.finished, result.later));
    else print.line(`${plural(done.length, "skill")} taken back. Next, to undo this: forge undo`);
  }
}

/** The same words could mean a second act: the person is told that they were taken for the first one, and how to say the other. */
function finishedText(at: string, later: number): string {
  const since = later === 0 ? "" : ` ${plural(later, "act")} came after it.`;
  const when = at.slice(0, 19).replace("T", " ");
  return `That was done already: this command was interrupted at ${when} UTC and finished since.${since} Nothing was changed now; run it again if you mean it once more.`;
}

function doneText(print: Call["print"], { status, skill, path, from }: RollbackResult): string {
  if (status === "removed") return `${print.style("green", status)}: ${skill}, gone from ${path}`;
  return `${print.style("green", status)}: ${skill}${from === null ? "" : `, from generation ${from}`}, in ${path}`;
}
