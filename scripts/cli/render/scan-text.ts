import type { Finding, ScanReport } from "#kernel/finding";
import { lineOf, wrap } from "./lines.ts";
import { abilityLines, coverageLines } from "./scan-abilities.ts";
import { findingSection, type Look, needSection, placeOf } from "./scan-findings.ts";
import { plural } from "./table.ts";

const VERDICTS = { pass: ["PASS", "green"], warn: ["WARN", "yellow"], deny: ["DENIED", "red"], block: ["BLOCKED", "red"] } as const;

const CANNOT_SEE =
  "This scan cannot see what is fetched later, what innocent words make a model do, or meaning spread over several skills. A pass says that nothing was found, not that the skill is safe.";

export type TextLook = Look & Readonly<{ titles: (rule: string) => string }>;

/**
 * Scan report -> lines for a terminal: the verdict and why, what blocks, what is warned of, what the skill can do with the place that proves it,
 * what was read. Short for a clean skill, ranked and cut for a huge one; what is left out is counted. Every word of the skill is escaped.
 */
export function scanText(report: ScanReport, look: TextLook): readonly string[] {
  const of = (disposition: Finding["disposition"]) => report.findings.filter((one) => one.disposition === disposition);
  const notes = of("note");
  const warnings = of("warn");
  return [
    ...headLines(report, look),
    ...findingSection("Blocks: nothing lifts these", of("block"), look),
    ...needSection(report, look),
    ...findingSection(
      "Warnings",
      warnings.filter((one) => !one.suppressed),
      look,
    ),
    ...findingSection(
      "Accepted warnings, not counted",
      warnings.filter((one) => one.suppressed),
      look,
    ),
    ...(look.verbose ? findingSection("Notes", notes, look) : []),
    ...abilityLines(report, look.titles, look),
    ...coverageLines(report, look),
    ...moreLines(report, notes.length, look),
    "",
    ...wrap("", CANNOT_SEE, look.width).map((line) => look.style("dim", line)),
  ];
}

function headLines(report: ScanReport, look: TextLook): readonly string[] {
  const [word, colour] = VERDICTS[report.verdict];
  const [first = "", ...rest] = wrap(`${word}  `, `${lineOf(report.target.name)}: ${sentenceOf(report, look)}`, look.width);
  return [first.replace(word, look.style(["bold", colour], word)), ...rest];
}

/** Why the verdict is what it is, in one sentence. */
function sentenceOf(report: ScanReport, look: TextLook): string {
  const { findings, permissions, score } = report;
  const warnings = findings.filter((one) => one.disposition === "warn" && !one.suppressed).length;
  const accepted = report.stats.suppressed === 0 ? "" : ` ${plural(report.stats.suppressed, "warning")} accepted by a person.`;
  switch (report.verdict) {
    case "block": {
      const blocks = findings.filter((one) => one.disposition === "block");
      const [worst] = blocks;
      const worded = worst === undefined ? "" : `${look.titles(worst.ruleId)} (${placeOf(worst)})`;
      return `${worded}${blocks.length > 1 ? ` and ${plural(blocks.length - 1, "other finding")}` : ""}; no grant lifts a block.`;
    }
    case "deny":
      return report.causes.includes("missing-grant")
        ? `it needs ${plural(permissions.missing.length, "permission")} that nobody granted (${fewOf(permissions.missing)})${report.causes.includes("score") ? `, and its warnings score ${String(score)}, more than the policy lets pass` : warnings > 0 ? `, and has ${plural(warnings, "warning")} (score ${String(score)})` : ""}.${accepted}`
        : `its ${plural(warnings, "warning")} score ${String(score)}, more than the policy lets pass.${accepted}`;
    case "warn":
      return `nothing blocks it and no permission is missing; ${plural(warnings, "warning")} to look at (score ${String(score)}).${accepted}`;
    case "pass":
      return `nothing in ${plural(report.stats.files, "file")} blocks, misses a permission or calls for a warning.${accepted}`;
  }
}

function fewOf(list: readonly string[]): string {
  const few = list.slice(0, 3).map((one) => lineOf(one));
  return list.length > few.length ? `${few.join(", ")} and ${String(list.length - few.length)} more` : few.join(", ");
}

function moreLines(report: ScanReport, notes: number, look: TextLook): readonly string[] {
  const more = [
    ...(notes > 0 && !look.verbose ? [`${plural(notes, "note")} not shown (--verbose)`] : []),
    `profile ${report.profile}`,
    `score ${String(report.score)}`,
    `tree ${report.target.digest.slice(0, 16)}…`,
    ...(look.verbose ? [`ruleset ${report.tool.ruleset.slice(0, 16)}…`, `policy ${report.policy.slice(0, 16)}…`] : []),
  ];
  const explain = report.findings.find((one) => one.disposition !== "note");
  return [
    ...wrap("", more.join("; "), look.width).map((line) => look.style("dim", line)),
    ...(explain === undefined ? [] : [look.style("dim", `More: forge explain ${explain.ruleId}; every finding: --json`)]),
  ];
}
