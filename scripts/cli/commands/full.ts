import { ForgeError } from "#kernel/errors";
import type { FullResult, Stage } from "#pipeline/forge";
import type { Call } from "../command.ts";
import { contextOf, newName, readingOf } from "../context.ts";
import { pending } from "../exit.ts";
import { cardText } from "../render/card.ts";
import { genesText } from "../render/genes.ts";
import { sourcesShown, droppedText, rejectedText } from "../render/observe.ts";
import { plural } from "../render/table.ts";

const STAGES: readonly Stage[] = ["observe", "crystallize", "generate", "scan", "review"];

/** Everything up to the person. Exit 0, or 3 with --detailed-exitcode when something waits for a decision. */
export async function run(call: Call): Promise<number> {
  const { forgeAll } = await import("#pipeline/forge");
  const until = stage(call.flags.text("until") ?? "review");
  const result = await forgeAll(contextOf(call), { ...readingOf(call), until, name: newName(call), description: call.flags.text("description") });
  call.print.data(result);
  if (!call.print.json) print(call, result, until);
  return call.flags.on("detailedExitcode") && result.proposals.length > 0 ? pending : 0;
}

function stage(text: string): Stage {
  const found = STAGES.find((one) => one === text);
  if (found === undefined) throw new ForgeError("USAGE", `--until takes ${STAGES.join(", ")}, not "${text}"`);
  return found;
}

function print(call: Call, result: FullResult, until: Stage): void {
  const { line } = call.print;
  const { counts } = result.observe;
  line(
    `observe      ${plural(counts.sessions, "session")}, ${plural(counts.userPrompts, "prompt")}, ${plural(counts.requests, "request")}, ${plural(result.observe.patterns.length, "pattern")}`,
  );
  for (const source of sourcesShown(result.observe)) line(`             ${source.label}: ${source.path}`);
  if (result.observe.sources.length === 0) line("             no session logs were found; give a place with --path FOLDER");
  if (call.print.verbose) for (const text of [...rejectedText(result.observe.rejected), ...droppedText(counts.dropped)]) line(text);
  else if (Object.keys(counts.dropped).length > 0)
    line(
      `             ${plural(
        Object.values(counts.dropped).reduce((a, b) => a + b, 0),
        "record",
      )} left out, with reasons: forge observe --dry-run`,
    );
  if (until === "observe") return;
  line(`crystallize  ${plural(result.genes.filter((one) => one.status === "active").length, "gene")}`);
  for (const text of genesText(result.genes, call.powers.clock.now()).slice(1)) line(text);
  if (until === "crystallize") return;
  for (const { gene, reason } of result.skipped) line(`             ${gene} left out: ${reason}`);
  if (result.waiting > 0) line(`             ${plural(result.waiting, "more proposal")} wait for a later run: few at once, the most useful first`);
  if (result.proposals.length === 0) line("generate     nothing to propose");
  const [first, ...others] = result.proposals;
  if (first === undefined) return;
  line(`generate     ${first.capsule.name} from ${first.capsule.genes.map((one) => one.id).join(", ")} by template ${first.capsule.template.id}`);
  line();
  if (first.card !== null) for (const text of cardText(first.card, { ...call.print, keys: false })) line(text);
  // one card fits one screen; the next one is looked at when this one is decided
  for (const { capsule } of others) line(`also waits   ${capsule.name}: forge review --skill ${capsule.name}`);
}
