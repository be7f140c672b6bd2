import { basename } from "node:path";
import { ForgeError } from "#kernel/errors";
import { HOST_IDS, type HostId } from "#kernel/hosts.table";
import type { LintedSkill } from "#pipeline/lint";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { blocked } from "../exit.ts";
import { fixText, lintText } from "../render/lint.ts";
import { sarifLint } from "../render/sarif-lint.ts";
import { rulePages } from "../rule-pages.ts";
import { jsonText } from "../screen.ts";

/** Exit 0 when there is no error (warnings are shown), 4 otherwise, for one skill or many. */
export async function run(call: Call): Promise<number> {
  const { lintPath, lintMessage, LINT_CATALOGUE } = await import("#pipeline/lint");
  const format = call.flags.text("format") ?? (call.print.json ? "json" : "text");
  if (!["text", "json", "sarif"].includes(format)) throw new ForgeError("USAGE", `--format takes text, json or sarif, not "${format}"`);
  const asked = call.words[0] ?? ".";
  const context = contextOf(call);
  const looked = lintPath(context, asked, { host: hostOf(call), project: call.flags.text("project") });
  const fixed = call.flags.on("fix") ? (await import("#pipeline/lint-fix")).fixSkills(context, looked, call.flags.on("force")) : null;
  const skills = (fixed?.map((one) => one.skill) ?? looked).map((one) => shown(one, lintMessage));
  const errors = skills.reduce((sum, one) => sum + one.errors, 0);
  const warnings = skills.reduce((sum, one) => sum + one.warnings, 0);
  if (format === "sarif") {
    const pages = rulePages(call.powers.host.programRoot, "lint");
    process.stdout.write(`${jsonText(sarifLint(basename(asked), skills, { catalogue: LINT_CATALOGUE, pages }))}\n`);
  } else if (format === "json") {
    const findings = skills.flatMap((one) => one.findings.map((found) => ({ ...found, skill: one.path })));
    const fixes =
      fixed === null
        ? {}
        : {
            written: !context.dryRun,
            fixed: fixed.map(({ skill, ...rest }) => ({ path: skill.path, ...rest })).filter((one) => one.fixes.length > 0 || one.left !== null),
          };
    process.stdout.write(`${jsonText({ schemaVersion: 1, errors, warnings, findings, skills, ...fixes })}\n`);
  } else
    for (const line of [
      ...(fixed === null
        ? []
        : fixText(
            fixed.map((one) => ({ ...one, path: one.skill.path })),
            context.dryRun,
            call.print,
          )),
      ...lintText(skills, call.print),
    ])
      call.print.line(line);
  return errors === 0 ? 0 : blocked;
}

function hostOf(call: Call): HostId | null {
  const asked = call.flags.text("host");
  const found = HOST_IDS.find((id) => id === asked);
  if (asked !== null && found === undefined) throw new ForgeError("USAGE", `--host takes ${HOST_IDS.join(", ")}, not "${asked}"`);
  return found ?? null;
}

function shown(one: LintedSkill, message: (finding: LintedSkill["findings"][number]) => string) {
  const errors = one.findings.filter((found) => found.level === "error").length;
  return {
    name: one.skill.name,
    path: one.path,
    errors,
    warnings: one.findings.length - errors,
    findings: one.findings.map((found) => ({ ...found, message: message(found) })),
    notChecked: one.notChecked,
  };
}
