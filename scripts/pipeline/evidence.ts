import { inclusionProof, leafHash, spelled } from "#audit/merkle";
import { readVerifier } from "#audit/points";
import { checkLog } from "#audit/read-log";
import { brokenChain } from "#audit/refusal";
import { takeCheckpoint } from "#audit/take";
import type { Capsule } from "#kernel/capsule";
import { ForgeError } from "#kernel/errors";
import { type ForgeEvent, WHO_APPROVES } from "#kernel/event";
import type { Gene } from "#kernel/gene";
import { VERSION } from "#kernel/version";
import { loadCapsules, loadGenes } from "#store/state-files";
import { changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { logPlaceOf } from "./log-place.ts";
import { namesInLog } from "./salts.ts";

/** One stored line of the log with the proof that it stands at `index` of the signed tree (RFC 9162), hashes as base64. */
export type ProvenEvent = Readonly<{ index: number; line: string; proof: readonly string[] }>;

/**
 * Everything that shows why a skill may run, for somebody who has neither this program nor this machine: an in-toto statement about the skill's tree
 * digest, the events that its claims rest on, and the signed checkpoint that they are part of. Holds digests, ids and decisions, and no content of sessions.
 */
export type EvidenceBundle = Readonly<{
  schemaVersion: 1;
  statement: Readonly<Record<string, unknown>>;
  events: readonly ProvenEvent[];
  checkpoint: string;
  key: string;
}>;

/**
 * Skill -> its bundle. That it is given out is recorded, and this last event names every change of who may approve: so none of them, a revoked key least of
 * all, can be left out of the bundle. Signs the log as it is then. Throws NOT_FOUND (no such skill, or nobody decided on it), CHAIN_BROKEN. Linear in the log for each event of the skill.
 */
export function evidenceOf(context: Context, name: string): EvidenceBundle {
  const { powers, places } = context;
  const capsules = loadCapsules(powers.files, places.data).filter((one) => one.name === name);
  const capsule = capsules.findLast((one) => one.decision?.kind === "approved") ?? capsules.at(-1);
  if (capsule === undefined) throw new ForgeError("NOT_FOUND", `there is no skill ${name}`);
  if (capsule.decision === null) throw new ForgeError("NOT_FOUND", `nobody has decided on ${name} yet, so there is nothing to prove`);
  const place = logPlaceOf(context);
  return changing(context, ({ record }) => {
    const who: string[] = [];
    checkLog(powers.files, place, ({ type, checksum }) => {
      if (WHO_APPROVES.has(type)) who.push(checksum);
    });
    record("evidence.given", { skill: name, capsule: capsule.id, who });
    const { note } = takeCheckpoint(powers.files, place, powers.ids.hex);
    const lines: string[] = [];
    const wanted: number[] = [];
    const about = aboutSkill(context, name, capsules);
    const check = checkLog(powers.files, place, ({ seq, event }, line) => {
      lines.push(line);
      if (about(event())) wanted.push(seq);
    });
    if (check.status !== "ok") throw brokenChain(place.path, check);
    const leaves = lines.map((line) => leafHash(new TextEncoder().encode(line)));
    const events = wanted.map((index) => ({ index, line: lines[index] ?? "", proof: inclusionProof(leaves, index).map(spelled) }));
    const genes = loadGenes(powers.files, places.data);
    return {
      schemaVersion: 1,
      statement: statementOf(capsule, genes),
      events,
      checkpoint: note,
      key: readVerifier(powers.files, place.anchors)?.spelled ?? "",
    };
  });
}

function aboutSkill(context: Context, name: string, capsules: readonly Capsule[]): (event: ForgeEvent) => boolean {
  const ids = new Set(capsules.map((one) => one.id));
  const known = capsules.flatMap((one) => one.genes.map((gene) => gene.id));
  // logs of earlier programs name genes as they are
  const genes = new Set([...known, ...namesInLog(context, known)]);
  return ({ type, data }) =>
    type === "log.created" ||
    // who could approve, and how, then and since: the public keys stand in these
    WHO_APPROVES.has(type) ||
    data.skill === name ||
    (typeof data.capsule === "string" && ids.has(data.capsule)) ||
    (type === "gene.changed" && Array.isArray(data.genes) && data.genes.some((one) => genes.has(String((one as Record<string, unknown>).id))));
}

/** in-toto Statement v1 (attestation framework, spec/v1/statement.md). */
function statementOf(capsule: Capsule, genes: readonly Gene[]): Readonly<Record<string, unknown>> {
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: capsule.name, digest: { sha256: capsule.treeDigest } }],
    predicateType: "urn:skill-forge:skill-evidence:v1",
    predicate: {
      producer: { name: "skill-forge", version: VERSION },
      capsule: capsule.id,
      template: capsule.template,
      sources: capsule.genes.map(({ id, version }) => {
        const gene = genes.find((one) => one.id === id);
        return { gene: id, version, sessions: gene?.sessions.length ?? null, days: gene?.days.length ?? null };
      }),
      files: capsule.files,
      scan: capsule.scan,
      gates: capsule.gates,
      decision: capsule.decision,
    },
  };
}
