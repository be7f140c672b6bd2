import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import type { GcResult } from "#pipeline/gc";
import type { Call } from "../command.ts";
import { contextOf, count } from "../context.ts";
import { integrity } from "../exit.ts";
import { plural } from "../render/table.ts";

/** Exit 0, or 6 when a tree that is needed is damaged. */
export async function run(call: Call): Promise<number> {
  const { gc } = await import("#pipeline/gc");
  const { flags } = call;
  const keep = flags.text("keep");
  const saved = flags.text("saved");
  const options = { keep: keep === null ? null : count(keep, "--keep"), savedDays: saved === null ? null : count(saved, "--saved") };
  if (options.keep === 1) throw new ForgeError("USAGE", "--keep takes at least 2: with one there would be nothing to go back to");
  const result = gc(contextOf(call), options);
  call.print.data(result);
  for (const text of gcText(result)) call.print.line(text);
  return result.corrupt.length === 0 ? 0 : integrity;
}

function gcText(result: GcResult): readonly string[] {
  const { status, generations, trees, leftovers, saved, corrupt, untouched, keep } = result;
  const would = status === "planned" ? "would be " : "";
  const olds = trees.filter((one) => one.why === "old").length;
  const skills = [...Map.groupBy(generations, (one) => `${one.skill} in ${one.path}`)];
  return [
    ...(status === "nothing" ? [`Nothing to clear: ${plural(keep, "generation")} of each skill at each place are kept, and nothing else is left over.`] : []),
    ...skills.map(([place, own]) => `  ${visible(place)}: ${would}cleared ${own.map((one) => one.generation).join(", ")}`),
    ...(trees.length === 0
      ? []
      : [`  ${plural(trees.length, "tree")} ${would}removed from the store: ${olds} of old generations, ${trees.length - olds} that nothing named`]),
    ...leftovers.map((one) => `  ${visible(one.path)}: ${one.what}, ${would}${one.do === "remove" ? "removed" : `moved to ${visible(one.to ?? "")}`}`),
    ...saved.map((one) => `  ${visible(one.path)}: ${would}removed`),
    ...(status === "nothing" ? [] : [`${bytesText(result.bytes)} ${status === "planned" ? "would be freed. Nothing was changed (--dry-run)." : "freed."}`]),
    ...untouched.map((path) => `not touched: ${visible(path)} is not ours`),
    ...corrupt.map((one) => `DAMAGED: ${visible(one.detail)}; forge doctor --fix`),
  ];
}

function bytesText(bytes: number): string {
  return bytes < 10_000 ? plural(bytes, "byte") : bytes < 10_000_000 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(bytes / 1_000_000)} MB`;
}
