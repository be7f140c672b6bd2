import type { RollbackResult } from "#pipeline/rollback";
import type { Call } from "../command.ts";
import { planText } from "./plan.ts";

const NOTHING = {
  "never-deployed": "it was never deployed here",
  "not-deployed": "it is not deployed any more",
  "no-version-before": "there is no version before this one",
} as const;

export function printRollback({ print }: Pick<Call, "print">, result: RollbackResult): void {
  print.data(result);
  if (result.status === "nothing")
    print.line(`Nothing to do${result.skill === "" ? "" : ` for ${result.skill}`}: ${result.reason === null ? "" : NOTHING[result.reason]}.`);
  else if (result.status === "planned") {
    if (result.plan !== null) for (const line of planText(result.plan)) print.line(line);
    print.line("Nothing was changed (--dry-run).");
  } else print.line(`${print.style("green", result.status)}: ${result.skill}, ${result.status === "removed" ? "gone from" : "in"} ${result.path}`);
  if (result.saved !== null && result.status !== "planned") print.line(`  what was changed by hand is kept in ${result.saved}`);
}
