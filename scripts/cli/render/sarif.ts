import { escapeText } from "#kernel/escape-text";
import type { Json } from "#kernel/canonical-json";
import type { Finding, ScanReport } from "#kernel/finding";

type SarifRule = Readonly<{ id: string; category: string; severity: Finding["severity"]; disposition: Finding["disposition"] }>;

const LEVELS = { block: "error", grant: "warning", warn: "warning", note: "note" } as const;
const SCORES = { critical: "9.5", high: "8.0", medium: "5.5", low: "3.0", info: "0.0" } as const;
const RESULT_LIMIT = 25_000;

/** Scan report -> SARIF 2.1.0 log (OASIS), in the subset that code hosts read: paths relative to %SRCROOT%, columns in UTF-16 units. */
export function sarif(report: ScanReport): Json {
  const used = rulesOf(report.findings);
  const artifacts = report.coverage.map((one) => ({ location: { uri: uriOf(one.file), uriBaseId: "%SRCROOT%" }, length: one.bytes }));
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            informationUri: "https://github.com/skill-forge/skill-forge",
            rules: used.map(ruleOf),
          },
        },
        automationDetails: { id: `skill-forge/${encodeURIComponent(report.target.name)}/` },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The folder of the skill." } } },
        artifacts,
        invocations: [{ executionSuccessful: report.coverage.every((one) => one.scanned), toolExecutionNotifications: notificationsOf(report) }],
        results: report.findings.slice(0, RESULT_LIMIT).map((one) => resultOf(one, used, report)),
        properties: {
          verdict: report.verdict,
          score: report.score,
          profile: report.profile,
          targetDigest: report.target.digest,
          policyDigest: report.policy,
          ruleset: report.tool.ruleset,
        },
      },
    ],
  };
}

/** Rules in the order of their first finding; a report carries all that SARIF asks of them but their page, which `forge explain` shows. */
function rulesOf(findings: readonly Finding[]): readonly SarifRule[] {
  const rules = new Map<string, SarifRule>();
  for (const one of findings)
    if (!rules.has(one.ruleId)) rules.set(one.ruleId, { id: one.ruleId, category: one.category, severity: one.severity, disposition: one.disposition });
  return [...rules.values()];
}

function ruleOf(rule: SarifRule): Json {
  const words = rule.id.replaceAll("-", " ");
  const help = `Run \`forge explain ${rule.id}\`: what the rule looks for, why, and how to fix it.`;
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)([a-z])/g, (_whole, letter: string) => letter.toUpperCase()),
    shortDescription: { text: words },
    fullDescription: { text: `${words} (${rule.category}).` },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: LEVELS[rule.disposition] },
    properties: { tags: ["security", rule.category], "security-severity": SCORES[rule.severity], precision: rule.disposition === "block" ? "high" : "medium" },
  };
}

function resultOf(finding: Finding, rules: readonly SarifRule[], report: ScanReport): Json {
  const { startLine, startColumn, endLine, endColumn } = finding.range;
  const empty = endLine === startLine && endColumn <= startColumn;
  const artifact = report.coverage.findIndex((one) => one.file === finding.file);
  return {
    ruleId: finding.ruleId,
    ruleIndex: rules.findIndex((rule) => rule.id === finding.ruleId),
    level: LEVELS[finding.disposition],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(finding.file), uriBaseId: "%SRCROOT%", ...(artifact < 0 ? {} : { index: artifact }) },
          region: {
            startLine,
            startColumn,
            endLine,
            endColumn: empty ? startColumn + 1 : endColumn,
            ...(finding.snippet === "" ? {} : { snippet: { text: finding.snippet } }),
          },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: finding.fingerprint },
    ...(finding.suppressed ? { suppressions: [{ kind: "external", status: "accepted" }] } : {}),
    properties: {
      category: finding.category,
      disposition: finding.disposition,
      ...(finding.permission === null ? {} : { permission: finding.permission }),
      ...(finding.evidence.length === 0 ? {} : { evidence: finding.evidence }),
    },
  };
}

function notificationsOf(report: ScanReport): Json {
  return report.coverage
    .filter((one) => !one.scanned)
    .map((one) => ({
      level: "error",
      message: { text: `${escapeText(one.file)} was not read completely: ${one.reason ?? "unknown"}` },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(one.file), uriBaseId: "%SRCROOT%" } } }],
    }));
}

/** Relative path -> URI reference: each part percent-encoded (RFC 3986), never taken for a scheme or a host. */
function uriOf(path: string): string {
  const parts = path.split("/").map((part) => encodeURIComponent(part.toWellFormed()));
  return parts[0] === "" ? `./${parts.slice(1).join("/")}` : parts.join("/");
}
