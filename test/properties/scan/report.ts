import { escapeText } from "#kernel/escape-text";
import type { ScanReport, Verdict } from "#kernel/finding";
import { parsePermissions } from "#kernel/permission";
import { POLICY } from "../../stages/scan/samples.ts";
import type { Files } from "./pieces.ts";

export const RANK: Readonly<Record<Verdict, number>> = { pass: 0, warn: 1, deny: 2, block: 3 };

/** A report and the files it is about -> everything in it that contradicts itself or the files, in words; empty when it is sound. */
export function contradictionsIn(report: ScanReport, files: Files): readonly string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  const sizes = new Map(Object.entries(files).map(([path, content]) => [path.isWellFormed() ? path : escapeText(path), sizeOf(content)]));
  const rows = report.coverage.filter((row) => sizes.has(row.file));
  must(rows.length === sizes.size, `${String(rows.length)} rows of coverage for ${String(sizes.size)} files`);
  must(new Set(rows.map((row) => row.file)).size === sizes.size, "a file is not in the coverage exactly once");
  for (const row of rows) must(row.bytes === sizes.get(row.file), `${row.file}: ${String(row.bytes)} bytes are not its size`);
  const total = [...sizes.values()].reduce((sum, one) => sum + one, 0);
  must(report.stats.bytes === total && report.stats.files === sizes.size, "files or bytes are not all counted");
  const blocked = new Set(report.findings.filter((one) => one.disposition === "block").map((one) => one.file));
  // One finding speaks for all files past the limit of a skill.
  const isCutShort = report.findings.some((one) => one.ruleId === "scan-truncated");
  for (const row of report.coverage) {
    must(row.scanned === (row.reason === null), `${row.file}: scanned and reason contradict each other`);
    if (!row.scanned) must(blocked.has(row.file) || isCutShort, `${row.file} is not read (${String(row.reason)}) and nothing about it blocks`);
  }
  const active = report.findings.filter((one) => !one.suppressed);
  must((report.verdict === "block") === report.findings.some((one) => one.disposition === "block"), "the verdict is not the one of the blocks");
  if (report.verdict === "pass")
    must(
      active.every((one) => one.disposition === "note" || one.disposition === "grant"),
      "a pass with warnings",
    );
  if (report.verdict !== "block")
    must(
      (report.verdict === "deny") === (report.permissions.missing.length > 0 || report.score >= POLICY.scan.denyScore),
      "deny without a reason, or a reason without deny",
    );
  for (const { permission } of report.permissions.required) must(isGrantable(permission), `nobody can grant ${JSON.stringify(permission)}`);
  must(report.findings.length <= POLICY.scan.limits.findings, "more findings than the limit");
  must(new Set(report.findings.map((one) => one.fingerprint)).size === report.findings.length, "two findings share a fingerprint");
  for (const one of report.findings) {
    const { startLine, startColumn, endLine, endColumn } = one.range;
    must(
      startLine >= 1 && startColumn >= 1 && (endLine > startLine || (endLine === startLine && endColumn >= startColumn)),
      `${one.ruleId}: a range that ends before it starts`,
    );
    if (one.permission !== null)
      must(
        report.permissions.required.some((need) => need.findings.includes(one.fingerprint)),
        `${one.ruleId}: its permission is not listed`,
      );
    must(one.message.isWellFormed() && one.snippet.isWellFormed(), `${one.ruleId}: words that are no valid text`);
    must(!/\{[a-z]+\}/.test(one.message.replace(/`[^`]*`|\([^)]*\)|: .*$/gs, "")), `${one.ruleId}: a gap in its sentence: ${one.message}`);
  }
  return wrong;
}

/** A permission that the command line refuses would be asked for in vain. */
function isGrantable(permission: string): boolean {
  try {
    return parsePermissions(permission).length > 0;
  } catch {
    return false;
  }
}

function sizeOf(content: string | Uint8Array): number {
  return typeof content === "string" ? new TextEncoder().encode(content).byteLength : content.byteLength;
}
