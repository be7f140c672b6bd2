import type { Judge } from "./call.ts";
import { needProgram } from "./permissions.ts";
import { secretBits } from "./reads.ts";
import { FROM, HOLE, unknown } from "./text.ts";
import { block } from "./tools.ts";

/** What has an agent do everything without asking. A sandbox around it (`--full-auto`), or none while it still asks, is another matter. */
const UNASKED =
  /\s--dangerously-(?:skip-permissions|bypass-approvals-and-sandbox|allow-all)\S*\s|\s--yolo\s|\s--approval-mode[= ]yolo\s|\s--permission-mode[= ]bypassPermissions\s|\s--allow-all-(?:tools|paths)\s|\s--trust-all-tools\s/;
const NO_SANDBOX = /\s(?:-s|--sandbox)[= ]danger-full-access\s/;
const NO_QUESTION = /\s(?:-a|--ask-for-approval)[= ]never\s/;
const CARRIED = FROM.secret | FROM.network;

/**
 * Agents on the command line. One that is started with its questions switched off does under this skill's words what the person's own agent
 * would have asked about, and nobody sees it. What it prints may hold all that it was given.
 */
export const judgeAgent: Judge = (machine, call) => {
  const { args, around, program } = call;
  const line = ` ${args.map((one) => one.text.replaceAll(HOLE, "\u2026")).join(" ")} `;
  needProgram(machine, around.place, program);
  if ((UNASKED.test(line) || (NO_SANDBOX.test(line) && NO_QUESTION.test(line))) && !/\s(?:--help|--version)\s/.test(line))
    block(machine, call, "command-hidden", "an agent that asks nobody");
  const given = args.reduce((bits, one) => bits | (one.from & CARRIED) | secretBits(one), (around.stdin?.from ?? 0) & CARRIED);
  return unknown(FROM.data | given);
};
