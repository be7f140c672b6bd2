import { join } from "node:path";
import { adopt } from "#pipeline/adopt";
import { auditCheckpoint, auditFork, auditSeal } from "#pipeline/audit";
import { addApprover, changeRule } from "#pipeline/approver";
import { type Context, openContext } from "#pipeline/context";
import { crystallizeAll } from "#pipeline/crystallize";
import { deploySkill } from "#pipeline/deploy";
import { copyForEdit, dropCopy, takeCopy } from "#pipeline/edit";
import { type Forget, forget } from "#pipeline/forget";
import { gc } from "#pipeline/gc";
import { reopen } from "#pipeline/rejections";
import { decide, type Reply } from "#pipeline/review";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { rollbackSince } from "#pipeline/rollback-since";
import { stageSkill } from "#pipeline/stage";
import { digestOf } from "#kernel/digest";
import type { Gene } from "#kernel/gene";
import type { WriteFiles } from "#kernel/powers";
import type { TargetId } from "#kernel/targets.table";
import { nodePowers } from "#platform/powers";
import { loadGenes, saveGenes } from "#store/state-files";
import { traceStore } from "#store/traces";
import { aRequest, aSource, aTrace } from "../contracts/store-contract.ts";
import { memoryStore } from "../fakes/memory-store.ts";
import { aGene, aStep } from "../stages/generate/a-gene.ts";
import { BY_HAND, type Site } from "./check.ts";

/** The skill that all these acts are about. */
export const NAME = "list-pull-requests";
export const DATA = "/data";
export const ROOT = "/ws/skills";
const NOW = Date.parse("2026-03-09T09:00:00.000Z");
const DAY = 86_400_000;
const CURSOR = "/home/.cursor/skills";
const CLAUDE = "/home/.claude/skills";

/** What an act needs of a disk in memory: the power, and the world outside of the program. */
export type Disk = Readonly<{ files: WriteFiles; put: (path: string, content: string | Uint8Array, mode?: number) => void }>;

/** `before` makes the state from which `act` starts; `act` is one command of the program. */
export type Act = Readonly<{
  name: string;
  before: (disk: Disk) => Promise<void>;
  act: (disk: Disk, process: string) => Promise<unknown>;
  /** Where the skill stands; the folder of OpenClaw when nothing is said. */
  roots?: readonly [string, ...string[]];
}>;

const machine = nodePowers({ env: {}, home: "/home", cwd: "/", programRoot: "/program", user: "ada" });
const shipped = machine.files.bytes(join(nodePowers().host.programRoot, "policy", "policy.json"), 1 << 20);

/** A process on that disk, its ids made from a seed so that every run is the same. The clock stands; a process whose seed ends with `yesterday` has one that was put back. */
export function contextOn(disk: Disk, seed: string): Context {
  let count = 0;
  const hex = (length: number) => digestOf(`${seed} ${(count += 1)}`).slice(0, length);
  const clock = { now: () => (seed.endsWith("yesterday") ? NOW - DAY : NOW) };
  const lock = <T>(_path: string, _wait: number, work: () => T) => work();
  const powers = { ...machine, files: disk.files, lock, ids: { hex }, clock, run: () => null, openStore: memoryStore(disk.files) };
  return openContext(powers, { workspace: "/ws", home: DATA, dryRun: false, tolerant: false, waitMs: 0 });
}

const OTHERS = [
  ...["/ws/skills/other/SKILL.md", "/ws/notes.txt", "/home/decoy", "/ws/skills/.skill-forge"],
  ...[CURSOR, CLAUDE].flatMap((root) => [`${root}/other/SKILL.md`, `${root}/../settings.json`].map((path) => join(path))),
];

/** The shipped policy, other people's files, nothing of ours. */
export function furnish(disk: Disk): void {
  disk.put("/program/policy/policy.json", shipped);
  for (const path of OTHERS) disk.put(path, `decoy ${path}`);
}

