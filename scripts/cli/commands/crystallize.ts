import { visible } from "#kernel/visible";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { genesText } from "../render/genes.ts";
import { rejectedText } from "../render/observe.ts";

export async function run(call: Call): Promise<number> {
  const { crystallizeAll } = await import("#pipeline/crystallize");
  const context = contextOf(call);
  const result = crystallizeAll(context, null);
  call.print.data(result);
  for (const line of genesText(result.genes, context.powers.clock.now())) call.print.line(line);
  for (const { id, change } of result.changes) call.print.line(`  ${change}: ${visible(id)}`);
  for (const line of rejectedText(result.rejected)) call.print.line(line);
  return 0;
}
