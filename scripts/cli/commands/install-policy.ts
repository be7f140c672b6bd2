import { join } from "node:path";
import { visible } from "#kernel/visible";
import type { Call } from "../command.ts";
import { realPathOf, refusedBy } from "../gate/conditions.ts";
import { count } from "../context.ts";
import { BUDGET_MS, HOST_MS, LONG_BUDGET, readRequest, supervised } from "../gate/supervise.ts";

/** Answers a request of OpenClaw on standard input; always exit 0 with an answer. With --print-config and --check, what the host is to be told: exit 1 when it would refuse the program. */
export async function run(call: Call): Promise<number> {
  if (call.flags.on("printConfig") || call.flags.on("check")) return configure(call);
  const { answerInstall } = await import("#pipeline/install-policy");
  const { refusal } = await import("#pipeline/install-answer");
  const answer = async (): Promise<string> => {
    try {
      if (process.stdin.isTTY) return JSON.stringify(refusal("there is no request on standard input; OpenClaw runs this command, see --print-config"));
      const request = await readRequest(process.stdin);
      if (call.flags.on("inner")) return JSON.stringify(await answerInstall(call.powers, request));
      const outcome = supervised(call.powers, request, process.argv[1] ?? "", process.execArgv, budgetOf(call));
      return "text" in outcome ? outcome.text : JSON.stringify(refusal(outcome.why));
    } catch (error) {
      return JSON.stringify(refusal(error instanceof Error ? error.message : "an unknown error"));
    }
  };
  process.stdout.write(`${await answer()}\n`);
  return 0;
}

function budgetOf({ flags }: Call): number {
  const seconds = flags.text("budget");
  // what starting took has been waited for already
  return Math.max(500, Math.round((seconds === null ? BUDGET_MS : 1_000 * count(seconds, "--budget")) - performance.now()));
}

/** The block for openclaw.json with the real paths of this machine, and what the host would say against them. */
function configure(call: Call): number {
  const { host } = call.powers;
  const command = realPathOf(host.nodePath) ?? host.nodePath;
  const door = join(host.programRoot, "dist", "forge.js");
  const script = realPathOf(door) ?? door;
  const refused = refusedBy(command, script, process.getuid?.() ?? 0);
  const config = {
    security: {
      installPolicy: {
        enabled: true,
        targets: ["skill"],
        exec: { source: "exec", command, args: [script, "install-policy", "--budget", String(LONG_BUDGET)], timeoutMs: HOST_MS, noOutputTimeoutMs: HOST_MS },
      },
    },
  };
  if (call.flags.on("check")) call.print.data({ ok: refused.length === 0, command, script, refused });
  else if (call.print.json) call.print.data(config);
  else call.print.line(JSON.stringify(config, null, 2));
  for (const { path, why } of refused) process.stderr.write(`OpenClaw would refuse ${visible(path)}: it ${why}\n`);
  if (call.flags.on("check") && refused.length === 0) call.print.line("OpenClaw would accept this program as its install policy.");
  return refused.length === 0 ? 0 : 1;
}
