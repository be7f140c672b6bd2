import type { Finding, ScanReport } from "#kernel/finding";
import { escapeText } from "#kernel/escape-text";

const TITLES = { pass: "PASS", warn: "WARN", deny: "DENIED (permissions are missing, or the score is too high)", block: "BLOCKED" } as const;
const MARKS = { block: "blocked", grant: "needs permission", warn: "warning", note: "note" } as const;
const SHOWN_PER_GROUP = 40;

/** Scan report -> lines for a terminal: verdict, findings by severity, permissions, coverage, and what the scan cannot see. Every word of the skill is escaped. */
export function scanText(report: ScanReport): readonly string[] {
  return [verdictLine(report), ...findingLines(report.findings), ...permissionLines(report), ...coverageLines(report), "", CANNOT_SEE];
}

const CANNOT_SEE =
  "This scan cannot see what is fetched later, what innocent words make a model do, or meaning spread over several skills. A pass says that nothing was found, not that the skill is safe.";

function verdictLine(report: ScanReport): string {
  const counts = (["block", "grant", "warn", "note"] as const)
    .map((one) => [one, report.findings.filter((finding) => finding.disposition === one).length] as const)
    .filter(([, count]) => count > 0);
  const summary = counts.map(([one, count]) => `${String(count)} ${MARKS[one]}`).join(", ");
  return `${TITLES[report.verdict]}  ${lineOf(report.target.name)}  (${summary === "" ? "no findings" : summary}; score ${String(report.score)}; profile ${report.profile})`;
}

function findingLines(findings: readonly Finding[]): readonly string[] {
  const lines: string[] = [];
  for (const severity of ["critical", "high", "medium", "low", "info"] as const) {
    const group = findings.filter((one) => one.severity === severity);
    if (group.length === 0) continue;
    lines.push("", `${severity} (${String(group.length)})`);
    for (const one of group.slice(0, SHOWN_PER_GROUP)) lines.push(...findingText(one));
    if (group.length > SHOWN_PER_GROUP) lines.push(`  ... and ${String(group.length - SHOWN_PER_GROUP)} more (--json lists them all)`);
  }
  return lines;
}

function findingText(one: Finding): readonly string[] {
  const place = `${lineOf(one.file)}:${String(one.range.startLine)}:${String(one.range.startColumn)}`;
  const lines = [`  ${place}  ${one.ruleId}  [${MARKS[one.disposition]}]`, `    ${lineOf(one.message)}`];
  if (one.snippet !== "") lines.push(`    > ${lineOf(one.snippet)}`);
  for (const evidence of one.evidence.slice(0, 3)) lines.push(`    = ${lineOf(evidence)}`);
  return lines;
}

function permissionLines(report: ScanReport): readonly string[] {
  const { required, declared, granted, missing } = report.permissions;
  const all = [...new Set([...required.map((one) => one.permission), ...declared, ...granted])].sort();
  if (all.length === 0) return ["", "permissions: none needed, none declared"];
  const width = Math.min(60, Math.max(10, ...all.map((one) => lineOf(one).length)));
  const rows = all.map((permission) => {
    const use = required.find((one) => one.permission === permission);
    const state = missing.includes(permission) ? "MISSING" : use === undefined ? "not used" : "ok";
    const notes = [
      use === undefined ? "" : `${String(use.findings.length)} use(s)`,
      declared.includes(permission) ? "declared" : "",
      granted.includes(permission) ? "granted" : "",
    ].filter((note) => note !== "");
    return `  ${lineOf(permission).padEnd(width)}  ${state.padEnd(8)}  ${notes.join(", ")}`;
  });
  return ["", "permissions", ...rows];
}

function coverageLines(report: ScanReport): readonly string[] {
  const unread = report.coverage.filter((one) => !one.scanned);
  const head = `read ${String(report.coverage.length - unread.length)} of ${String(report.coverage.length)} files, ${String(report.stats.bytes)} bytes`;
  return [
    "",
    unread.length === 0 ? head : `${head}; not read:`,
    ...unread.slice(0, 40).map((one) => `  ${lineOf(one.file)}  ${lineOf(one.reason ?? "unread")}`),
  ];
}

/** Text of the skill -> one line that changes nothing on a screen: a name or a message with a line break must not forge a line of this report. */
function lineOf(text: string): string {
  return escapeText(text).replace(/[\t\n]/g, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
