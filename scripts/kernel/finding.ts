import type { Digest } from "./digest.ts";
import type { Permission, Permissions } from "./permission.ts";

export type Disposition = "block" | "grant" | "warn" | "note";
export type Severity = "critical" | "high" | "medium" | "low" | "info";
export type Verdict = "pass" | "warn" | "deny" | "block";

/** 1-based lines and columns; columns in UTF-16 units, `endColumn` exclusive (SARIF 2.1.0 regions). */
export type Range = Readonly<{ startLine: number; startColumn: number; endLine: number; endColumn: number }>;

/** The answer is "no, because": data, returned in lists, never thrown. Words are made from `rule` and `args` by the catalogue. */
export type Finding = Readonly<{
  ruleId: string;
  category: string;
  severity: Severity;
  disposition: Disposition;
  message: string;
  file: string;
  range: Range;
  snippet: string;
  evidence: readonly string[];
  permission: string | null;
  fingerprint: string;
  suppressed: boolean;
}>;

/** The ledger of a scan: every file, what it was taken for, whether it was read completely, and why not. */
export type Coverage = Readonly<{ file: string; kind: string; bytes: number; scanned: boolean; reason: string | null }>;

export type ScanReport = Readonly<{
  schemaVersion: 1;
  tool: Readonly<{ name: "skill-forge"; version: string; ruleset: Digest }>;
  policy: Digest;
  profile: "compiled" | "imported";
  target: Readonly<{ name: string; digest: Digest }>;
  verdict: Verdict;
  score: number;
  findings: readonly Finding[];
  permissions: Readonly<{
    required: readonly Readonly<{ permission: string; findings: readonly string[] }>[];
    declared: readonly string[];
    granted: readonly string[];
    missing: readonly string[];
  }>;
  coverage: readonly Coverage[];
  stats: Readonly<{ files: number; bytes: number }>;
}>;

/** What the scan is given besides the files: what the skill declares, and what a person granted to it. */
export type ScanGrants = Readonly<{ declared: Permissions | null; granted: readonly Permission[] }>;
