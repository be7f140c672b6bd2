import type { Capsule } from "#kernel/capsule";
import type { Card } from "#kernel/card";
import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import { openTerminal, type Terminal, type Typed } from "#platform/terminal";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { interrupted } from "../exit.ts";
import { rowsOf, widthOf } from "../printer.ts";
import { cardText } from "../render/card.ts";
import { differenceText } from "../render/difference.ts";
import { evidenceText } from "../render/evidence.ts";
import { plural } from "../render/table.ts";
import { askYes } from "./consent.ts";
import { decisionText } from "./decision.ts";
import { editStaged } from "./edit.ts";
import { page } from "./programs.ts";

const KEYS = "y,n,d,e,w,s,q,?";
const HELP = [
  "y  yes: approve exactly these bytes and what the card asks for (a high risk by typing its name)",
  "n  no: reject, with a reason that is remembered",
  "d  show all that changes",
  "e  edit the staged skill in $VISUAL or $EDITOR; everything is checked again",
  "w  why: the requests behind it, with every permission, finding and check",
  "s  skip: decide later",
  "q  quit: leave this and the rest undecided (also Ctrl-D; Ctrl-C with exit code 130)",
  "?  this help",
];

/** What became of one proposal: it is settled or left, or the whole walk ends. */
type Step = "next" | "again" | "quit" | "interrupt";

/** The queue at a terminal, one card at a time, as in `git add -p`. Exit 0, or 130 after Ctrl-C; what was confirmed before stays. */
export async function walk(call: Call, queue: readonly Capsule[]): Promise<number> {
  const terminal = openTerminal(call.powers.host.env);
  try {
    let at = 0;
    for (const { name } of queue) {
      at += 1;
      const end = await oneOf(call, terminal, name, `${at}/${queue.length}`);
      if (end === "interrupt") {
        call.print.line("\nStopped. What was not confirmed is as it was.");
        return interrupted;
      }
      if (end === "quit") break;
    }
  } finally {
    terminal.close();
  }
  const { reviewQueue } = await import("#pipeline/review");
  const left = reviewQueue(contextOf(call));
  const approved = left.filter((one) => one.status === "approved");
  call.print.line(`${plural(left.length - approved.length, "proposal")} left to decide.`);
  for (const one of approved) call.print.line(`Next: forge deploy --skill ${one.name}`);
  return 0;
}

async function oneOf(call: Call, terminal: Terminal, name: string, count: string): Promise<Exclude<Step, "again">> {
  const { cardFor } = await import("#pipeline/review");
  let card = await cardFor(contextOf(call), name);
  let draw = true;
  for (;;) {
    if (draw) show(call, card);
    const typed = await terminal.key(call.print.style("bold", `(${count}) Approve ${visible(name)} [${KEYS}]? `));
    if (typed.kind === "resized") {
      process.stdout.write("\n");
      draw = true;
      continue;
    }
    process.stdout.write(`${typed.kind === "text" ? visible(typed.text) : ""}\n`);
    draw = false;
    const step = await answered(call, terminal, card, typed).catch((error: unknown) => failed(call, error));
    if (step === "edited") {
      card = await cardFor(contextOf(call), name);
      draw = true;
    } else if (step !== "again") return step;
  }
}

/** One key -> what it does. */
async function answered(call: Call, terminal: Terminal, card: Card, typed: Typed): Promise<Step | "edited"> {
  const { line } = call.print;
  if (typed.kind === "interrupt") return "interrupt";
  if (typed.kind === "end") return "quit";
  switch (typed.kind === "text" ? typed.text : "") {
    case "y":
      return approve(call, terminal, card);
    case "n":
      return reject(call, terminal, card);
    case "d":
      return paged(call, terminal, differenceText(card, lookNow(call)));
    case "w": {
      const { why } = await import("#pipeline/why");
      return paged(call, terminal, evidenceText(card, why(contextOf(call), card.skill, null), lookNow(call)));
    }
    case "e": {
      const { status } = await editStaged(call, card.skill, terminal.lend);
      line(status === "edited" ? "Edited. Everything was checked again:" : "Nothing was changed.");
      return status === "edited" ? "edited" : "again";
    }
    case "s":
      return "next";
    case "q":
      return "quit";
    case "?":
      for (const text of HELP) line(text);
      return "again";
    case "\f":
      return "edited";
    default:
      line(typed.kind === "several" ? "Several characters at once are no answer. One key, ? for help." : "No such key; ? for help.");
      return "again";
  }
}

