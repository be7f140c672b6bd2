import { validateSkillJson } from "#generated/validators";
import type { Gate } from "#kernel/capsule";
import type { ScanReport } from "#kernel/finding";
import type { Skill } from "#kernel/skill";
import type { SkillJson } from "#kernel/skill-json";
import { entriesOf, textOf } from "#kernel/tree";
import type { TriggerReport } from "#kernel/trigger";
import { visible } from "#kernel/visible";
import type { LintFinding } from "./lint/rule.ts";

/** What a smoke run found; the run itself is smoke.ts. */
export type SmokeResult = Readonly<{ result: Gate["result"]; detail: string }>;
export type GateFacts = Readonly<{ skill: Skill; lint: readonly LintFinding[]; report: ScanReport; trigger: TriggerReport; smoke: SmokeResult }>;

/** Too little evidence is told as such: it neither passes nor fails. */
const TRIGGER: Readonly<Record<TriggerReport["verdict"], Gate["result"]>> = {
  clean: "passed",
  "too-broad": "failed",
  stolen: "failed",
  unfound: "failed",
  "not-enough-evidence": "not-run",
};

/** Staged skill and what was found out about it -> the six gates, always all of them and in this order. Nothing unread passes. */
export function gate({ skill, lint, report, trigger, smoke }: GateFacts): readonly Gate[] {
  const errors = lint.filter((one) => one.level === "error");
  const warnings = lint.length - errors.length;
  const schema = schemaFault(skill);
  const syntax = syntaxFault(skill, report);
  const blocks = report.findings.filter((one) => one.disposition === "block").length;
  return [
    { gate: "schema", result: schema === null ? "passed" : "failed", detail: schema ?? "skill.json fits its schema and the files" },
    {
      gate: "lint",
      result: errors.length === 0 ? "passed" : "failed",
      detail: errors.length === 0 ? `${warnings} warnings` : errors.map((one) => one.id).join(", "),
    },
    { gate: "syntax", result: syntax === null ? "passed" : "failed", detail: syntax ?? "every script parses" },
    // Missing grants are for the person, and the card asks for them; too high a score is not, it goes down only by accepting warnings.
    {
      gate: "scan",
      result: report.verdict === "block" || blocks > 0 || report.causes.includes("score") ? "failed" : "passed",
      detail: `${report.verdict}, ${blocks} blocking, score ${report.score}${report.causes.includes("score") ? " is over the limit of the policy" : ""}`,
    },
    { gate: "trigger", result: TRIGGER[trigger.verdict], detail: trigger.detail },
    { gate: "smoke", result: smoke.result, detail: smoke.detail },
  ];
}

/** skill.json must fit its schema, name this skill, and list every other file with its digest: else it describes something else. */
function schemaFault(skill: Skill): string | null {
  const file = skill.files.find((one) => one.path === "skill.json");
  if (file === undefined) return "there is no skill.json";
  const manifest = parsed(textOf(file));
  if (manifest === null) return "skill.json does not fit its schema";
  if (manifest.name !== skill.name) return "skill.json names another skill";
  const listed = new Map(manifest.files.map((one) => [one.path, one.sha256]));
  const others = entriesOf(skill.files).filter((one) => one.path !== "skill.json");
  const wrong = others.find((one) => listed.get(one.path) !== one.sha256);
  if (wrong !== undefined) return `${visible(wrong.path)} is not the file listed in skill.json`;
  return listed.size === others.length ? null : "skill.json lists a file that is not there";
}

function parsed(text: string): SkillJson | null {
  try {
    const value: unknown = JSON.parse(text);
    const check: (value: unknown) => boolean = validateSkillJson;
    return check(value) ? (value as SkillJson) : null;
  } catch {
    return null;
  }
}

/** The scan's ledger says what was parsed; a file that is missing there was not read at all. */
function syntaxFault(skill: Skill, report: ScanReport): string | null {
  const ledger = new Map(report.coverage.map((one) => [one.file, one]));
  for (const { path } of entriesOf(skill.files)) {
    const entry = ledger.get(path);
    if (entry === undefined) return `${visible(path)} was not read`;
    if (!entry.scanned) return `${visible(path)}: ${entry.reason ?? "not read completely"}`;
  }
  return null;
}
