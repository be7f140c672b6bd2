import type { Check, DoctorResult } from "#pipeline/doctor";
import { visible } from "#kernel/visible";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";

/** Exit 0 when nothing is bad, 1 otherwise. */
export async function run(call: Call): Promise<number> {
  const { doctor } = await import("#pipeline/doctor");
  const context = contextOf(call);
  const looked = doctor(context, call.flags.on("fix"));
  const result = call.flags.on("ask") ? withCheck(looked, await (await import("#pipeline/model-check")).modelTest(context)) : looked;
  call.print.data(result);
  const { line, style } = call.print;
  for (const { what, detail, state, help } of result.repairs) {
    line(`${REPAIRED[state].padEnd(12)}  ${what.padEnd(13)}  ${visible(detail)}`);
    if (help !== "") line(`                         ${visible(help)}`);
  }
  if (call.flags.on("fix") && result.repairs.length === 0) line("Nothing to repair.");
  const mark = { ok: style("green", "ok  "), note: style("yellow", "note"), bad: style("red", "BAD ") };
  const width = Math.max(...result.checks.map((one) => one.what.length));
  for (const check of result.checks) {
    line(`${mark[check.state]}  ${check.what.padEnd(width)}  ${visible(check.detail)}`);
    if (check.fix !== "") line(`${" ".repeat(width + 8)}${visible(check.fix)}`);
  }
  return result.bad === 0 ? 0 : 1;
}

const REPAIRED = { done: "repaired", would: "would repair", cannot: "NOT REPAIRED" } as const;

function withCheck(result: DoctorResult, check: Check): DoctorResult {
  return { ...result, checks: [...result.checks, check], bad: result.bad + (check.state === "bad" ? 1 : 0) };
}
