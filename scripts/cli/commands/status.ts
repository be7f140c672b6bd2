import { spellRule } from "#kernel/approval";
import { DEFAULT_TARGET } from "#kernel/targets.table";
import { visible } from "#kernel/visible";
import type { DeployedAt, LiveWord } from "#pipeline/host-states";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { integrity } from "../exit.ts";
import { LOG_WORDS } from "../render/audit.ts";
import { plural, table } from "../render/table.ts";

/** Exit 0, or 6 when the log does not verify. */
export async function run(call: Call): Promise<number> {
  const [{ statusOf }, { spentText }, { CHANGES }] = await Promise.all([
    import("#pipeline/status"),
    import("#pipeline/model-check"),
    import("#pipeline/drift"),
  ]);
  const status = statusOf(contextOf(call));
  const { listApprovers } = await import("#pipeline/approver");
  const approval = listApprovers(contextOf(call), false);
  call.print.data({ ...status, approval });
  const { line } = call.print;
  line(`data       ${status.data}`);
  line(`workspace  ${status.workspace ?? "not known: give it with --workspace FOLDER"}`);
  line(
    `log        ${LOG_WORDS[status.chain.status] ?? status.chain.status}, ${plural(status.chain.events, "event")}${status.chain.status === "ok" ? "" : `: ${status.chain.detail}`}`,
  );
  if (approval.rule.mode !== "open" || approval.wrong !== null)
    line(`approval   ${spellRule(approval.rule)}${approval.wrong === null ? "" : `; ${approval.wrong}: forge approver list`}`);
  if (status.model !== null) line(`model      ${status.model.kind} ${status.model.model} at ${status.model.origin}; ${spentText(status.model)}`);
  line(`genes      ${status.genes.active} active, ${status.genes.retired} retired, ${status.genes.merged} merged`);
  line(`skills     ${status.capsules.length === 0 ? "none yet" : plural(status.capsules.length, "skill")}`);
  const rows = status.capsules.map((one) => [
    one.name,
    one.status,
    one.generation === null ? "-" : String(one.generation),
    String(one.version),
    one.live !== null
      ? liveText(one.id, one.live, status.deployed)
      : one.expired
        ? `EXPIRED ${one.expiresAt?.slice(0, 10) ?? ""}: the next run proposes it anew`
        : one.expiresAt === null
          ? ""
          : `until ${one.expiresAt.slice(0, 10)}`,
  ]);
  for (const text of table([["skill", "state", "generation", "version", ""], ...rows], rows.length)) line(text);
  for (const one of status.drift) {
    const which = one.differences.map(({ path, what }) => `${path} ${CHANGES[what]}`);
    line(`changed    ${visible(one.path)}: ${one.state === "gone" ? "gone" : visible(which.join(", "))}`);
    for (const { command, does } of one.ways) line(`             ${visible(command)}  ${does}`);
  }
  if (status.rejections.length > 0) line(`rejected   ${plural(status.rejections.length, "rejection")} remembered: forge review --rejected`);
  for (const one of status.budgets) line(`listing    ${one.before} of ${one.limit} characters for ${one.host}${BUDGETS[one.state]}`);
  for (const next of status.next) line(`next       ${next}`);
  return status.chain.status === "ok" ? 0 : integrity;
}

const WORDS: Readonly<Record<LiveWord, string>> = {
  "as-deployed": "live, as deployed",
  changed: "live, CHANGED since deploy",
  gone: "GONE from its folder",
  replaced: "REPLACED by something else",
};

/** At one place that everybody expects in a word; at others or several with the place of each. */
function liveText(capsule: string, live: LiveWord, deployed: readonly DeployedAt[]): string {
  const own = deployed.filter((one) => one.capsule === capsule);
  if (own.length <= 1 && own[0]?.host === DEFAULT_TARGET) return WORDS[live];
  return own.map((one) => `${own.length === 1 ? WORDS[live] : WORDS[one.live]} at ${one.host}`).join("; ");
}

const BUDGETS = { fits: "", near: ", nearly full", over: ": MORE THAN FIT, some skills will not be seen" } as const;
