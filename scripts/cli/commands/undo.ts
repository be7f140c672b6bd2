import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { printRollback } from "../render/rollback.ts";

export async function run(call: Call): Promise<number> {
  const { undoLast } = await import("#pipeline/rollback");
  printRollback(call, undoLast(contextOf(call), call.flags.on("force")));
  return 0;
}
