import type { Skill } from "#kernel/skill";
import { LINT_CATALOGUE, type LintId } from "./catalogue.table.ts";
import type { LintFacts, LintFinding } from "./rule.ts";
import { LINT_RULES } from "./rules.ts";
import { subjectOf } from "./subject.ts";

/** Skill -> every place where it falls short of the catalogue, in the order of the rules. Never throws for what a skill holds. */
export function lint(skill: Skill, facts: LintFacts): readonly LintFinding[] {
  const subject = subjectOf(skill, facts);
  return LINT_RULES.flatMap((rule) => rule.check(subject).map((hit) => ({ id: rule.id, ...hit })));
}

/** A rule, or a part of one, that could not be checked, and why. Nothing unchecked is called clean. */
export type NotChecked = Readonly<{ id: LintId; why: string }>;

/** Facts -> the rules that they are not enough for. */
export function notChecked(facts: Pick<LintFacts, "world">): readonly NotChecked[] {
  if (facts.world === null) return [{ id: "SF016", why: "nobody looked which programs and files there are" }];
  return facts.world.versions === null ? [{ id: "SF016", why: "no project was found to compare stated versions with" }] : [];
}

/** Finding -> one sentence from the catalogue. */
export function lintMessage(finding: LintFinding): string {
  return LINT_CATALOGUE[finding.id].text.replace(/\{([a-z]+)\}/g, (whole, name: string) => finding.args[name] ?? whole);
}
