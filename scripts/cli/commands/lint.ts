import { visible } from "#kernel/visible";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { blocked } from "../exit.ts";
import { plural, table } from "../render/table.ts";

/** Exit 0 when there is no error (warnings are shown), 4 otherwise. */
export async function run(call: Call): Promise<number> {
  const { lintPath, lintMessage } = await import("#pipeline/scan");
  const findings = lintPath(contextOf(call), call.words[0] ?? ".");
  const shown = findings.map((one) => ({ ...one, message: lintMessage(one) }));
  const errors = findings.filter((one) => one.level === "error").length;
  call.print.data({ schemaVersion: 1, errors, warnings: findings.length - errors, findings: shown });
  const rows = shown.map((one) => [one.level, one.id, visible(one.line === 0 ? one.file : `${one.file}:${one.line}`), visible(one.message)]);
  for (const line of table(rows, rows.length)) call.print.line(line);
  call.print.line(`${plural(errors, "error")}, ${plural(findings.length - errors, "warning")}`);
  return errors === 0 ? 0 : blocked;
}
