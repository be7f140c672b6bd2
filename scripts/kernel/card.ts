import type { ApprovalRule } from "./approval.ts";
import type { Capsule, Gate } from "./capsule.ts";
import type { Severity, Verdict } from "./finding.ts";
import type { ModelHelp } from "./model-help.ts";
import type { Revision } from "./revision.ts";
import type { ListingBudget, TriggerReport } from "./trigger.ts";

/** How much care a proposal asks for; decided by its worst permission or finding, never by an average. */
export type RiskLevel = "blocked" | "high" | "medium" | "low";

/** One reason for that care. `text` is a clause about the skill ("it may talk to x.example"); what it names is untrusted. */
export type CardRisk = Readonly<{ level: RiskLevel; text: string }>;

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

/** So many of so many. */
export type Share = Readonly<{ hit: number; of: number }>;

/** What successful work did although the skill speaks against it: a call that a gotcha calls failing, or one that a rule forbids. `evidence` is the request. */
export type Contradiction = Readonly<{ kind: "gotcha" | "rule"; says: string; did: string; evidence: string }>;

/**
 * How a skill made of the earlier sessions fares against later, successful ones that it never saw. A proxy for usefulness: it shows that the person's work
 * keeps going this way, not that the skill helps. `inOrder`: steps seen in the order of the skill; `covered`: key calls of the sessions that the skill names.
 * `sameWords`: later sessions set aside because they asked in the words of an earlier one.
 */
export type CardReplay =
  | Readonly<{
      kind: "measured";
      proxy: true;
      sessions: number;
      trainedOn: number;
      sameWords: number;
      inOrder: Share;
      covered: Share;
      contradictions: readonly Contradiction[];
    }>
  | Readonly<{ kind: "not-enough"; proxy: true; sessions: number; needed: number; why: "sessions" | "same-words" | "not-kept" | "no-skill" }>;

/** What a person needs to decide about one proposal, as plain data: risk first, then why, then what changes. Text in it is untrusted. */
export type Card = Readonly<{
  schemaVersion: 1;
  skill: string;
  capsule: string;
  status: Capsule["status"];
  sentence: string;
  description: string;
  risk: RiskLevel;
  /** Why, worst first; never empty. `headline` is the level with the first of them, in one line of words. */
  risks: readonly CardRisk[];
  headline: string;
  /** How a yes is given: by a key, by typing the name (high risk), or not at all. */
  confirm: "key" | "name" | "none";
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
  replay: CardReplay;
  /** What a model had to do with it: somebody's words and opinion, never evidence. Null when none was asked. */
  model: ModelHelp | null;
  diff: CardDiff;
  /** A new version of a deployed skill: its edits, what was changed by hand and is kept, what waits. Null for a first version. */
  revision: Revision | null;
  /** What a person changed in the staged copy since it was generated; null when nobody did. */
  edited: Readonly<{ by: string; at: string; diff: CardDiff | null }> | null;
  size: Readonly<{ tokens: number; descriptionBytes: number; files: number; bytes: number }>;
  nearest: Readonly<{ name: string; source: string; score: number; band: "distinct" | "confusable" | "duplicate" }> | null;
  trigger: TriggerReport;
  budgets: readonly ListingBudget[];
  treeDigest: string;
  expiresAt: string;
  decision: Capsule["decision"];
  /** What a yes takes here, and who has signed this one so far. */
  approval: ApprovalRule & Readonly<{ signed: readonly string[] }>;
  commands: readonly Readonly<{ act: "approve" | "reject" | "deploy" | "rollback"; command: string }>[];
}>;
