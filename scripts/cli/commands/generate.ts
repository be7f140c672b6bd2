import { ForgeError } from "#kernel/errors";
import type { Call } from "../command.ts";
import { contextOf, newName } from "../context.ts";
import { cardText } from "../render/card.ts";

/** A staged skill from chosen genes. Exit 0 when it is staged, also when a finding or a missing grant waits for the review. */
export async function run(call: Call): Promise<number> {
  const { generateSkill } = await import("#pipeline/generate");
  const { flags, print } = call;
  const wish = {
    name: newName(call),
    genes: flags.list("gene"),
    template: flags.text("template"),
    description: flags.text("description"),
    take: flags.list("take"),
  };
  if (wish.name === null && wish.genes.length === 0 && wish.description === null)
    throw new ForgeError("USAGE", "forge generate needs --name, --gene or --description");
  const result = await generateSkill(contextOf(call), wish);
  print.data(result);
  if (result.status === "skipped") {
    print.line(`Nothing was staged: ${result.reason}`);
    return 0;
  }
  for (const line of cardText(result.card, { ...print, keys: false })) print.line(line);
  print.line(`Staged in ${result.folder}`);
  return 0;
}
