import type { Call } from "../command.ts";
import { contextOf, needed } from "../context.ts";
import { printRollback } from "../render/rollback.ts";

/** Exit 0 when it was taken back or there was nothing to take back, 5 when the live skill changed since. */
export async function run(call: Call): Promise<number> {
  const { rollbackSkill } = await import("#pipeline/rollback");
  printRollback(call, rollbackSkill(contextOf(call), needed(call, "skill"), { restore: call.flags.on("restore"), force: call.flags.on("force") }));
  return 0;
}
