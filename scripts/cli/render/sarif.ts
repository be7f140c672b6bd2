import type { Json } from "#kernel/canonical-json";
import { escapeText } from "#kernel/escape-text";
import type { Coverage, Finding, Range, ScanReport } from "#kernel/finding";
import { sarifLog, uriOf } from "./sarif-log.ts";
import { sarifRules, type SarifWords, securitySeverity } from "./sarif-rules.ts";

const LEVELS = { block: "error", grant: "warning", warn: "warning", note: "note" } as const;
/** A code host refuses a run with more (GitHub: "SARIF support for code scanning"); findings come worst first, so the least grave are cut. */
const RESULT_LIMIT = 25_000;

/**
 * Scan report -> SARIF 2.1.0 log (OASIS standard, errata 01), with what code hosts read of it: paths relative to %SRCROOT%, columns in UTF-16
 * units, fingerprints, flows, accepted warnings as suppressions. Same report, same log: no clock, no path of this machine.
 */
export function sarif(report: ScanReport, words: SarifWords): Json {
  const results = report.findings.slice(0, RESULT_LIMIT);
  const rules = sarifRules(results, words);
  const ruleAt = new Map(rules.map((rule, at) => [rule.id, at]));
  const fileAt = new Map(report.coverage.map((one, at) => [one.file, at]));
  return sarifLog({
    target: shown(report.target.name),
    rules: rules.map((rule) => rule.json),
    base: "The folder of the skill.",
    artifacts: report.coverage.map(artifactOf),
    complete: report.coverage.every((one) => one.scanned),
    notices: [...cutNotice(report), ...report.coverage.flatMap((one, at) => (one.scanned ? [] : [unreadNotice(one, at)]))],
    results: results.map((one) => resultOf(one, ruleAt, fileAt)),
    properties: {
      verdict: report.verdict,
      score: report.score,
      profile: report.profile,
      targetDigest: report.target.digest,
      policyDigest: report.policy,
      ruleset: report.tool.ruleset,
      permissions: { required: report.permissions.required.map((one) => one.permission), missing: [...report.permissions.missing] },
    },
  });
}

function artifactOf(one: Coverage): Json {
  return {
    location: { uri: uriOf(one.file), uriBaseId: "%SRCROOT%" },
    length: one.bytes,
    roles: ["analysisTarget"],
    ...(one.sha256 === null ? {} : { hashes: { "sha-256": one.sha256 } }),
    properties: { kind: one.kind, scanned: one.scanned },
  };
}

function resultOf(finding: Finding, ruleAt: ReadonlyMap<string, number>, fileAt: ReadonlyMap<string, number>): Json {
  return {
    ruleId: finding.ruleId,
    ruleIndex: ruleAt.get(finding.ruleId) ?? -1,
    level: LEVELS[finding.disposition],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation: artifact(finding.file, fileAt), ...regionsOf(finding) } }],
    partialFingerprints: { primaryLocationLineHash: finding.fingerprint },
    ...flowOf(finding, fileAt),
    suppressions: finding.accepted === null ? [] : [{ kind: "external", status: "accepted", justification: shown(finding.accepted.reason) }],
    properties: {
      category: finding.category,
      disposition: finding.disposition,
      "security-severity": securitySeverity(finding.severity),
      ...(finding.permission === null ? {} : { permission: shown(finding.permission) }),
      ...(finding.evidence.length === 0 ? {} : { evidence: [...finding.evidence] }),
    },
  };
}

function regionsOf({ range, snippet, excerpt }: Finding): Readonly<Record<string, Json>> {
  return {
    region: { ...regionOf(range), ...(snippet === "" ? {} : { snippet: { text: snippet } }) },
    // it must hold more than the region does (SARIF 3.29.5)
    ...(excerpt === null || range.startLine !== range.endLine ? {} : { contextRegion: { startLine: range.startLine, snippet: { text: excerpt.text } } }),
  };
}

/** A region without length is a place between two characters; code hosts want something to underline. */
function regionOf({ startLine, startColumn, endLine, endColumn }: Range): Readonly<Record<string, Json>> {
  return { startLine, startColumn, endLine, endColumn: endLine === startLine && endColumn <= startColumn ? startColumn + 1 : endColumn };
}

/** The way of the data, source to sink, as a code flow; the finding itself is where it ends. */
function flowOf(finding: Finding, fileAt: ReadonlyMap<string, number>): Readonly<Record<string, Json>> {
  if (finding.flow.length === 0) return {};
  const steps = finding.flow.map((step) => ({
    location: {
      physicalLocation: { artifactLocation: artifact(step.file, fileAt), ...(step.range === null ? {} : { region: regionOf(step.range) }) },
      message: { text: step.message },
    },
  }));
  return { codeFlows: [{ message: { text: finding.message }, threadFlows: [{ locations: steps }] }] };
}

function artifact(file: string, fileAt: ReadonlyMap<string, number>): Readonly<Record<string, Json>> {
  const at = fileAt.get(file);
  return { uri: uriOf(file), uriBaseId: "%SRCROOT%", ...(at === undefined ? {} : { index: at }) };
}

function unreadNotice(one: Coverage, at: number): Json {
  return {
    descriptor: { id: "file-not-read" },
    level: "error",
    message: { text: `${shown(one.file)} was not read completely: ${shown(one.reason ?? "unknown")}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(one.file), uriBaseId: "%SRCROOT%", index: at } } }],
  };
}

function cutNotice(report: ScanReport): readonly Json[] {
  const cut = report.findings.length - RESULT_LIMIT;
  return cut <= 0
    ? []
    : [{ descriptor: { id: "results-cut" }, level: "error", message: { text: `${String(cut)} results are left out; the JSON report holds them.` } }];
}

function shown(text: string): string {
  return escapeText(text);
}
