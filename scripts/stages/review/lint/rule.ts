import type { Gene } from "#kernel/gene";
import type { Policy } from "#kernel/policy";
import type { InstalledSkill, Skill } from "#kernel/skill";
import type { LintId } from "./catalogue.table.ts";
import type { Markdown } from "./markdown.ts";

export type LintLevel = "error" | "warn";

/** One place where a skill falls short. `line` is 1-based, 0 for a file as a whole; words come from the catalogue and `args`. */
export type LintFinding = Readonly<{ id: LintId; level: LintLevel; file: string; line: number; args: Readonly<Record<string, string>> }>;
export type Hit = Omit<LintFinding, "id">;

/** `generated`: made by this program, so that stricter rules apply. `genes` null: not at hand. */
export type LintFacts = Readonly<{ installed: readonly InstalledSkill[]; genes: readonly Gene[] | null; generated: boolean; policy: Policy }>;

/** A skill parsed once for all rules. `head` is null when the frontmatter is no YAML map; `headError` says why. */
export type LintSubject = LintFacts &
  Readonly<{
    skill: Skill;
    text: string | null;
    head: Readonly<Record<string, unknown>> | null;
    headError: string | null;
    bodyLine: number;
    body: string;
    markdown: Markdown;
  }>;

/** One rule of the catalogue: pure, sees the whole subject, reports every place. */
export type LintRule = Readonly<{ id: LintId; check(subject: LintSubject): readonly Hit[] }>;