async function approve(call: Call, terminal: Terminal, card: Card): Promise<Step> {
  const { line } = call.print;
  if (card.confirm === "none") {
    line("It cannot be approved as it is. n rejects it, e edits it, s leaves it.");
    return "again";
  }
  let confirmed: string | null = null;
  if (card.confirm === "name") {
    const typed = await asked(terminal, `The risk is high. Type ${card.skill} to approve it, or nothing to go back: `);
    if (typed.kind !== "text") return typed.kind === "interrupt" ? "interrupt" : "quit";
    confirmed = typed.text.trim();
    if (confirmed !== card.skill) {
      line("That is not its name. Nothing was approved.");
      return "again";
    }
  }
  // exactly what the card lists: a permission that came up since is not granted by this yes
  const grants = card.permissions.filter((one) => one.state === "asked").map((one) => one.permission);
  return decided(call, terminal, card, { kind: "approved", reason: "", grants, tree: card.treeDigest, confirmed });
}

async function reject(call: Call, terminal: Terminal, card: Card): Promise<Step> {
  const typed = await asked(terminal, "Why not? It is remembered (nothing to go back): ");
  if (typed.kind !== "text") return typed.kind === "interrupt" ? "interrupt" : "quit";
  const reason = typed.text.trim();
  if (reason === "") {
    call.print.line("Nothing was rejected.");
    return "again";
  }
  return decided(call, terminal, card, { kind: "rejected", reason, grants: null, tree: null, confirmed: null });
}

type Given = Readonly<{ kind: "approved" | "rejected"; reason: string; grants: readonly string[] | null; tree: string | null; confirmed: string | null }>;

async function decided(call: Call, terminal: Terminal, card: Card, given: Given): Promise<Step> {
  const { approvalRule, decide } = await import("#pipeline/review");
  const yes = given.kind === "approved" ? await askYes(call, terminal, card, approvalRule(contextOf(call))) : { typed: null, signer: null };
  const { typed, signer } = yes;
  const result = await decide(contextOf(call), card.skill, { ...given, how: "terminal", denyGrants: [], accepted: [], typed, signer });
  for (const text of decisionText(result, call.print.style)) call.print.line(text);
  return result.status === "blocked" ? "again" : "next";
}

async function paged(call: Call, terminal: Terminal, lines: readonly string[]): Promise<Step> {
  await terminal.lend(() => {
    page(lines, { rows: rowsOf(process.stdout), env: call.powers.host.env }, call.print.line);
  });
  return "again";
}

async function asked(terminal: Terminal, question: string): Promise<Typed> {
  const typed = await terminal.line(question);
  return typed.kind === "resized" || typed.kind === "several" ? { kind: "text", text: "" } : typed;
}

/** What went wrong with one key is said, and the card is still there to be answered. */
function failed(call: Call, error: unknown): "again" | "interrupt" {
  if (!(error instanceof ForgeError)) throw error;
  if (error.code === "INTERRUPTED") return "interrupt";
  call.print.line(`${call.print.style("red", "error")}: ${visible(error.message)}`);
  call.print.line(`  ${error.help} (${error.code})`);
  return "again";
}

function show(call: Call, card: Card): void {
  call.print.line();
  for (const text of cardText(card, lookNow(call))) call.print.line(text);
}

/** The screen as it is now: a window may have been resized since the start. */
function lookNow({ print }: Call): Readonly<{ width: number; rows: number; keys: true; style: Call["print"]["style"] }> {
  return { width: widthOf(process.stdout), rows: rowsOf(process.stdout), keys: true, style: print.style };
}
