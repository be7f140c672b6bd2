import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { printMany, printRollback } from "../render/rollback.ts";

export async function run(call: Call): Promise<number> {
  const { undoLast } = await import("#pipeline/rollback");
  undoLast(contextOf(call), call.flags.on("force"), (result) => {
    if ("skills" in result) printMany(call, result);
    else printRollback(call, result);
  });
  return 0;
}
