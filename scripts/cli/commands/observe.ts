import type { Call } from "../command.ts";
import { contextOf, readingOf } from "../context.ts";
import { observeText } from "../render/observe.ts";

export async function run(call: Call): Promise<number> {
  const { observeLogs } = await import("#pipeline/observe");
  const { result } = observeLogs(contextOf(call), readingOf(call));
  call.print.data(result);
  for (const line of observeText(result)) call.print.line(line);
  return 0;
}
