import { ForgeError } from "#kernel/errors";
import { confirmed } from "../confirm.ts";
import type { ManyResult } from "#pipeline/rollback-since";
import type { Call } from "../command.ts";
import { contextOf, count, hostOf, needed } from "../context.ts";
import { printMany, printPlanned, printRollback } from "../render/rollback.ts";

/** Exit 0 when it was taken back or there was nothing to take back, 5 when a live skill changed since. */
export async function run(call: Call): Promise<number> {
  const { flags } = call;
  const [to, since, restore] = [flags.text("to"), flags.text("since"), flags.on("restore")];
  if ([to !== null, since !== null, restore].filter(Boolean).length > 1) throw new ForgeError("USAGE", "forge rollback takes one of --restore, --to, --since");
  if (since !== null) return await runSince(call, since);
  const { rollbackSkill } = await import("#pipeline/rollback");
  const generation = to === null ? null : count(to, "--to");
  const at = { host: hostOf(call, "host"), project: flags.text("project") };
  const options = { restore, force: flags.on("force"), to: generation, at };
  rollbackSkill(contextOf(call), needed(call, "skill"), options, (result) => printRollback(call, result));
  return 0;
}

/** What would happen is shown first; what happens is exactly that, or STALE_PLAN. */
async function runSince(call: Call, since: string): Promise<number> {
  const { flags } = call;
  if (flags.text("host") !== null || flags.text("project") !== null) throw new ForgeError("USAGE", "--since is about all hosts and projects");
  if (flags.text("skill") !== null) throw new ForgeError("USAGE", "--since is about all skills; for one of them: forge rollback --skill NAME --to GENERATION");
  const { rollbackSince } = await import("#pipeline/rollback-since");
  const context = contextOf(call);
  const force = flags.on("force");
  const shown = rollbackSince(context, since, { force, seen: null, planOnly: true });
  const tell = (result: ManyResult) => printMany(call, result);
  if (shown.finished !== null && !context.dryRun) {
    rollbackSince(context, since, { force, seen: shown.seen, planOnly: false }, tell);
    return 0;
  }
  if (shown.status === "nothing" || context.dryRun) {
    tell(shown);
    return 0;
  }
  if (!call.print.json) printPlanned(call, shown);
  if (!(await confirmed(call, "Take all of this back?"))) {
    call.print.line("Nothing was changed.");
    return 0;
  }
  rollbackSince(context, since, { force, seen: shown.seen, planOnly: false }, tell);
  return 0;
}
