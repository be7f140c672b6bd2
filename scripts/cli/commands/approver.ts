import { type ApprovalMode, spellRule } from "#kernel/approval";
import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import type { ActResult, ApproverList, Consent } from "#pipeline/approver";
import type { Call } from "../command.ts";
import { contextOf, count } from "../context.ts";
import { blocked, integrity, pending } from "../exit.ts";
import { plural, table } from "../render/table.ts";
import { askNewPassphrase, askSigner, askWord, atTerminal } from "../review/consent.ts";

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MODES: readonly ApprovalMode[] = ["open", "terminal", "signature"];

/** Exit 0; 3 when more approvers have to sign; 4 when it was not approved; 6 when the list is not the log's. */
export async function run(call: Call): Promise<number> {
  const [action = "list", word = null] = call.words;
  if (action === "list") return list(call);
  if (call.flags.on("dryRun")) throw new ForgeError("USAGE", "who may approve is changed or it is not; leave out --dry-run");
  if (action === "init") return init(call, nameOf(call, call.flags.text("name") ?? word ?? accountOf(call)));
  if (action === "revoke") return revoke(call, nameOf(call, word ?? call.flags.text("name") ?? ""));
  if (action === "mode") return mode(call, word);
  throw new ForgeError("USAGE", `forge approver takes init, list, revoke or mode, not ${JSON.stringify(action.slice(0, 40))}`);
}

async function list(call: Call): Promise<number> {
  const { listApprovers } = await import("#pipeline/approver");
  const result = listApprovers(contextOf(call), call.flags.on("fix"));
  call.print.data(result);
  const { line, style } = call.print;
  line(`A skill is approved by ${WAYS[result.rule.mode]}${result.rule.mode === "signature" ? ` of ${plural(result.rule.threshold, "approver")}` : ""}.`);
  for (const text of rowsOf(result)) line(text);
  if (result.wrong === null) return 0;
  line(`${style("red", result.wrong)}: ${WRONG[result.wrong]}`);
  return integrity;
}

const WAYS: Readonly<Record<ApprovalMode, string>> = { open: "any yes", terminal: "its name, typed at a terminal", signature: "the signature" };
const WRONG = {
  APPROVERS_CHANGED: "the list of approvers is not what the audit log says; nothing is approved or deployed. Next: forge approver list --fix",
  APPROVAL_LOOSENED: "policy.json asks for less than what is in force; put it back, or ask for it: forge approver mode",
} as const;

function rowsOf({ approvers }: ApproverList): readonly string[] {
  if (approvers.length === 0) return ["There is no approver yet. Next: forge approver init"];
  const rows = approvers.map((one) => [
    visible(one.name),
    one.id,
    one.revokedAt === null ? `since ${one.addedAt.slice(0, 10)}` : `REVOKED ${one.revokedAt.slice(0, 10)}`,
    one.here ? "key here" : "key elsewhere",
    one.key,
  ]);
  return table([["approver", "key id", "", "", "public key"], ...rows], rows.length);
}

async function init(call: Call, name: string): Promise<number> {
  const { addApprover, newApprover } = await import("#pipeline/approver");
  const { waits, sign, least } = newApprover(contextOf(call), name);
  const result = await atTerminal(call, "the passphrase of a new approver is typed at a terminal", async (terminal) => {
    const passphrase = waits ? null : await askNewPassphrase(terminal, name, least);
    if (sign) call.print.line(`${visible(name)} is taken in by the approvers there are.`);
    const signer = sign ? await askSigner(call, terminal) : null;
    return addApprover(contextOf(call), name, passphrase, { typed: name, signer });
  });
  return told(call, result, {
    done: [
      `${visible(name)} is an approver: key ${result.approver?.id ?? ""}, public key ${result.approver?.key ?? ""}`,
      "Write the public key down elsewhere. The passphrase is kept nowhere, and nobody can recover it.",
      result.rule.mode === "signature" ? "Next: forge approver list" : "Next, to ask for signatures from now on: forge approver mode signature",
    ],
    again: `forge approver init --name ${name} --as ANOTHER`,
  });
}

