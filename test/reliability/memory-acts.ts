import { join } from "node:path";
import { auditCheckpoint, auditFork, auditSeal } from "#pipeline/audit";
import { type Context, openContext } from "#pipeline/context";
import { deploySkill } from "#pipeline/deploy";
import { copyForEdit, dropCopy, takeCopy } from "#pipeline/edit";
import { reopen } from "#pipeline/rejections";
import { decide, type Reply } from "#pipeline/review";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { stageSkill } from "#pipeline/stage";
import { digestOf } from "#kernel/digest";
import type { Gene } from "#kernel/gene";
import type { WriteFiles } from "#kernel/powers";
import { nodePowers } from "#platform/powers";
import { loadGenes, saveGenes } from "#store/state-files";
import { aGene, aStep } from "../stages/generate/a-gene.ts";
import { BY_HAND, type Site } from "./check.ts";

/** The skill that all these acts are about. */
export const NAME = "list-pull-requests";
export const DATA = "/data";
export const ROOT = "/ws/skills";
const NOW = Date.parse("2026-03-09T09:00:00.000Z");

/** What an act needs of a disk in memory: the power, and the world outside of the program. */
export type Disk = Readonly<{ files: WriteFiles; put: (path: string, content: string | Uint8Array, mode?: number) => void }>;

/** `before` makes the state from which `act` starts; `act` is one command of the program. */
export type Act = Readonly<{ name: string; before: (disk: Disk) => Promise<void>; act: (disk: Disk, process: string) => Promise<unknown> }>;

const machine = nodePowers({ env: {}, home: "/home", cwd: "/", programRoot: "/program", user: "ada" });
const shipped = machine.files.bytes(join(nodePowers().host.programRoot, "policy", "policy.json"), 1 << 20);

/** A process on that disk, its ids made from a seed so that every run is the same. The clock stands. */
export function contextOn(disk: Disk, seed: string): Context {
  let count = 0;
  const hex = (length: number) => digestOf(`${seed} ${(count += 1)}`).slice(0, length);
  const lock = <T>(_path: string, _wait: number, work: () => T) => work();
  const powers = { ...machine, files: disk.files, lock, ids: { hex }, clock: { now: () => NOW }, run: () => null };
  return openContext(powers, { workspace: "/ws", home: DATA, dryRun: false, tolerant: false, waitMs: 0 });
}

const OTHERS = ["/ws/skills/other/SKILL.md", "/ws/notes.txt", "/home/decoy", "/ws/skills/.skill-forge"];

/** The shipped policy, other people's files, nothing of ours. */
export function furnish(disk: Disk): void {
  disk.put("/program/policy/policy.json", shipped);
  for (const path of OTHERS) disk.put(path, `decoy ${path}`);
}

/** A disk in memory as a place to look at. */
export function siteOf(disk: Disk): Site {
  const { files } = disk;
  const others = () => OTHERS.map((path) => (files.facts(path) === null ? "" : new TextDecoder().decode(files.bytes(path, 1000)))).join("\n");
  return { context: (process) => contextOn(disk, process), root: ROOT, name: NAME, others };
}

const YES: Reply = { kind: "approved", how: "terminal", reason: "", grants: null, denyGrants: [], accepted: [] };
const NO: Reply = { ...YES, kind: "rejected", reason: "not like this" };

const FIRST = aGene();
const GROWN = aGene({
  version: 3,
  uses: 44,
  evidence: [...FIRST.evidence, "req-001fff", "req-002fff"],
  steps: [
    aStep("gh auth status", { seen: 20, of: 36, evidence: ["req-001fff"] }),
    aStep("gh pr list --repo {repo} --state open --json number,title,author", { seen: 36, of: 36 }),
    aStep("gh pr checks --repo {repo}", { seen: 30, of: 36 }),
  ],
});

const stage = (disk: Disk, seed: string, gene: Gene = FIRST) =>
  stageSkill(contextOn(disk, seed), { genes: [gene], template: null, name: null, description: null, onlyNews: true });
