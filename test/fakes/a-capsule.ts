import type { Capsule } from "#kernel/capsule";
import { stableId } from "#kernel/digest";
import type { Approved, Skill } from "#kernel/skill";
import { entriesOf, treeDigestOf } from "#kernel/tree";

export const POLICY = "0".repeat(64);
const AT = "2026-03-02T10:00:00.000Z";

/** Names and contents -> a skill; a name that ends in `.mjs` is executable. */
export function aSkill(name: string, content: Readonly<Record<string, string>>): Skill {
  const files = Object.entries(content).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text), mode: path.endsWith(".mjs") ? 0o755 : 0o644 }));
  return { name, files };
}

/** A capsule whose approval covers exactly this skill. The brand is review's to give; a test has to forge it. */
export function approvedFor(skill: Skill, change: Partial<Capsule> = {}): Approved<Capsule> {
  const files = entriesOf(skill.files).map((one) => ({ ...one }));
  const treeDigest = treeDigestOf(files);
  const capsule: Capsule = {
    id: stableId("capsule", skill.name, treeDigest),
    name: skill.name,
    description: "Reports on something",
    status: "approved",
    genes: [{ id: "gene-000000000001", version: 1 }],
    template: { id: "procedure", version: 1, digest: POLICY },
    files,
    treeDigest,
    content: { key: POLICY, sessions: 3 },
    permissions: { filesystem: { read: [], write: [] }, network: [], process: [], secrets: [] },
    scan: null,
    gates: [],
    decision: { kind: "approved", by: "tester", how: "terminal", at: AT, treeDigest, policyDigest: POLICY, grants: [], accepted: [], reason: "" },
    generation: null,
    createdAt: AT,
    expiresAt: "2026-04-01T10:00:00.000Z",
    history: [{ status: "staged", at: AT }],
    ...change,
  };
  return capsule as Approved<Capsule>;
}
