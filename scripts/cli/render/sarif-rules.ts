import type { Json } from "#kernel/canonical-json";
import type { Finding } from "#kernel/finding";
import type { RulePage, RulePages } from "../rule-pages.ts";

/** A rule as the catalogue words it. */
export type RuleWords = Readonly<{ id: string; category: string; severity: Finding["severity"]; disposition: Finding["disposition"]; title: string }>;

/** What a log says beside the report: the catalogue and its pages. */
export type SarifWords = Readonly<{ rules: readonly RuleWords[]; pages: RulePages }>;

const LEVELS = { block: "error", grant: "warning", warn: "warning", note: "note" } as const;
/** What is unreadable or in a list of refused things is certain; what is read from wording is a judgement. */
const PRECISION = { unread: "very-high", unlisted: "very-high", "prompt-injection": "medium", prose: "medium", commands: "high" } as const;
/** Longest text of a rule that a code host shows (GitHub: "SARIF support for code scanning"). */
const LONGEST = 1_024;

/** Findings -> reporting descriptors of their rules, in the order of their first finding, each with its page. A rule without catalogue or page is described by its finding. */
export function sarifRules(findings: readonly Finding[], words: SarifWords): readonly Readonly<{ id: string; json: Json }>[] {
  const known = new Map(words.rules.map((rule) => [rule.id, rule]));
  const rules = new Map<string, RuleWords>();
  for (const one of findings)
    if (!rules.has(one.ruleId)) rules.set(one.ruleId, known.get(one.ruleId) ?? { ...one, id: one.ruleId, title: one.ruleId.replaceAll("-", " ") });
  return [...rules.values()].map((rule) => ({ id: rule.id, json: descriptorOf(rule, words.pages(rule.id)) }));
}

function descriptorOf(rule: RuleWords, page: RulePage | null): Json {
  const full = page === null || page.why === "" ? rule.title : `${rule.title}. ${page.why}`;
  const help = page === null ? `Run \`forge explain ${rule.id}\`.` : `${page.why}\n\nWhat to do: ${page.fix}`;
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)([a-z])/g, (_whole, letter: string) => letter.toUpperCase()),
    shortDescription: { text: cut(rule.title) },
    fullDescription: { text: cut(full) },
    help: { text: help, markdown: page?.markdown ?? help },
    defaultConfiguration: { level: LEVELS[rule.disposition] },
    properties: {
      tags: ["security", rule.category, `outcome/${rule.disposition}`],
      "security-severity": securitySeverity(rule.severity),
      precision: precisionOf(rule.category),
      "problem.severity": rule.disposition === "block" ? "error" : rule.disposition === "note" ? "recommendation" : "warning",
    },
  };
}

/** Severity -> the number by which code hosts rank (0.0 to 10.0, as text). */
export function securitySeverity(severity: Finding["severity"]): string {
  return { critical: "9.5", high: "8.0", medium: "5.5", low: "3.0", info: "0.0" }[severity];
}

function precisionOf(category: string): string {
  return Object.entries(PRECISION).find(([name]) => name === category)?.[1] ?? "high";
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).toWellFormed()}…`;
}
