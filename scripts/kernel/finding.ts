import type { Digest } from "./digest.ts";
import type { Permission, PermissionKind, Permissions } from "./permission.ts";

export type Disposition = "block" | "grant" | "warn" | "note";
export type Severity = "critical" | "high" | "medium" | "low" | "info";
export type Verdict = "pass" | "warn" | "deny" | "block";
/** What made the verdict: a block, a permission that is missing, too high a score, a warning. */
export type Cause = "block" | "missing-grant" | "score" | "warning";

/** 1-based lines and columns; columns in UTF-16 units, `endColumn` exclusive (SARIF 2.1.0 regions). */
export type Range = Readonly<{ startLine: number; startColumn: number; endLine: number; endColumn: number }>;

/** The line a finding stands in, escaped and cut to a window: `from` and `length` say which of its characters are meant. */
export type Excerpt = Readonly<{ text: string; from: number; length: number }>;

/** One step of a flow, in the order in which the data goes. `range` is null where only the file is known. */
export type FlowStep = Readonly<{ file: string; range: Range | null; message: string }>;

/** A warning somebody looked at and took responsibility for: this finding, in exactly this tree. Blocks and grants are never accepted. */
export type Acceptance = Readonly<{ fingerprint: string; tree: Digest; reason: string; by: string; at: string }>;

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
  excerpt: Excerpt | null;
  evidence: readonly string[];
  flow: readonly FlowStep[];
  permission: string | null;
  fingerprint: string;
  suppressed: boolean;
  accepted: Readonly<{ reason: string; by: string; at: string }> | null;
}>;

/** The ledger of a scan: every file, its digest (null for what was never in memory), what it was taken for, whether it was read completely, and why not. */
export type Coverage = Readonly<{ file: string; kind: string; bytes: number; sha256: Digest | null; scanned: boolean; reason: string | null }>;

/**
 * One thing the skill can do, is declared to do, or was granted. `granted`/`missing`: it needs a grant and has one or not;
 * `listed`: seen where no grant is asked for (the agent's own commands, a note); `unused`: declared or granted, seen nowhere.
 */
export type Capability = Readonly<{
  kind: PermissionKind;
  value: string;
  state: "granted" | "missing" | "listed" | "unused";
  declared: boolean;
  granted: boolean;
  findings: readonly string[];
}>;

export type ScanReport = Readonly<{
  schemaVersion: 1;
  tool: Readonly<{ name: "skill-forge"; version: string; ruleset: Digest }>;
  policy: Digest;
  profile: "compiled" | "imported";
  target: Readonly<{ name: string; digest: Digest }>;
  verdict: Verdict;
  causes: readonly Cause[];
  score: number;
  findings: readonly Finding[];
  capabilities: readonly Capability[];
  permissions: Readonly<{
    required: readonly Readonly<{ permission: string; findings: readonly string[] }>[];
    declared: readonly string[];
    granted: readonly string[];
    missing: readonly string[];
  }>;
  coverage: readonly Coverage[];
  stats: Readonly<{ files: number; bytes: number; filesRead: number; bytesRead: number; suppressed: number }>;
}>;

/** What the scan is given besides the files: what the skill declares, and what a person granted to it. */
export type ScanGrants = Readonly<{ declared: Permissions | null; granted: readonly Permission[] }>;
