import { checksumOf, type ForgeEvent } from "#kernel/event";
import { addApprover, changeRule, openApprover, type ApproverSigner } from "#pipeline/approver";
import { decide, type Reply } from "#pipeline/review";
import { stageSkill } from "#pipeline/stage";
import { loadCapsules } from "#store/state-files";
import { canonicalJson } from "#kernel/canonical-json";
import { aGene } from "../fakes/a-gene.ts";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";

export const YES: Reply = { kind: "approved", how: "unattended", reason: "", grants: null, denyGrants: [], accepted: [] };
export const NO: Reply = { ...YES, kind: "rejected", reason: "no" };

/** Keys on a disk where ada and bob may approve and signatures are asked for; eve has a key of another place. `name` waits for a decision. */
export type Signing = Readonly<{ disk: MemoryDisk; ada: ApproverSigner; bob: ApproverSigner; eve: ApproverSigner; name: string }>;

export async function aSigningDisk(): Promise<Signing> {
  const elsewhere = aDisk();
  addApprover(contextOn(elsewhere), "eve", "eve's own passphrase", { typed: null, signer: null });
  const disk = aDisk();
  const passphrase = "a passphrase of many words";
  for (const name of ["ada", "bob"]) addApprover(contextOn(disk), name, passphrase, { typed: null, signer: null });
  const name = await aProposal(disk);
  changeRule(contextOn(disk), { mode: "signature" }, { typed: null, signer: null });
  return {
    disk,
    ada: openApprover(contextOn(disk), "ada", passphrase),
    bob: openApprover(contextOn(disk), "bob", passphrase),
    eve: openApprover(contextOn(elsewhere), "eve", "eve's own passphrase"),
    name,
  };
}

/** Stages a skill -> its name. */
export async function aProposal(disk: MemoryDisk, differences: Parameters<typeof aGene>[0] = {}): Promise<string> {
  const staged = await stageSkill(contextOn(disk), { genes: [aGene(differences)], template: null, name: null, description: null, onlyNews: false });
  if (staged.kind !== "staged") throw new Error(staged.reason);
  return staged.capsule.name;
}

export function approve(disk: MemoryDisk, name: string, signer: ApproverSigner | null, more: Partial<Reply> = {}) {
  return decide(contextOn(disk), name, { ...YES, signer, ...more });
}

type Edited = { id: string; name: string; status: string; treeDigest: string; decision: Record<string, unknown> | null; [key: string]: unknown };

/** Somebody edits capsules.json. */
export function editCapsules(disk: MemoryDisk, edit: (capsules: Edited[]) => void): void {
  const capsules = structuredClone(loadCapsules(disk.files, "/data")) as unknown as Edited[];
  edit(capsules);
  disk.put("/data/capsules.json", JSON.stringify({ schemaVersion: 1, capsules }));
}

export function eventsOn(disk: MemoryDisk): readonly ForgeEvent[] {
  const text = new TextDecoder().decode(disk.files.bytes("/data/events.jsonl", 1 << 24));
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ForgeEvent);
}

/** Somebody adds a line to the log that fits the chain, as anybody can who may write the file. */
export function forgeEvent(disk: MemoryDisk, type: ForgeEvent["type"], data: ForgeEvent["data"]): void {
  const last = eventsOn(disk).at(-1);
  if (last === undefined) throw new Error("there is no log");
  const record = { v: 1, seq: last.seq + 1, ts: last.ts, type, actor: "user:ada", txn: null, data, prev: last.checksum } as const;
  const text = new TextDecoder().decode(disk.files.bytes("/data/events.jsonl", 1 << 24));
  disk.put("/data/events.jsonl", `${text}${canonicalJson({ ...record, checksum: checksumOf(record) })}\n`);
}

/** The list of approvers outside of the data folder. */
export function listPath(disk: MemoryDisk): string {
  const found = Object.keys(disk.picture("/home")).find((path) => path.endsWith("/approvers.json"));
  if (found === undefined) throw new Error("there is no list of approvers");
  return found;
}
