import { ANALYSER } from "#generated/digests";
import { type Digest, digestOfJson } from "#kernel/digest";
import { RULES, type Rule, type RuleId } from "./rules.table.ts";

const BY_ID: ReadonlyMap<string, Rule> = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));
const ORDER: ReadonlyMap<string, number> = new Map(RULES.map((rule, at) => [rule.id, at]));

/** Rules whose findings only add to the score: the only keys that `scan.weights` of a policy may have. */
export const SOFT_RULE_IDS: readonly string[] = RULES.filter((rule) => rule.disposition === "warn").map((rule) => rule.id);

/**
 * Digest of the catalogue and of the code and parsers that apply it, as they were at build: two reports compare only when it is the same.
 * Of the words alone would not do: a table of one analyser can change every answer and no rule.
 */
export const RULESET: Digest = digestOfJson(["skill-forge/ruleset/v1", RULES, ANALYSER]);

/** Rule id -> its rule; null when there is none. */
export function ruleOf(id: string): Rule | null {
  return BY_ID.get(id) ?? null;
}

/** Rule id -> its place in the catalogue (unknown ids last). */
export function orderOf(id: string): number {
  return ORDER.get(id) ?? RULES.length;
}

/** Rule and arguments -> the sentence of a finding. A missing argument shows as `?`. */
export function messageOf(id: RuleId, args: Readonly<Record<string, string>>): string {
  return (BY_ID.get(id)?.message ?? id).replace(/\{([a-z]+)\}/g, (_whole, name: string) => (Object.hasOwn(args, name) ? (args[name] ?? "?") : "?"));
}
