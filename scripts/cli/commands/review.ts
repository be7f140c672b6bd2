import { spellPermission, parsePermissions } from "#kernel/permission";
import { visible } from "#kernel/visible";
import { ForgeError } from "#kernel/errors";
import type { ReviewResult } from "#pipeline/review";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { blocked } from "../exit.ts";
import { cardText } from "../render/card.ts";
import { plural, table } from "../render/table.ts";

/** Without a decision: the queue, or one card. With one: exit 0 when it was taken, 4 when the skill may not be approved. */
export async function run(call: Call): Promise<number> {
  const approve = call.flags.on("approve");
  const reject = call.flags.on("reject");
  if (approve && reject) throw new ForgeError("USAGE", "--approve and --reject exclude each other");
  if (reject && (call.flags.text("reason") ?? "").trim() === "") throw new ForgeError("USAGE", 'a rejection needs --reason "…": it is remembered with it');
  const name = call.flags.text("skill");
  const reopened = call.flags.on("reopen") || call.flags.text("reopen") !== null;
  if (reopened || call.flags.on("rejected")) return rejected(call, name, reopened);
  if (name === null) {
    if (approve || reject) throw new ForgeError("USAGE", "a decision needs --skill NAME: there is no way to approve everything at once");
    return queue(call);
  }
  return approve || reject ? decision(call, name, approve) : show(call, name);
}

/** Remembered rejections, or one of them taken back. */
async function rejected(call: Call, name: string | null, reopened: boolean): Promise<number> {
  const { flags } = call;
  if (flags.on("approve") || flags.on("reject") || (reopened && flags.on("rejected")))
    throw new ForgeError("USAGE", "--approve, --reject, --rejected and --reopen exclude each other");
  const { listRejected, takeBack } = await import("./review-rejected.ts");
  if (!reopened) return listRejected(call, name);
  if (name === null) throw new ForgeError("USAGE", "--reopen needs --skill NAME; forge review --rejected lists what is remembered");
  return takeBack(call, name, flags.text("reopen"));
}

async function queue(call: Call): Promise<number> {
  const { reviewQueue } = await import("#pipeline/review");
  const capsules = reviewQueue(contextOf(call));
  call.print.data({ schemaVersion: 1, queue: capsules });
  const rows = capsules.map((one) => [one.name, one.status, one.scan?.verdict ?? "-", visible(one.description)]);
  for (const line of table([["skill", "state", "scan", "what"], ...rows], rows.length)) call.print.line(line);
  call.print.line(
    capsules.length === 0
      ? "Nothing waits for a review. Next: forge --full"
      : `${plural(capsules.length, "proposal")}. Next: forge review --skill ${capsules[0]?.name ?? "NAME"}`,
  );
  return 0;
}

async function show(call: Call, name: string): Promise<number> {
  const { cardFor } = await import("#pipeline/review");
  const card = await cardFor(contextOf(call), name);
  call.print.data({ schemaVersion: 1, card });
  for (const line of cardText(card, { ...call.print, keys: false })) call.print.line(line);
  return 0;
}

async function decision(call: Call, name: string, approve: boolean): Promise<number> {
  const { decide } = await import("#pipeline/review");
  const { flags } = call;
  const reason = flags.text("reason") ?? "";
  const spelled = (flag: string) => flags.list(flag).flatMap(parsePermissions).map(spellPermission);
  const result = await decide(contextOf(call), name, {
    kind: approve ? "approved" : "rejected",
    how: call.powers.host.terminal && !flags.on("yes") ? "terminal" : "unattended",
    reason,
    grants: flags.list("grant").length === 0 ? null : spelled("grant"),
    denyGrants: spelled("denyGrant"),
    accepted: flags.list("acceptFinding").map((fingerprint) => ({ fingerprint, reason })),
  });
  print(call, result);
  return result.status === "blocked" ? blocked : 0;
}

function print(call: Call, result: ReviewResult): void {
  const { line, style } = call.print;
  const error = result.reasons.map((one) => one.text).join("; ");
  call.print.data(result.status === "blocked" ? { ...result, error: { code: "BLOCKED", message: error, help: "Nothing was changed.", details: {} } } : result);
  const { capsule } = result;
  if (result.status === "blocked") {
    line(`${style("red", "refused")}: ${capsule.name} was not decided.`);
    for (const reason of result.reasons) line(`  ${visible(reason.text)}`);
    return;
  }
  const grants = capsule.decision?.grants.map((one) => one.permission) ?? [];
  line(
    `${result.status}: ${capsule.name}, tree ${capsule.treeDigest.slice(0, 16)}…, decided ${capsule.decision?.how ?? ""} by ${visible(capsule.decision?.by ?? "")}`,
  );
  if (result.status === "approved") {
    line(`  granted: ${grants.length === 0 ? "nothing, it needs no permission" : grants.map(visible).join(", ")}`);
    line(`Next: forge deploy --skill ${capsule.name}`);
  } else line("  It is remembered: the same content is not proposed again.");
}