/** A disk in memory as a place to look at. */
export function siteOf(disk: Disk, { roots: [root, ...also] = [ROOT] }: Pick<Act, "roots">): Site {
  const { files } = disk;
  const others = () => OTHERS.map((path) => (files.facts(path) === null ? "" : new TextDecoder().decode(files.bytes(path, 1000)))).join("\n");
  return { context: (process) => contextOn(disk, process), root, also, name: NAME, others };
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

const deployTo = (host: TargetId) => (disk: Disk, seed: string) =>
  deploySkill(contextOn(disk, seed), NAME, { force: false, only: "apply", plan: null, to: { host, project: null } });
const deployedTo = (host: TargetId) => async (disk: Disk) => {
  await approved(disk);
  await deployTo(host)(disk, "deploy");
};
const undo = (disk: Disk, seed: string) => Promise.resolve().then(() => undoLast(contextOn(disk, seed), false));
const inTwoPlaces = async (disk: Disk): Promise<void> => {
  await deployed(disk);
  await deployTo("cursor")(disk, "deploy to cursor");
};
const since = (disk: Disk, seed: string) =>
  Promise.resolve().then(() => rollbackSince(contextOn(disk, seed), "2026-03-09", { force: false, seen: null, planOnly: false }));
/** A tree in the store that nothing refers to any more, and a temporary file. */
const cluttered = async (disk: Disk): Promise<void> => {
  await secondDeployed(disk);
  await Promise.resolve(rollbackSkill(contextOn(disk, "to 1"), NAME, { restore: false, force: false, to: 1 }));
  disk.put(`${DATA}/store/${"a".repeat(64)}/SKILL.md`, "# nobody's\n");
  disk.put(`${DATA}/store/${"b".repeat(64)}/scripts/run.mjs`, "1\n");
};
const removedFrom = (host: TargetId) => async (disk: Disk) => {
  await deployedTo(host)(disk);
  await rollback(disk, "remove");
};
const takenFromTwoPlaces = async (disk: Disk): Promise<void> => {
  await inTwoPlaces(disk);
  await since(disk, "take");
};
/** Five sessions on five days that ask for the same. */
const observed = (disk: Disk): Promise<void> => {
  disk.files.makeFolder(DATA, 0o700);
  const at = (day: number): number => NOW - day * DAY;
  const store = traceStore(memoryStore(disk.files)(`${DATA}/traces.sqlite`));
  store.put([
    aSource(
      "log",
      [1, 2, 3, 4, 5].map((day) => aTrace(`s${day}`, at(day), [aRequest(`req-00000${day}`, `s${day}`, at(day))])),
    ),
  ]);
  store.close();
  return Promise.resolve();
};
const crystallize = (disk: Disk, seed: string) => Promise.resolve().then(() => crystallizeAll(contextOn(disk, seed), null));
const crystallized = async (disk: Disk): Promise<void> => {
  await observed(disk);
  await crystallize(disk, "crystallize");
};
const forgets = (what: Forget) => (disk: Disk, seed: string) => Promise.resolve().then(() => forget(contextOn(disk, seed), what));
const NOBODY = { typed: null, signer: null };
const addAda = (disk: Disk, seed: string) => Promise.resolve().then(() => addApprover(contextOn(disk, seed), "ada", "a passphrase of many words", NOBODY));

/** Every act of the pipeline that changes state. Reading logs is not here: it only fills the trace store, a batch at a time. */
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
  { name: "undo", before: secondDeployed, act: undo },
  { name: "deploy to cursor", before: approved, act: deployTo("cursor"), roots: [CURSOR] },
  { name: "deploy to claude code, by a link", before: approved, act: deployTo("claude-code"), roots: [CLAUDE] },
  { name: "rollback of a link", before: deployedTo("claude-code"), act: rollback, roots: [CLAUDE] },
  { name: "undo of the removal of a link", before: removedFrom("claude-code"), act: undo, roots: [CLAUDE] },
  { name: "rollback since, of two places", before: inTwoPlaces, act: since, roots: [ROOT, CURSOR] },
  { name: "undo of two places", before: takenFromTwoPlaces, act: undo, roots: [ROOT, CURSOR] },
  { name: "deploy, the clock put back by a day", before: secondApproved, act: (disk, seed) => deploy(disk, `${seed} yesterday`) },
  { name: "undo, the clock put back by a day", before: secondDeployed, act: (disk, seed) => undo(disk, `${seed} yesterday`) },
  { name: "adopt", before: editedByHand, act: (disk, seed) => adopt(contextOn(disk, seed), NAME, { host: null, project: null }) },
  { name: "gc", before: cluttered, act: (disk, seed) => Promise.resolve().then(() => gc(contextOn(disk, seed), { keep: 1, savedDays: null })) },
  { name: "crystallize", before: observed, act: crystallize },
  { name: "forget before a day", before: crystallized, act: forgets({ kind: "before", value: NOW - 2.5 * DAY }) },
  { name: "forget a session", before: crystallized, act: forgets({ kind: "session", value: "s3" }) },
  { name: "approver init", before: staged, act: addAda },
  {
    name: "approver mode terminal",
    before: approved,
    act: (disk, seed) => Promise.resolve().then(() => changeRule(contextOn(disk, seed), { mode: "terminal" }, NOBODY)),
  },
  { name: "checkpoint", before: staged, act: (disk, seed) => Promise.resolve().then(() => auditCheckpoint(contextOn(disk, seed), null)) },
  { name: "seal", before: deployed, act: (disk, seed) => Promise.resolve().then(() => auditSeal(contextOn(disk, seed))) },
  { name: "fork", before: broken, act: (disk, seed) => Promise.resolve().then(() => auditFork(contextOn(disk, seed))) },
];
