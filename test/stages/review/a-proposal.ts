import type { Capsule } from "#kernel/capsule";
import type { Finding, ScanReport } from "#kernel/finding";
import type { Gene } from "#kernel/gene";
import type { Policy } from "#kernel/policy";
import type { InstalledSkill, Skill } from "#kernel/skill";
import type { TriggerReport } from "#kernel/trigger";
import { entriesOf, type SkillFile, textOf, treeDigestOf } from "#kernel/tree";
import { generate } from "#stages/generate/generate";
import type { LintFacts } from "#stages/review/lint/rule";
import { aGene } from "../generate/a-gene.ts";

export const POLICY_DIGEST = "c".repeat(64);
export const NOW = "2026-03-10T09:00:00.000Z";

const POLICY: Policy = {
  schemaVersion: 1,
  support: { sessions: 3, days: 2, successRate: 0.7 },
  proposals: { atOnce: 3, expireDays: 14 },
  skill: { warnTokens: 1500, maxTokens: 5000, maxLines: 500 },
  scan: {
    limits: { files: 100, fileBytes: 1000000, totalBytes: 5000000, findings: 500, depth: 100, nodes: 100000 },
    warnScore: 10,
    denyScore: 40,
    weights: {},
  },
  read: { lineBytes: 1000000, days: 7, keepDays: 0, keepText: false, hideEmails: false, projects: { allow: [], deny: [] } },
  approval: { mode: "open", threshold: 1 },
  grants: [],
};

export function lintFacts(parts: Partial<LintFacts> = {}): LintFacts {
  return { installed: [], genes: null, generated: true, policy: POLICY, host: null, world: null, problems: [], ...parts };
}

export function aSkill(gene: Gene = aGene()): Skill {
  return generate({ genes: [gene], template: null, name: null, description: null }).skill;
}

/** A skill written by hand: SKILL.md and other files as text. */
export function handSkill(text: string, others: Readonly<Record<string, string>> = {}, name = "demo-skill"): Skill {
  const files = Object.entries({ "SKILL.md": text, ...others }).map(
    ([path, content]): SkillFile => ({ path, mode: 0o644, bytes: new TextEncoder().encode(content) }),
  );
  return { name, files };
}

export function withFile(skill: Skill, path: string, change: (text: string) => string): Skill {
  return { ...skill, files: skill.files.map((file) => (file.path === path ? { ...file, bytes: new TextEncoder().encode(change(textOf(file))) } : file)) };
}

export function installedFrom(skill: Skill, source = "openclaw-workspace"): InstalledSkill {
  const text = textOf(skill.files.find((file) => file.path === "SKILL.md") ?? { path: "", mode: 0, bytes: new Uint8Array() });
  const description = /^description: (.*)$/m.exec(text)?.[1] ?? "";
  return { name: skill.name, description, body: text.split(/^---$/m).slice(2).join("---"), folder: `/skills/${skill.name}`, root: "/skills", source };
}

export function aFinding(parts: Partial<Finding> = {}): Finding {
  return {
    ruleId: "sample-rule",
    category: "sample",
    severity: "medium",
    disposition: "warn",
    message: "something was seen",
    file: "SKILL.md",
    range: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 5 },
    snippet: "x",
    excerpt: null,
    evidence: [],
    flow: [],
    permission: null,
    fingerprint: "f".repeat(16),
    suppressed: false,
    accepted: null,
    ...parts,
  };
}

export function aReport(skill: Skill, parts: Partial<ScanReport> = {}): ScanReport {
  const entries = entriesOf(skill.files);
  return {
    schemaVersion: 1,
    tool: { name: "skill-forge", version: "0.1.0", ruleset: "d".repeat(64) },
    policy: POLICY_DIGEST,
    profile: "compiled",
    target: { name: skill.name, digest: treeDigestOf(entries) },
    verdict: "pass",
    causes: [],
    score: 0,
    findings: [],
    capabilities: [],
    permissions: { required: [], declared: [], granted: [], missing: [] },
    coverage: entries.map(({ path, bytes, sha256 }) => ({ file: path, kind: "text", bytes, sha256, scanned: true, reason: null })),
    stats: { files: entries.length, bytes: 0, filesRead: entries.length, bytesRead: 0, suppressed: 0 },
    ...parts,
  };
}

/** Six of six wordings found, nothing else taken. */
export function aTrigger(parts: Partial<TriggerReport> = {}): TriggerReport {
  return {
    verdict: "clean",
    detail: "finds it in 6 of 6 held-out wordings; 0 of 4 near misses",
    rivals: 1,
    heldOut: { tried: 6, first: 6, refused: 0, mrr: 1, margin: 0.5 },
    nearMisses: { tried: 4, hits: 0 },
    outOfScope: { tried: 10, hits: 0 },
    stolenBy: [],
    takesFrom: [],
    advice: null,
    ...parts,
  };
}

export function aCapsule(skill: Skill, parts: Partial<Capsule> = {}): Capsule {
  const made = generate({ genes: [aGene()], template: null, name: null, description: null });
  const files = [...entriesOf(skill.files)];
  return {
    id: "capsule-0123456789ab",
    name: skill.name,
    description: made.description,
    status: "staged",
    genes: [{ id: "gene-0123456789ab", version: 2 }],
    template: made.template,
    files,
    treeDigest: treeDigestOf(files),
    content: made.content,
    permissions: made.permissions,
    scan: null,
    gates: [],
    decision: null,
    generation: null,
    createdAt: "2026-03-09T09:00:00.000Z",
    expiresAt: "2026-03-23T09:00:00.000Z",
    history: [{ status: "staged", at: "2026-03-09T09:00:00.000Z" }],
    ...parts,
  };
}
