import type { Capsule } from "#kernel/capsule";
import { stableId } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { Skill } from "#kernel/skill";
import { entriesOf, isHostPath, treeDigestOf } from "#kernel/tree";
import { changedEntries, type EntryChange, unsafeTarget } from "#stages/deploy/refusal";
import { descriptionOf, editedSkill } from "#stages/review/edited";
import { readFolder } from "#store/read-folder";
import { loadCapsules, loadRollbacks, saveCapsules } from "#store/state-files";
import { writeStaged } from "#store/trees";
import { type Change, changing } from "./changing.ts";
import { actorOf, type Context, nowOf } from "./context.ts";
import { liveAt } from "./hosts.ts";
import { inspect, type Inspection } from "./inspect.ts";
import { type Narrowed, placeToRollBack } from "./rollback-place.ts";
import { loadScanner, type Scan } from "./scanner.ts";
import { isOpen, superseded } from "./stage.ts";

export type AdoptResult = Readonly<{
  schemaVersion: 1;
  status: "staged" | "planned" | "nothing";
  skill: string;
  host: string;
  path: string;
  differences: readonly EntryChange[];
  capsule: Capsule | null;
  verdict: string | null;
  failed: readonly string[];
}>;

/**
 * A deployed skill that a person changed by hand -> a proposal with their bytes, checked like any other: scan, lint, gates, and then a person's decision.
 * Nothing at the place is touched, and what waits already is not proposed twice; what was unscanned stays unscanned until it is approved and deployed. Throws NOT_FOUND for what is not deployed,
 * USAGE when it stands at several places and none was named, UNSAFE_PATH for links and the like.
 */
export async function adopt(context: Context, name: string, at: Narrowed): Promise<AdoptResult> {
  const scan = await loadScanner();
  return context.dryRun ? adopted(context, null, scan, { name, at }) : changing(context, (change) => adopted(context, change, scan, { name, at }));
}

function adopted(context: Context, change: Change | null, scan: Scan, { name, at }: Readonly<{ name: string; at: Narrowed }>): AdoptResult {
  const { powers, places } = context;
  const { files } = powers;
  const history = loadRollbacks(files, places.data);
  const place = placeToRollBack(context, history, name, at);
  const live = liveAt(context, place, name);
  const last = history.findLast((one) => one.skill === name && one.path === live.path);
  const facts = { schemaVersion: 1 as const, skill: name, host: place.host, path: live.path };
  const capsules = loadCapsules(files, places.data);
  const deployed = capsules.find((one) => one.id === last?.after?.capsule);
  if (last?.after == null || deployed === undefined) throw new ForgeError("NOT_FOUND", `${name} is not deployed, so there is nothing of it to adopt`);
  const unsafe = unsafeTarget(live);
  if (unsafe !== null) throw new ForgeError(unsafe.code, unsafe.message, { details: { path: live.path } });
  const differences = live.entries === null ? [] : changedEntries(last.after.files, live.entries);
  if (differences.length === 0 || live.treeDigest === null) return { ...facts, status: "nothing", differences, capsule: null, verdict: null, failed: [] };

  const read = readFolder(files, live.link ?? live.path, context.policy.scan.limits).skill.files.filter((one) => !isHostPath(one.path));
  const skill = editedSkill({ name, files: read });
  if (change !== null) writeStaged(files, places.data, skill);
  const treeDigest = treeDigestOf(entriesOf(skill.files));
  const same = capsules.find((one) => isOpen(context, one) && one.name === name && one.adopted === live.treeDigest && one.treeDigest === treeDigest);
  if (same !== undefined) return { ...facts, status: "staged", differences, capsule: same, verdict: same.scan?.verdict ?? null, failed: failedOf(same.gates) };
  const inspection = inspect(context, scan, skill, deployed.permissions, []);
  const capsule = capsuleOf(context, { deployed, skill, live: live.treeDigest, inspection });
  if (change !== null) {
    change.record("capsule.staged", {
      capsule: capsule.id,
      skill: name,
      tree: capsule.treeDigest,
      template: capsule.template.id,
      genes: capsule.genes.map((one) => ({ ...one })),
      adopted: live.treeDigest,
      generation: last.generation,
      host: place.host,
    });
    change.record("capsule.scanned", {
      capsule: capsule.id,
      verdict: inspection.scan.verdict,
      score: inspection.scan.score,
      report: inspection.scan.report,
      policy: context.policyDigest,
    });
    // the log before the capsule that it tells of
    saveCapsules(files, places.data, [...capsules.map((one) => superseded(one, capsule)), capsule]);
  }
  const status = change === null ? "planned" : "staged";
  return { ...facts, status, differences, capsule, verdict: inspection.scan.verdict, failed: failedOf(inspection.gates) };
}

function failedOf(gates: Inspection["gates"]): readonly string[] {
  return gates.filter((one) => one.result === "failed").map((one) => `${one.gate}: ${one.detail}`);
}

type Made = Readonly<{ deployed: Capsule; skill: Skill; live: string; inspection: Inspection }>;

/** The capsule of what is deployed, with the person's bytes. What the compiler says without them stays the base of the version after it. */
function capsuleOf(context: Context, { deployed, skill, live, inspection }: Made): Capsule {
  const at = nowOf(context);
  const { revision, scan: _scan, gates: _gates, model: _model, ...kept } = deployed;
  const files = entriesOf(skill.files).map((one) => ({ ...one }));
  const treeDigest = treeDigestOf(files);
  return {
    ...kept,
    id: stableId("capsule", skill.name, treeDigest, at),
    status: "staged",
    description: descriptionOf(skill) ?? deployed.description,
    files,
    treeDigest,
    edited: { by: actorOf(context), at, generated: revision?.next ?? deployed.edited?.generated ?? deployed.treeDigest },
    adopted: live,
    scan: inspection.scan,
    gates: inspection.gates.map((one) => ({ ...one })),
    decision: null,
    generation: null,
    createdAt: at,
    expiresAt: new Date(context.powers.clock.now() + context.policy.proposals.expireDays * 86_400_000).toISOString(),
    history: [{ status: "staged", at }],
  };
}
