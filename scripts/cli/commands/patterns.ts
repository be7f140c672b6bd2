import { readFileSync } from "node:fs";
import { ForgeError } from "#kernel/errors";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { patternsText } from "../render/observe.ts";
import { plural } from "../render/table.ts";

export async function run(call: Call): Promise<number> {
  const { patternsOf } = await import("#pipeline/patterns");
  const result = patternsOf(contextOf(call), lines(call.words[0] ?? "-"));
  call.print.data(result);
  for (const line of patternsText(result.patterns, result.rejected)) call.print.line(line);
  if (result.unreadable.length > 0) {
    const places = result.unreadable.slice(0, 5).join(", ");
    call.print.talk(
      `${plural(result.unreadable.length, "line")} left out, no JSON object with a text: line ${places}${result.unreadable.length > 5 ? ", …" : ""}`,
    );
  }
  return 0;
}

function lines(path: string): readonly string[] {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8").split("\n");
  } catch (error) {
    throw new ForgeError("FILE_UNREADABLE", `${path === "-" ? "standard input" : path} could not be read`, { cause: error });
  }
}
