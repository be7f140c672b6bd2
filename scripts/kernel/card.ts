import type { Capsule, Gate } from "./capsule.ts";
import type { Severity, Verdict } from "./finding.ts";
import type { Revision } from "./revision.ts";
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

/** A run of words inside a line; `changed` where it differs from the line that this one is paired with. */
export type DiffWord = Readonly<{ text: string; changed: boolean }>;

/**
 * One line of a difference. `before` and `after` are its 1-based numbers in the old and the new file, null where it is not
 * there (a jump means that equal lines are not shown). `words` is null when the whole line is new, gone, the same, or too
 * long to be compared by words; joined they are `text`.
 */
export type DiffLine = Readonly<{ sign: "+" | "-" | " "; text: string; before: number | null; after: number | null; words: readonly DiffWord[] | null }>;

/**
 * One file of a difference. `replaced`: past a limit of the comparison (`limit` says which), shown whole as gone and come.
 * `added` and `removed` count all lines, `left` those that are not in `lines` although they changed.
 */
export type DiffFile = Readonly<{
  path: string;
  change: "added" | "removed" | "changed" | "replaced" | "mode";
  limit: "lines" | "edits" | null;
  added: number;
  removed: number;
  lines: readonly DiffLine[];
  left: number;
}>;
export type CardDiff = Readonly<{ kind: "new" | "same" | "changed"; added: number; removed: number; files: readonly DiffFile[] }>;

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
  /** A new version of a deployed skill: its edits, what was changed by hand and is kept, what waits. Null for a first version. */
  revision: Revision | null;
  size: Readonly<{ tokens: number; descriptionBytes: number; files: number; bytes: number }>;
  nearest: Readonly<{ name: string; source: string; score: number; band: "distinct" | "confusable" | "duplicate" }> | null;
  trigger: TriggerReport;
  budgets: readonly ListingBudget[];
  treeDigest: string;
  expiresAt: string;
  decision: Capsule["decision"];
  commands: readonly Readonly<{ act: "approve" | "reject" | "deploy" | "rollback"; command: string }>[];
}>;
