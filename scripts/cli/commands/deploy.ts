import { readFileSync } from "node:fs";
import { digestOfJson } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { WriteFiles } from "#kernel/powers";
import { TARGETS } from "#kernel/targets.table";
import { visible } from "#kernel/visible";
import type { DeployOptions, DeployResult } from "#pipeline/deploy";
import { giveFile, refuseTaken } from "#pipeline/given-file";
import type { Call } from "../command.ts";
import { contextOf, hostOf, needed } from "../context.ts";
import { blocked } from "../exit.ts";
import { planText } from "../render/plan.ts";

/** Exit 0 when it is deployed, was already, or the plan was written; 4 when it may not be; 5 when something changed. */
export async function run(call: Call): Promise<number> {
  const { deploySkill } = await import("#pipeline/deploy");
  const { flags } = call;
  const output = flags.text("output");
  const file = flags.text("plan");
  if (output !== null && flags.on("dryRun")) throw new ForgeError("USAGE", "-o writes a file and changes nothing else; leave out --dry-run");
  const options: DeployOptions = {
    force: flags.on("force"),
    only: output === null ? "apply" : "plan",
    plan: file === null ? null : readPlan(file),
    to: { host: hostOf(call, "to"), project: flags.text("project") },
  };
  const name = options.plan === null ? needed(call, "skill") : (flags.text("skill") ?? options.plan.plan.skill);
  const context = contextOf(call);
  const result = await deploySkill(context, name, options);
  if (output !== null && result.planned !== null) write(context.powers.files, output, result);
  print(call, result, output);
  return result.status === "blocked" ? blocked : 0;
}

/** A plan may take the place of a plan, and of nothing else: `-o events.jsonl` would be the end of the log. */
function write(files: WriteFiles, path: string, { planned }: DeployResult): void {
  if (!isPlan(path)) refuseTaken(files, path, " and is no plan");
  giveFile(files, path, `${JSON.stringify({ digest: digestOfJson(planned), ...planned }, null, 2)}\n`, 0o600);
}

function isPlan(path: string): boolean {
  try {
    readPlan(path);
    return true;
  } catch {
    return false;
  }
}

/** An edited plan is none. What it says is compared with a plan made now, to the byte, before anything is done. */
function readPlan(path: string): NonNullable<DeployOptions["plan"]> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new ForgeError("FILE_UNREADABLE", `${path} could not be read as a plan`, { cause: error });
  }
  const { plan, record } = typeof value === "object" && value !== null ? (value as Partial<NonNullable<DeployOptions["plan"]>>) : {};
  if (typeof plan?.skill !== "string" || typeof record?.txn !== "string" || typeof record.at !== "string")
    throw new ForgeError("USAGE", `${path} is no plan; forge deploy -o writes one`);
  const { digest, ...planned } = value as { digest?: unknown } & NonNullable<DeployOptions["plan"]>;
  if (digest !== digestOfJson(planned)) throw new ForgeError("STALE_PLAN", `${path} was changed after it was written`, { details: { path } });
  return planned;
}

function print(call: Call, result: DeployResult, output: string | null): void {
  const { line, style } = call.print;
  const message = result.reasons.map((one) => one.text).join("; ");
  const code = result.reasons[0]?.code ?? "BLOCKED";
  call.print.data(result.status === "blocked" ? { ...result, error: { code, message, help: "Nothing was changed.", details: {} } } : result);
  if (result.status === "blocked") {
    line(`${style("red", "blocked")}: ${result.skill} was not deployed.`);
    for (const reason of result.reasons) line(`  ${visible(reason.text)}`);
  } else if (result.status === "already") line(`${result.skill} is deployed already: generation ${result.generation ?? 0} in ${result.path}`);
  else if (result.status === "planned") {
    if (result.plan !== null) for (const text of planText(result.plan)) line(text);
    line(output === null ? "Nothing was changed (--dry-run)." : `Nothing was changed. Apply it with: forge deploy --plan ${output}`);
  } else {
    const { title } = TARGETS[result.host];
    line(`${style("green", "deployed")}: ${result.skill}, generation ${result.generation ?? 0}, ${result.how === "link" ? "linked at" : "in"} ${result.path}`);
    if (result.alsoSeenBy.length > 0) line(`  also seen by ${result.alsoSeenBy.map((one) => TARGETS[one].title).join(" and ")}: the same folder is read there`);
    if (result.hostSays !== null) line(`  ${result.hostSays.words}`);
    const sees = result.hostSays?.after.asked === true ? "" : `A new session of ${title} sees it. `;
    line(`${sees}Next, to take it back: forge rollback --skill ${result.skill}${result.deployedTo.length > 1 ? ` --host ${result.host}` : ""}`);
  }
}
