import type { ApprovalRule } from "#kernel/approval";
import type { Card } from "#kernel/card";
import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import type { ApproverSigner } from "#pipeline/approver";
import { openTerminal, type Terminal } from "#platform/terminal";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";

/** How often a passphrase is asked for before the command gives up. */
const TRIES = 3;

/** Work that asks a person something. Throws NEEDS_PERSON when nobody sits there: standard input and output are both the terminal, or nothing is asked. */
export async function atTerminal<T>(call: Call, why: string, work: (terminal: Terminal) => Promise<T>): Promise<T> {
  if (!call.powers.host.terminal || !call.flags.on("input")) throw new ForgeError("NEEDS_PERSON", why);
  const terminal = openTerminal(call.powers.host.env);
  try {
    return await work(terminal);
  } finally {
    terminal.close();
  }
}

/** An approver's key, opened by the passphrase that they type. Throws INTERRUPTED, WRONG_PASSPHRASE after three tries. */
export async function askSigner(call: Call, terminal: Terminal): Promise<ApproverSigner> {
  const { approverNamed, openApprover } = await import("#pipeline/approver");
  const context = contextOf(call);
  const name = approverNamed(context, call.flags.text("as"));
  for (let left = TRIES; ; left -= 1) {
    const passphrase = await secretOf(terminal, `Passphrase of ${name}: `);
    try {
      return openApprover(context, name, passphrase);
    } catch (error) {
      if (!(error instanceof ForgeError) || error.code !== "WRONG_PASSPHRASE" || left === 1) throw error;
      process.stdout.write(`${error.message}\n`);
    }
  }
}

/** A new passphrase, typed twice. */
export async function askNewPassphrase(terminal: Terminal, name: string, least: number): Promise<string> {
  for (;;) {
    const first = await secretOf(terminal, `New passphrase for ${name} (at least ${least} characters): `);
    if ([...first.normalize("NFC")].length < least) {
      process.stdout.write(`That is shorter than ${least} characters.\n`);
      continue;
    }
    if ((await secretOf(terminal, "The same again: ")) === first) return first;
    process.stdout.write("The two are not the same.\n");
  }
}

/** What was given with a yes: the bytes it is to, and the name as typed, or the key. */
export type Yes = Readonly<{ tree: string; typed: string | null; signer: ApproverSigner | null }>;

/** The yes to a card as the rule in force asks for it: its name typed, or a signature; nothing more where any yes counts. Says first what it is to. */
export async function askYes(call: Call, terminal: Terminal, card: Card, rule: ApprovalRule): Promise<Yes> {
  const tree = card.treeDigest;
  if (rule.mode === "open") return { tree, typed: null, signer: null };
  const asked = card.permissions.filter((one) => one.state === "asked").map((one) => visible(one.permission));
  call.print.line(visible(card.headline));
  call.print.line(`To approve: ${card.skill}, tree ${tree.slice(0, 16)}…, ${asked.length === 0 ? "no permission" : `grants ${asked.join(", ")}`}`);
  if (rule.mode === "signature") return { tree, typed: null, signer: await askSigner(call, terminal) };
  return { tree, typed: await askWord(terminal, `Type ${card.skill} to approve it: `), signer: null };
}

/** A word typed in answer to a question. */
export async function askWord(terminal: Terminal, question: string): Promise<string> {
  const typed = await terminal.line(question);
  if (typed.kind === "interrupt" || typed.kind === "end") throw new ForgeError("INTERRUPTED", "stopped; nothing was changed");
  return typed.kind === "text" ? typed.text.trim() : "";
}

async function secretOf(terminal: Terminal, question: string): Promise<string> {
  for (;;) {
    const typed = await terminal.secret(question);
    if (typed.kind === "interrupt" || typed.kind === "end") throw new ForgeError("INTERRUPTED", "stopped; nothing was changed");
    if (typed.kind === "text") return typed.text;
  }
}
