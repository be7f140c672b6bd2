import { visible } from "#kernel/visible";
import type { GenerationLine } from "#pipeline/generations";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { table } from "../render/table.ts";

const STORE = { kept: "", gone: "cleared by gc", lost: "NOT IN THE STORE: forge doctor" } as const;

export async function run(call: Call): Promise<number> {
  const { generationsOf } = await import("#pipeline/generations");
  const result = generationsOf(contextOf(call), call.flags.text("skill"));
  call.print.data(result);
  const { line } = call.print;
  const rows = result.generations.map((one) => [
    visible(one.skill),
    String(one.generation),
    one.at.slice(0, 19).replace("T", " "),
    one.act + (one.from !== null && one.act !== "deploy" ? ` of ${one.from}` : ""),
    one.tree?.slice(0, 12) ?? "-",
    wordsOf(one),
    visible(one.path),
  ]);
  for (const text of table([["skill", "generation", "when (UTC)", "act", "tree", "", "place"], ...rows], rows.length)) line(text.slice(2));
  if (rows.length === 0) line("Nothing was deployed yet.");
  else line("Bring one back: forge rollback --skill NAME --to GENERATION");
  return 0;
}

function wordsOf({ current, store, tree }: GenerationLine): string {
  return [...(current ? ["now"] : []), ...(tree === null ? ["removed"] : []), ...(store === null || store === "kept" ? [] : [STORE[store]])].join(", ");
}