async function revoke(call: Call, name: string): Promise<number> {
  const { revokeApprover } = await import("#pipeline/approver");
  const result = revokeApprover(contextOf(call), name, await consent(call, name, `revoke ${name}`));
  return told(call, result, {
    done: [`${visible(name)} is no approver any more; what only ${visible(name)} signed has to be approved again before it is deployed.`],
    again: `forge approver revoke ${name} --as ANOTHER`,
  });
}

async function mode(call: Call, word: string | null): Promise<number> {
  const { changeRule, isLooser } = await import("#pipeline/approver");
  const to = MODES.find((one) => one === word);
  const threshold = call.flags.text("threshold");
  if (word !== null && to === undefined) throw new ForgeError("USAGE", `a mode is open, terminal or signature, not ${JSON.stringify(word.slice(0, 40))}`);
  if (to === undefined && threshold === null) throw new ForgeError("USAGE", "forge approver mode takes open, terminal or signature, or --threshold N");
  const wish = { ...(to === undefined ? {} : { mode: to }), ...(threshold === null ? {} : { threshold: count(threshold, "--threshold") }) };
  if ((wish.threshold ?? 1) > 20) throw new ForgeError("USAGE", "--threshold takes at most 20");
  const given = isLooser(contextOf(call), wish) ? await consent(call, to ?? "threshold", `ask for less (${word ?? `threshold ${threshold ?? ""}`})`) : NOBODY;
  const result = changeRule(contextOf(call), wish, given);
  return told(call, result, {
    done: [
      `From now on a skill is approved by ${WAYS[result.rule.mode]}${result.rule.mode === "signature" ? ` of ${plural(result.rule.threshold, "approver")}` : ""}.`,
    ],
    again: `forge approver mode ${word ?? ""} --as ANOTHER`,
  });
}

const NOBODY: Consent = { typed: null, signer: null };

/** What the present mode asks of a yes, asked for a change of who may say yes. */
async function consent(call: Call, word: string, what: string): Promise<Consent> {
  const { listApprovers } = await import("#pipeline/approver");
  const { rule } = listApprovers(contextOf(call), false);
  if (rule.mode === "open") return NOBODY;
  return atTerminal(call, `to ${what} is approved in the present mode (${spellRule(rule)})`, async (terminal) => {
    if (rule.mode === "signature") return { typed: null, signer: await askSigner(call, terminal) };
    const typed = await askWord(terminal, `Type ${word} to ${what}: `);
    if (typed !== word) throw new ForgeError("NEEDS_PERSON", `that is not ${word}; nothing was changed`);
    return { typed, signer: null };
  });
}

function told(call: Call, result: ActResult, { done, again }: Readonly<{ done: readonly string[]; again: string }>): number {
  const { data, line, style } = call.print;
  const message = result.reason ?? "";
  data(result.status === "blocked" ? { ...result, error: { code: "BLOCKED", message, help: "Nothing was changed.", details: {} } } : result);
  if (result.status === "nothing") line("It is so already.");
  if (result.status === "done") for (const text of done) line(text);
  if (result.status === "pending")
    line(`${result.signed.length} of ${plural(result.needed, "signature")}: ${result.signed.map(visible).join(", ")}. Next: ${again}`);
  if (result.status === "blocked") line(`${style("red", "refused")}: ${visible(message)}`);
  return result.status === "pending" ? pending : result.status === "blocked" ? blocked : 0;
}

function nameOf(call: Call, name: string): string {
  if (NAME.test(name) && name.length <= 32) return name;
  throw new ForgeError("USAGE", `forge ${call.command} needs a name of lower-case words joined by -, at most 32 characters`);
}

/** The account's name as a name of an approver; what does not fit is left out. */
function accountOf({ powers }: Call): string {
  return powers.host.user
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 32);
}
