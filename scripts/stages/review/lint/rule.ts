import type { Gene } from "#kernel/gene";
import type { HostId } from "#kernel/hosts.table";
import type { Policy } from "#kernel/policy";
import type { InstalledSkill, Skill } from "#kernel/skill";
import type { LintId } from "./catalogue.table.ts";
import type { Markdown } from "./markdown.ts";

export type LintLevel = "error" | "warn";

/** One place where a skill falls short. `line` is 1-based, 0 for a file as a whole; words come from the catalogue and `args`. */
export type LintFinding = Readonly<{ id: LintId; level: LintLevel; file: string; line: number; args: Readonly<Record<string, string>> }>;
export type Hit = Omit<LintFinding, "id">;

/** What the machine says, for rules that need it: a program that can be started by its name, a file (null: nobody may look there), versions the project states. */
export type LintWorld = Readonly<{
  program(name: string): boolean;
  file(path: string): boolean | null;
  versions: ReadonlyMap<string, StatedVersion> | null;
}>;

/** `atLeast`: this version or a later one (`>=22`). `from`: the file of the project that says so. */
export type StatedVersion = Readonly<{ version: string; atLeast: boolean; from: string }>;

/**
 * `generated`: made by this program, so that stricter rules apply. `genes` null: not at hand. `host` null: any of the known ones. `world` null: nobody asked the
 * machine, and what needs it is told as not checked. `problems`: what of the folder could not be read.
 */
export type LintFacts = Readonly<{
  installed: readonly InstalledSkill[];
  genes: readonly Gene[] | null;
  generated: boolean;
  policy: Policy;
  host: HostId | null;
  world: LintWorld | null;
  problems: readonly Readonly<{ path: string; reason: string }>[];
}>;

/** A skill parsed once for all rules. `head` is null when the frontmatter is no YAML map; `headError` says why. */
export type LintSubject = LintFacts &
  Readonly<{
    skill: Skill;
    text: string | null;
    head: Readonly<Record<string, unknown>> | null;
    headError: string | null;
    bodyLine: number;
    /** Line of a top-level key of the frontmatter in the file, 1 when it is not there. */
    headLine(key: string): number;
    body: string;
    markdown: Markdown;
  }>;

/** One rule of the catalogue: pure, sees the whole subject, reports every place. */
export type LintRule = Readonly<{ id: LintId; check(subject: LintSubject): readonly Hit[] }>;