const know = (disk: Disk, gene: Gene): void => {
  disk.files.makeFolder(DATA, 0o700);
  saveGenes(disk.files, DATA, [gene, ...loadGenes(disk.files, DATA).filter((one) => one.id !== gene.id)]);
};
const staged = async (disk: Disk): Promise<void> => {
  know(disk, FIRST);
  await stage(disk, "stage");
};
const approve = (disk: Disk, seed: string) => decide(contextOn(disk, seed), NAME, YES);
const approved = async (disk: Disk): Promise<void> => {
  await staged(disk);
  await approve(disk, "approve");
};
const deploy = (disk: Disk, seed: string, force = false) => deploySkill(contextOn(disk, seed), NAME, { force, only: "apply", plan: null });
const deployed = async (disk: Disk): Promise<void> => {
  await approved(disk);
  await deploy(disk, "deploy");
};
const secondStaged = async (disk: Disk): Promise<void> => {
  await deployed(disk);
  know(disk, GROWN);
  await stage(disk, "stage 2", GROWN);
};
const secondApproved = async (disk: Disk): Promise<void> => {
  await secondStaged(disk);
  await approve(disk, "approve 2");
};
const secondDeployed = async (disk: Disk): Promise<void> => {
  await secondApproved(disk);
  await deploy(disk, "deploy 2");
};
const rejected = async (disk: Disk): Promise<void> => {
  await staged(disk);
  await decide(contextOn(disk, "reject"), NAME, NO);
};
const editedByHand = async (disk: Disk): Promise<void> => {
  await deployed(disk);
  disk.put(`${ROOT}/${NAME}/SKILL.md`, "# by hand\n");
  disk.put(`${ROOT}/${NAME}/${BY_HAND}`, "mine\n", 0o600);
};
const broken = async (disk: Disk): Promise<void> => {
  await deployed(disk);
  const path = `${DATA}/events.jsonl`;
  const bytes = disk.files.bytes(path, 1 << 20);
  disk.put(path, bytes.subarray(0, bytes.byteLength >> 1), 0o600);
};
const edit = async (disk: Disk, seed: string) => {
  const context = contextOn(disk, seed);
  const copy = copyForEdit(context, NAME);
  const path = `${copy.folder}/SKILL.md`;
  // the same text however often it is done
  disk.put(path, `${new TextDecoder().decode(disk.files.bytes(path, 1 << 20)).replace("\nMind the gap.\n", "")}\nMind the gap.\n`);
  const result = await takeCopy(context, copy);
  dropCopy(context, copy.folder);
  return result;
};
const rollback = (disk: Disk, seed: string, options: Readonly<{ restore?: boolean; force?: boolean }> = {}) =>
  Promise.resolve().then(() => rollbackSkill(contextOn(disk, seed), NAME, { restore: false, force: false, ...options }));

/** Every act of the pipeline that changes state, but those on the trace store, which is a database with its own journal. */
export const ACTS: readonly Act[] = [
  { name: "generate", before: (disk) => Promise.resolve().then(() => know(disk, FIRST)), act: stage },
  {
    name: "generate a new version",
    before: async (disk) => {
      await deployed(disk);
      know(disk, GROWN);
    },
    act: (disk, seed) => stage(disk, seed, GROWN),
  },
  { name: "approve", before: staged, act: approve },
  { name: "reject", before: staged, act: (disk, seed) => decide(contextOn(disk, seed), NAME, NO) },
  { name: "reopen", before: rejected, act: (disk, seed) => Promise.resolve().then(() => reopen(contextOn(disk, seed), NAME, null)) },
  { name: "edit what is staged", before: staged, act: edit },
  { name: "deploy", before: approved, act: deploy },
  { name: "deploy a new version", before: secondApproved, act: deploy },
  {
    name: "deploy over a hand edit by force",
    before: async (disk) => {
      await secondApproved(disk);
      disk.put(`${ROOT}/${NAME}/${BY_HAND}`, "mine\n", 0o600);
    },
    act: (disk, seed) => deploy(disk, seed, true),
  },
  { name: "rollback", before: secondDeployed, act: rollback },
  { name: "rollback of a hand edit by force", before: editedByHand, act: (disk, seed) => rollback(disk, seed, { force: true }) },
  { name: "restore", before: secondDeployed, act: (disk, seed) => rollback(disk, seed, { restore: true }) },
  { name: "undo", before: secondDeployed, act: (disk, seed) => Promise.resolve().then(() => undoLast(contextOn(disk, seed), false)) },
  { name: "checkpoint", before: staged, act: (disk, seed) => Promise.resolve().then(() => auditCheckpoint(contextOn(disk, seed), null)) },
  { name: "seal", before: deployed, act: (disk, seed) => Promise.resolve().then(() => auditSeal(contextOn(disk, seed))) },
  { name: "fork", before: broken, act: (disk, seed) => Promise.resolve().then(() => auditFork(contextOn(disk, seed))) },
];
