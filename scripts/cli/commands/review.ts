import { spellPermission, parsePermissions } from "#kernel/permission";
import { visible } from "#kernel/visible";
import { ForgeError } from "#kernel/errors";
import type { Capsule } from "#kernel/capsule";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { blocked, pending } from "../exit.ts";
import { cardText } from "../render/card.ts";
import { differenceText } from "../render/difference.ts";
import { evidenceText } from "../render/evidence.ts";
import { plural, table } from "../render/table.ts";
import { toldText } from "../render/told.ts";
import { writePage } from "../html/write.ts";
import type { Yes } from "../review/consent.ts";
import { decisionText } from "../review/decision.ts";

/** What may be done in one call; each is a key of the walk as well. */
const ACTS = ["approve", "reject", "diff", "why", "edit"] as const;

/**
 * With a name: its card, or one act on it (exit 0, or 4 when it may not be approved). Without: the queue, which at a terminal is walked through
 * card by card. Nothing is asked off a terminal.
 */
export async function run(call: Call): Promise<number> {
  const acts = ACTS.filter((act) => call.flags.on(act));
  const name = call.flags.text("skill");
  const reopened = call.flags.on("reopen") || call.flags.text("reopen") !== null;
  if (reopened || call.flags.on("rejected")) return rejected(call, name, reopened);
  if (acts.length > 1) throw new ForgeError("USAGE", `${acts.map((act) => `--${act}`).join(" and ")} exclude each other`);
  if (acts[0] === "reject" && (call.flags.text("reason") ?? "").trim() === "")
    throw new ForgeError("USAGE", 'a rejection needs --reason "…": it is remembered with it');
  const [act] = acts;
  if (name === null) {
    if (act !== undefined) throw new ForgeError("USAGE", `--${act} needs --skill NAME: there is no way to do it to everything at once`);
    return queue(call);
  }
  if (act === "approve" || act === "reject") return decision(call, name, act === "approve");
  if (act === "edit") return edit(call, name);
  return show(call, name, act ?? null);
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
  const { cardFor, reviewQueue } = await import("#pipeline/review");
  const context = contextOf(call);
  const skipped = call.flags.list("skip");
  const capsules = reviewQueue(context).filter((one) => !skipped.includes(one.name));
  const open = capsules.filter((one) => one.status === "staged");
  const page = call.flags.text("html");
  if (open.length > 0 && page === null && asks(call)) {
    const { walk } = await import("../review/walk.ts");
    return walk(call, open);
  }
  const cards = call.print.json || page !== null ? await Promise.all(open.map((one) => cardFor(context, one.name))) : [];
  if (page !== null) writePage(call, page, cards);
  call.print.data({ schemaVersion: 1, queue: capsules, cards: cards.map((card) => ({ ...card, text: toldText(card) })), text: queueText(open) });
  const rows = capsules.map((one) => [one.name, one.status, one.scan?.verdict ?? "-", visible(one.description)]);
  for (const line of table([["skill", "state", "scan", "what"], ...rows], rows.length)) call.print.line(line);
  call.print.line(
    capsules.length === 0
      ? "Nothing waits for a review. Next: forge --full"
      : `${plural(capsules.length, "proposal")}. Next: forge review --skill ${capsules[0]?.name ?? "NAME"}`,
  );
  if (open.length > 0) call.print.line("Answer with --approve, --reject --reason, --diff, --why or --edit; in a terminal forge review asks one by one.");
  return 0;
}

/** A person sits there and did not ask to be left alone (the parser turns `--no-input` into `input: false`). */
function asks({ powers, print, flags }: Call): boolean {
  return powers.host.terminal && !print.json && !print.quiet && flags.on("input") && !flags.on("yes") && !flags.on("dryRun");
}

function queueText(open: readonly Capsule[]): string {
  if (open.length === 0) return "No skill waits for a decision.";
  return `${plural(open.length, "skill")} wait for a decision: ${open.map((one) => one.name).join(", ")}. Each is decided on its own; forge review --skill NAME --json shows one.`;
}

async function show(call: Call, name: string, what: "diff" | "why" | null): Promise<number> {
  const { cardFor } = await import("#pipeline/review");
  const context = contextOf(call);
  const card = await cardFor(context, name);
  const page = call.flags.text("html");
  if (page !== null) writePage(call, page, [card]);
  const { why } = await import("#pipeline/why");
  const evidence = what === "why" ? why(context, name, null) : null;
  call.print.data({ schemaVersion: 1, card, ...(evidence === null ? {} : { why: evidence }), text: toldText(card) });
  if (page !== null) return 0;
  const look = { ...call.print, keys: false };
  const lines = evidence !== null ? evidenceText(card, evidence, look) : what === "diff" ? differenceText(card, look) : cardText(card, look);
  for (const line of lines) call.print.line(line);
  return 0;
}

async function edit(call: Call, name: string): Promise<number> {
  const { editStaged } = await import("../review/edit.ts");
  const result = await editStaged(call, name, (work) => Promise.resolve(work()));
  call.print.data({ ...result, text: toldText(result.card) });
  call.print.line(result.status === "edited" ? "Edited. Everything was checked again:" : "Nothing was changed.");
  for (const line of cardText(result.card, { ...call.print, keys: false })) call.print.line(line);
  return 0;
}

async function decision(call: Call, name: string, approve: boolean): Promise<number> {
  const { decide } = await import("#pipeline/review");
  const { flags, print } = call;
  const reason = flags.text("reason") ?? "";
  const spelled = (flag: string) => flags.list(flag).flatMap(parsePermissions).map(spellPermission);
  const yes = approve ? await yesFor(call, name) : null;
  const result = await decide(contextOf(call), name, {
    kind: approve ? "approved" : "rejected",
    how: call.powers.host.terminal && !flags.on("yes") ? "terminal" : "unattended",
    reason,
    grants: flags.list("grant").length === 0 ? null : spelled("grant"),
    denyGrants: spelled("denyGrant"),
    accepted: flags.list("acceptFinding").map((fingerprint) => ({ fingerprint, reason })),
    tree: flags.text("tree") ?? yes?.tree ?? null,
    confirmed: flags.text("confirm") ?? yes?.typed ?? null,
    typed: yes?.typed ?? null,
    signer: yes?.signer ?? null,
  });
  const error = result.reasons.map((one) => one.text).join("; ");
  print.data(result.status === "blocked" ? { ...result, error: { code: "BLOCKED", message: error, help: "Nothing was changed.", details: {} } } : result);
  for (const line of decisionText(result, print.style)) print.line(line);
  return result.status === "blocked" ? blocked : result.status === "pending" ? pending : 0;
}

/** What a yes takes here beyond this command, asked of the person who sits there; nothing is asked where anything counts or nobody sits. */
async function yesFor(call: Call, name: string): Promise<Yes | null> {
  const { approvalRule } = await import("#pipeline/review");
  const rule = approvalRule(contextOf(call));
  if (rule.mode === "open" || !call.powers.host.terminal || !call.flags.on("input") || call.flags.on("dryRun")) return null;
  const [{ askYes, atTerminal }, { cardFor }] = await Promise.all([import("../review/consent.ts"), import("#pipeline/review")]);
  const card = await cardFor(contextOf(call), name);
  return atTerminal(call, "", (terminal) => askYes(call, terminal, card, rule));
}
