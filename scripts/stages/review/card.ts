import type { Capsule, Gate } from "#kernel/capsule";
import type { Card, CardReplay } from "#kernel/card";
import type { ScanReport } from "#kernel/finding";
import type { Gene } from "#kernel/gene";
import { listPermissions } from "#kernel/permission";
import type { InstalledSkill, Skill } from "#kernel/skill";
import { textOf } from "#kernel/tree";
import type { ListingBudget, TriggerReport } from "#kernel/trigger";
import { differenceOf } from "./difference.ts";
import type { LintFinding } from "./lint/rule.ts";
import { nearestSkill } from "./nearest.ts";
import { cardFindings, cardPermissions, riskOf } from "./risk.ts";
import { estimateTokens } from "./tokens.ts";

const QUOTES = 3;
const STEPS = 3;

/** Everything a card is made of. `genes` are those of the capsule that are still at hand; `deployed` is null when nothing is. */
export type CardFacts = Readonly<{
  capsule: Capsule;
  skill: Skill;
  genes: readonly Gene[];
  report: ScanReport;
  gates: readonly Gate[];
  lint: readonly LintFinding[];
  deployed: Skill | null;
  installed: readonly InstalledSkill[];
  trigger: TriggerReport;
  budgets: readonly ListingBudget[];
  replay: CardReplay;
}>;

/** Facts about one proposal -> the card as data. Decides nothing and hides nothing; cli gives it words and width. */
export function card(facts: CardFacts): Card {
  const { capsule, skill, report, gates } = facts;
  const permissions = cardPermissions(report, capsule.permissions);
  const findings = cardFindings(report, facts.lint);
  const nearest = nearestSkill(skill, facts.installed);
  return {
    schemaVersion: 1,
    skill: capsule.name,
    capsule: capsule.id,
    status: capsule.status,
    sentence: sentenceOf(capsule, skill),
    description: capsule.description,
    risk: riskOf(permissions, findings, gates),
    verdict: report.verdict,
    score: report.score,
    permissions,
    findings,
    gates,
    why: whyOf(facts.genes),
    benefit: "not-known",
    replay: facts.replay,
    diff: differenceOf(facts.deployed, skill),
    revision: capsule.revision ?? null,
    size: sizeOf(capsule, skill),
    nearest: nearest === null ? null : { name: nearest.name, source: nearest.source, score: nearest.score, band: nearest.band },
    trigger: facts.trigger,
    budgets: facts.budgets,
    treeDigest: capsule.treeDigest,
    expiresAt: capsule.expiresAt,
    decision: capsule.decision,
    commands: commandsOf(capsule),
  };
}

/** What will happen, without a word out of the sessions: instructions or a script, and what it touches. */
function sentenceOf(capsule: Capsule, skill: Skill): string {
  const scripts = skill.files.filter((file) => file.path.endsWith(".mjs")).length;
  const programs = capsule.permissions.process;
  const touched = listPermissions(capsule.permissions)
    .filter((one) => one.kind.startsWith("filesystem"))
    .map((one) => `${one.kind === "filesystem.read" ? "reads" : "writes"} ${one.value}`);
  if (scripts > 0)
    return `Adds instructions and ${scripts === 1 ? "a script" : `${scripts} scripts`} that ${touched.length === 0 ? "only read what is piped in" : touched.join(", ")}.`;
  const runs = programs.length === 0 ? "the agent's own tools" : `${programs.slice(0, 5).join(", ")}${programs.length > 5 ? " and others" : ""}`;
  return `Adds instructions that the agent follows with ${runs}, under its own approvals. No code of its own.`;
}

function whyOf(genes: readonly Gene[]): Card["why"] {
  const sum = (of: (gene: Gene) => number) => genes.reduce((total, gene) => total + of(gene), 0);
  const [success, failure] = [sum((gene) => gene.outcomes.success), sum((gene) => gene.outcomes.failure)];
  return {
    quotes: genes
      .flatMap((gene) =>
        gene.phrases
          .filter((phrase, _at, all) => !phrase.includes("<secret:") || all.every((one) => one.includes("<secret:")))
          .slice(0, Math.ceil(QUOTES / genes.length)),
      )
      .slice(0, QUOTES),
    requests: sum((gene) => gene.uses),
    sessions: new Set(genes.flatMap((gene) => gene.sessions)).size,
    days: new Set(genes.flatMap((gene) => gene.days)).size,
    success,
    failure,
    mixed: sum((gene) => gene.outcomes.mixed),
    unknown: sum((gene) => gene.outcomes.unknown),
    successRate: success + failure === 0 ? null : success / (success + failure),
    confidence: genes.length === 0 ? null : Math.min(...genes.map((gene) => gene.confidence)),
    steps: genes
      .flatMap((gene) => gene.steps.map((step) => ({ text: step.line.trim() === "" ? step.verb : step.line, seen: step.seen, of: step.of })))
      .slice(0, STEPS),
  };
}

function sizeOf(capsule: Capsule, skill: Skill): Card["size"] {
  const main = skill.files.find((file) => file.path === "SKILL.md");
  return {
    tokens: main === undefined ? 0 : estimateTokens(textOf(main)),
    descriptionBytes: new TextEncoder().encode(capsule.description).byteLength,
    files: skill.files.length,
    bytes: skill.files.reduce((sum, file) => sum + file.bytes.byteLength, 0),
  };
}

function commandsOf({ name, status }: Capsule): Card["commands"] {
  const approve = { act: "approve" as const, command: `forge review --skill ${name} --approve` };
  const reject = { act: "reject" as const, command: `forge review --skill ${name} --reject --reason "..."` };
  const deploy = { act: "deploy" as const, command: `forge deploy --skill ${name}` };
  const rollback = { act: "rollback" as const, command: `forge rollback --skill ${name}` };
  if (status === "staged") return [approve, reject, deploy, rollback];
  if (status === "approved") return [deploy, reject, rollback];
  return status === "promoted" ? [rollback] : [];
}
