import { escapeText } from "#kernel/escape-text";
import type { Disposition, Finding, ScanReport } from "#kernel/finding";
import { PERMISSION_KINDS, type PermissionKind } from "#kernel/permission";
import type { InstallRequest } from "./install-request.ts";
import { APPROVABLE_IN_PLUGINS } from "./install-plugin.table.ts";

export type InstallFinding = Readonly<{ ruleId: string; severity: "info" | "warn" | "critical"; message: string; file?: string; line?: number }>;
/** The answer as OpenClaw reads it (protocol 1). `reason` goes with `warn` and `block`. */
export type InstallAnswer = Readonly<{ protocolVersion: 1; decision: "allow" | "warn" | "block"; reason?: string; findings?: readonly InstallFinding[] }>;

/** The host refuses a notice of more than 4,000 characters, with its own 450 of guidance; for a block it drops all findings. Some room is left for what it escapes. */
const NOTICE = 3_200;
const TEXT = 600;
const REASON = 900;
const FINDINGS = 60;

const SEVERITY: Readonly<Record<Disposition, InstallFinding["severity"]>> = { block: "critical", grant: "warn", warn: "warn", note: "info" };
const WORDS: Readonly<Record<PermissionKind, string>> = {
  "filesystem.read": "read",
  "filesystem.write": "write",
  network: "reach",
  process: "start",
  secrets: "read the secrets",
};

/** Why nothing is installed although nothing was judged -> a block that says so. */
export function refusal(why: string): InstallAnswer {
  return { protocolVersion: 1, decision: "block", reason: cut(`Skill-Forge could not judge it, so it is refused: ${escapeText(why)}`, REASON) };
}

export function allowed(findings: readonly InstallFinding[] = []): InstallAnswer {
  return findings.length === 0 ? { protocolVersion: 1, decision: "allow" } : { protocolVersion: 1, decision: "allow", findings };
}

/**
 * Report of a scan -> the host's decision. Blocks are blocks. What needs grants is put before the person, with exactly what
 * it can do: approving the notice is the grant. The same report always gives the same answer, because the host asks twice
 * and compares.
 */
export function answerOf(report: ScanReport, request: InstallRequest, warnScore: number): InstallAnswer {
  const blocks = report.findings.filter((one) => one.disposition === "block");
  const isPlugin = request.targetType === "plugin";
  const final = isPlugin ? blocks.filter((one) => !APPROVABLE_IN_PLUGINS.has(one.ruleId)) : blocks;
  const changeable = request.isMutable ? " The files can still change until they are copied." : "";
  if (final.length > 0) return notice("block", `${blockReason(final)}${changeable}`, ranked(final), request);
  const asked = [...blocks, ...report.findings.filter((one) => one.permission !== null && report.permissions.missing.includes(one.permission))];
  const warnings = report.findings.filter((one) => one.disposition === "warn" && !one.suppressed);
  if (asked.length > 0 || report.verdict === "deny" || report.score >= warnScore) {
    const reason = [powers(report, blocks), scoreWords(report, warnings.length, warnScore)].filter((part) => part !== "").join(" ");
    return notice("warn", `${reason}${changeable}`, [...ranked(asked), ...ranked(warnings)], request);
  }
  return allowed(ranked([...warnings, ...report.findings.filter((one) => one.disposition === "note")]).slice(0, FINDINGS));
}

function blockReason(blocks: readonly Finding[]): string {
  const [first] = blocks;
  const place = first === undefined || first.file === "" ? "" : ` (${escapeText(first.file)}:${String(first.range.startLine)})`;
  return cut(`${String(blocks.length)} finding${blocks.length === 1 ? "" : "s"} that nothing lifts; first: ${first?.message ?? ""}${place}`, REASON - 60);
}

/** What an approval permits, by kind, as far as it fits. */
function powers(report: ScanReport, blocks: readonly Finding[]): string {
  const parts = PERMISSION_KINDS.flatMap((kind) => {
    const values = report.permissions.missing.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1));
    return values.length === 0 ? [] : [`${WORDS[kind]} ${listed(values)}`];
  });
  const code = blocks.length === 0 ? "" : ` It is a plugin with ${String(blocks.length)} finding(s) that would block a skill.`;
  return (parts.length === 0 ? "" : `Approving lets its code ${parts.join("; ")}. OpenClaw does not hold it to this list.`) + code;
}

function listed(values: readonly string[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const value of values) {
    const word = value === "*" ? "anything (it cannot be told)" : cut(escapeText(value), 80);
    length += word.length + 2;
    if (length > 140) break;
    shown.push(word);
  }
  const more = values.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}

function scoreWords(report: ScanReport, warnings: number, warnScore: number): string {
  return report.score >= warnScore ? `${String(warnings)} warning(s) make a score of ${String(report.score)} (warned about from ${String(warnScore)}).` : "";
}

/** Findings in the order of the report -> one line for each rule, permission and message, with how often it was found. */
function ranked(findings: readonly Finding[]): readonly InstallFinding[] {
  const first = new Map<string, { finding: Finding; count: number }>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.ruleId, finding.permission ?? finding.message]);
    const known = first.get(key);
    if (known === undefined) first.set(key, { finding, count: 1 });
    else known.count++;
  }
  return [...first.values()].map(({ finding, count }) => spelled(finding, count));
}

function spelled(finding: Finding, count: number): InstallFinding {
  const what = finding.permission === null ? finding.message : `needs ${escapeText(finding.permission)}: ${finding.message}`;
  const times = count === 1 ? "" : ` (${String(count)} places)`;
  const base = { ruleId: finding.ruleId, severity: SEVERITY[finding.disposition], message: cut(`${what.replace(/\s+/g, " ")}${times}`, TEXT) };
  return finding.file === "" ? base : { ...base, file: cut(escapeText(finding.file), 200), line: finding.range.startLine };
}

/** Reason and findings -> an answer whose whole notice fits the screen of the host; what does not fit is counted. */
function notice(decision: "warn" | "block", reason: string, findings: readonly InstallFinding[], request: InstallRequest): InstallAnswer {
  const kept: InstallFinding[] = [];
  let left = NOTICE - Math.min(1_500, request.targetName.length * 2) - reason.length - 120;
  for (const finding of findings) {
    left -= finding.message.length + finding.ruleId.length + (finding.file ?? "").length + 40;
    if (left < 0 || kept.length >= FINDINGS) break;
    kept.push(finding);
  }
  const more = findings.length - kept.length;
  const told = more > 0 ? ` ${String(more)} more finding(s) are not shown here; see forge scan on the folder.` : "";
  return { protocolVersion: 1, decision, reason: cut(`${reason}${told}`, 1_000), ...(kept.length === 0 ? {} : { findings: kept }) };
}

function cut(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\ufffd$/, "")}…`;
}
