import type { Capsule, Gate } from "#kernel/capsule";
import type { Card, CardPermission, CardReplay } from "#kernel/card";
import type { ScanReport } from "#kernel/finding";
import type { Gene } from "#kernel/gene";
import type { PermissionKind } from "#kernel/permission";
import type { InstalledSkill, Skill } from "#kernel/skill";
import { entriesOf, textOf, treeDigestOf } from "#kernel/tree";
import type { ListingBudget, TriggerReport } from "#kernel/trigger";
import { differenceOf } from "./difference.ts";
import type { LintFinding } from "./lint/rule.ts";
import { nearestSkill } from "./nearest.ts";
import { cardFindings, cardPermissions, headlineOf, risksOf } from "./risk.ts";
import { estimateTokens } from "./tokens.ts";

const QUOTES = 3;
const NAMED = 5;

/** Everything a card is made of. `genes` are those of the capsule that are still at hand; `deployed` is null when nothing is. */
export type CardFacts = Readonly<{
  capsule: Capsule;
  skill: Skill;
  genes: readonly Gene[];
  report: ScanReport;
  gates: readonly Gate[];
  lint: readonly LintFinding[];
  deployed: Skill | null;
  /** The bytes as they were generated, when a person edited them since and they are still at hand. */
  generated: Skill | null;
  installed: readonly InstalledSkill[];
  trigger: TriggerReport;
  budgets: readonly ListingBudget[];
  replay: CardReplay;
  approval: Card["approval"];
}>;

/** Facts about one proposal -> the card as data. Decides nothing and hides nothing; cli gives it words and width. */
export function card(facts: CardFacts): Card {
  const { capsule, skill, report, gates } = facts;
  const permissions = cardPermissions(report, capsule.permissions);
  const findings = cardFindings(report, facts.lint);
  const nearest = nearestSkill(skill, facts.installed);
  const why = whyOf(facts.genes);
  const near = nearest === null ? null : { name: nearest.name, source: nearest.source, score: nearest.score, band: nearest.band };
  const changed = treeDigestOf(entriesOf(skill.files)) !== capsule.treeDigest;
  const { trigger, budgets, replay } = facts;
  const risks = risksOf({
    trigger,
    budgets,
    replay,
    permissions,
    findings,
    gates,
    why,
    nearest: near,
    status: capsule.status,
    changed,
    scripts: scriptsOf(skill),
  });
  return {
    schemaVersion: 1,
    skill: capsule.name,
    capsule: capsule.id,
    status: capsule.status,
    sentence: sentenceOf(skill, permissions),
    description: capsule.description,
    risk: risks[0]?.level ?? "low",
    risks,
    headline: headlineOf(risks),
    confirm:
      risks[0]?.level === "blocked" || (capsule.status !== "staged" && capsule.status !== "approved") ? "none" : risks[0]?.level === "high" ? "name" : "key",
    verdict: report.verdict,
    score: report.score,
    permissions,
    findings,
    gates,
    why,
    benefit: "not-known",
    replay,
    model: capsule.model ?? null,
    diff: differenceOf(facts.deployed, skill),
    revision: capsule.revision ?? null,
    edited: editedOf(capsule, skill, facts.generated),
    size: sizeOf(capsule, skill),
    nearest: near,
    trigger,
    budgets,
    treeDigest: capsule.treeDigest,
    expiresAt: capsule.expiresAt,
    decision: capsule.decision,
    approval: facts.approval,
    commands: commandsOf(capsule),
  };
}

function scriptsOf(skill: Skill): number {
  return skill.files.filter((file) => file.path.endsWith(".mjs")).length;
}

/** What will happen, without a word out of the sessions: instructions or a script, and what it touches. */
function sentenceOf(skill: Skill, permissions: readonly CardPermission[]): string {
  const scripts = scriptsOf(skill);
  const named = (kind: PermissionKind, states: readonly CardPermission["state"][]) =>
    permissions.filter((one) => states.includes(one.state) && one.permission.startsWith(`${kind}:`)).map((one) => one.permission.slice(kind.length + 1));
  const anyState = ["asked", "granted", "declared"] as const;
  if (scripts > 0) {
    const acts = (Object.keys(DOES) as PermissionKind[]).flatMap((kind) =>
      named(kind, kind === "process" ? ["asked", "granted"] : anyState).map((name) => `${DOES[kind]} ${name}`),
    );
    return `Adds instructions and ${scripts === 1 ? "a script that" : `${scripts} scripts that`} ${acts.length === 0 ? (scripts === 1 ? "only reads what is piped in" : "only read what is piped in") : few(acts)}.`;
  }
  const programs = named("process", anyState);
  const hosts = named("network", anyState);
  return `Adds instructions that the agent follows with ${programs.length === 0 ? "its own tools" : few(programs)}${hosts.length === 0 ? "" : `, talking to ${few(hosts)}`}. No code of its own.`;
}

/** What a script does with a permission. */
const DOES: Readonly<Record<PermissionKind, string>> = {
  secrets: "uses the secret",
  network: "talks to",
  process: "starts",
  "filesystem.write": "changes",
  "filesystem.read": "reads",
};

function few(names: readonly string[]): string {
  return `${names.slice(0, NAMED).join(", ")}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ""}`;
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
    steps: genes.flatMap((gene) => gene.steps.map((step) => ({ text: step.line.trim() === "" ? step.verb : step.line, seen: step.seen, of: step.of }))),
  };
}

function editedOf({ edited }: Capsule, skill: Skill, generated: Skill | null): Card["edited"] {
  if (edited === undefined) return null;
  return { by: edited.by, at: edited.at, diff: generated === null ? null : differenceOf(generated, skill) };
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
