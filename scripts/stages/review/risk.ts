import type { Gate } from "#kernel/capsule";
import type { CardFinding, CardPermission, RiskLevel } from "#kernel/card";
import type { Finding, ScanReport, Severity } from "#kernel/finding";
import { type Permissions, listPermissions, parsePermissions, type PermissionKind, spellPermission } from "#kernel/permission";
import { lintMessage } from "./lint/lint.ts";
import type { LintFinding } from "./lint/rule.ts";

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** What a permission lets happen, in the order of how much harm it can do. */
const MEANINGS: Readonly<Record<PermissionKind, string>> = {
  secrets: "reads this secret from the environment",
  network: "talks to this host",
  process: "runs this program",
  "filesystem.write": "changes files here",
  "filesystem.read": "reads files here",
};
const ORDER = Object.keys(MEANINGS);

/** Permissions of report and skill -> list for the card: what approving would grant first, then what was granted, then what is only declared. */
export function cardPermissions(report: ScanReport, declared: Permissions): readonly CardPermission[] {
  const { missing, granted } = report.permissions;
  const only = listPermissions(declared)
    .map(spellPermission)
    .filter((one) => !missing.includes(one) && !granted.includes(one));
  const rows = [...missing.map((one) => row(one, "asked")), ...granted.map((one) => row(one, "granted")), ...only.map((one) => row(one, "declared"))];
  const rank = ({ permission, state }: CardPermission) =>
    ["asked", "granted", "declared"].indexOf(state) * 10 + ORDER.findIndex((kind) => permission.startsWith(`${kind}:`));
  return rows.toSorted((a, b) => rank(a) - rank(b) || (a.permission < b.permission ? -1 : 1));
}

function row(permission: string, state: CardPermission["state"]): CardPermission {
  const kind = parsePermissions(permission)[0]?.kind;
  return { permission, state, meaning: kind === undefined ? "" : MEANINGS[kind] };
}

/** Findings of scan and lint -> one list, worst first: blocking before all, what was accepted last, then by severity, then by place. */
export function cardFindings(report: ScanReport, lint: readonly LintFinding[]): readonly CardFinding[] {
  const scanned = report.findings.filter((one) => one.disposition !== "grant").map(scanRow);
  const linted = lint.map(
    (one): CardFinding => ({
      rule: one.id,
      severity: one.level === "error" ? "high" : "low",
      blocking: one.level === "error",
      place: placeOf(one.file, one.line),
      message: lintMessage(one),
      fingerprint: null,
      accepted: null,
    }),
  );
  const rank = (one: CardFinding) => (one.blocking ? 0 : one.accepted === null ? 10 : 20) + SEVERITIES.indexOf(one.severity);
  return [...scanned, ...linted].toSorted((a, b) => rank(a) - rank(b) || (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
}

function scanRow(one: Finding): CardFinding {
  return {
    rule: one.ruleId,
    severity: one.severity,
    blocking: one.disposition === "block",
    place: placeOf(one.file, one.range.startLine),
    message: one.message,
    fingerprint: one.fingerprint,
    accepted: one.accepted?.reason ?? null,
  };
}

function placeOf(file: string, line: number): string {
  return line > 0 ? `${file}:${line}` : file;
}

/** One level for the whole proposal: any block or failed gate, then what it may do, then what was found and not accepted. */
export function riskOf(permissions: readonly CardPermission[], all: readonly CardFinding[], gates: readonly Gate[]): RiskLevel {
  const findings = all.filter((one) => one.accepted === null);
  if (findings.some((one) => one.blocking) || gates.some((one) => one.result === "failed")) return "blocked";
  const needed = permissions.filter((one) => one.state !== "declared").map((one) => one.permission);
  const wide = needed.some((one) => one.endsWith(":*") || /^filesystem\.(read|write):(\/|~)$/.test(one));
  if (wide || needed.some((one) => /^(secrets|network|process):/.test(one)) || findings.some((one) => one.severity === "critical" || one.severity === "high"))
    return "high";
  if (needed.length > 0 || findings.some((one) => one.severity === "medium")) return "medium";
  return "low";
}
