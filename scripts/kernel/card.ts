import type { Capsule, Gate } from "./capsule.ts";
import type { Severity, Verdict } from "./finding.ts";
import type { ListingBudget, TriggerReport } from "./trigger.ts";

/** How much care a proposal asks for; decided by its worst permission or finding, never by an average. */
export type RiskLevel = "blocked" | "high" | "medium" | "low";

/** `granted` by an earlier decision, `asked`: approving grants it, `declared`: named by the skill, needs no grant. */
export type CardPermission = Readonly<{ permission: string; state: "granted" | "asked" | "declared"; meaning: string }>;
export type CardFinding = Readonly<{
  rule: string;
  severity: Severity;
  blocking: boolean;
  place: string;
  message: string;
  fingerprint: string | null;
  accepted: string | null;
}>;

/** One line of a line-by-line difference. */
export type DiffLine = Readonly<{ sign: "+" | "-" | " "; text: string }>;
export type CardDiff = Readonly<{
  kind: "new" | "same" | "changed";
  added: number;
  removed: number;
  files: readonly Readonly<{ path: string; change: "added" | "removed" | "changed" | "replaced" | "mode"; lines: readonly DiffLine[] }>[];
}>;

/** What a person needs to decide about one proposal, as plain data: risk first, then why, then what changes. Text in it is untrusted. */
export type Card = Readonly<{
  schemaVersion: 1;
  skill: string;
  capsule: string;
  status: Capsule["status"];
  sentence: string;
  description: string;
  risk: RiskLevel;
  verdict: Verdict;
  score: number;
  permissions: readonly CardPermission[];
  findings: readonly CardFinding[];
  gates: readonly Gate[];
  why: Readonly<{
    quotes: readonly string[];
    requests: number;
    sessions: number;
    days: number;
    success: number;
    failure: number;
    mixed: number;
    unknown: number;
    successRate: number | null;
    confidence: number | null;
    steps: readonly Readonly<{ text: string; seen: number; of: number }>[];
  }>;
  benefit: "not-known";
  diff: CardDiff;
  size: Readonly<{ tokens: number; descriptionBytes: number; files: number; bytes: number }>;
  nearest: Readonly<{ name: string; source: string; score: number; band: "distinct" | "confusable" | "duplicate" }> | null;
  trigger: TriggerReport;
  budgets: readonly ListingBudget[];
  treeDigest: string;
  expiresAt: string;
  decision: Capsule["decision"];
  commands: readonly Readonly<{ act: "approve" | "reject" | "deploy" | "rollback"; command: string }>[];
}>;
