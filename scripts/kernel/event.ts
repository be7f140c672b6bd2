import { canonicalJson, type Json } from "./canonical-json.ts";
import { type Digest, digestOf } from "./digest.ts";

/** What can be recorded. Each decision is one event; digests and ids only, never content. */
export const EVENT_TYPES = [
  "log.created",
  "log.recovered",
  "log.continued",
  "log.anchored",
  "observe.done",
  "forget.begun",
  "traces.forgotten",
  "gene.changed",
  "capsule.staged",
  "capsule.scanned",
  "capsule.edited",
  "capsule.approved",
  "capsule.rejected",
  "capsule.reopened",
  "capsule.expired",
  "finding.accepted",
  "model.asked",
  "deploy.begun",
  "deploy.done",
  "deploy.recovered",
  "rollback.begun",
  "rollback.done",
  "rollback.stopped",
  "gc.begun",
  "gc.done",
  "state.repaired",
  "approval.mode",
  "approval.signed",
  "approver.added",
  "approver.revoked",
  "evidence.given",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Events that change who may say yes, and how. */
export const WHO_APPROVES: ReadonlySet<EventType> = new Set<EventType>(["approval.mode", "approver.added", "approver.revoked"]);

/** One line of `events.jsonl`. `seq` counts from 0; `ts` is ISO 8601 in UTC with milliseconds; `prev` is the checksum before it, 64 zeros for the first. */
export type ForgeEvent = Readonly<{
  v: 1;
  seq: number;
  ts: string;
  type: EventType;
  actor: string;
  txn: string | null;
  data: Readonly<Record<string, Json>>;
  prev: Digest;
  checksum: Digest;
}>;

export const FIRST_PREV: Digest = "0".repeat(64);

/** Stands before what is hashed. */
export const EVENT_DOMAIN = "skill-forge/event/v1\n";

/** Record without checksum -> its checksum: SHA-256 over a domain line and the canonical JSON, so that no other document of ours can pass for an event. */
export function checksumOf(record: Omit<ForgeEvent, "checksum">): Digest {
  return digestOf(`${EVENT_DOMAIN}${canonicalJson(record)}`);
}
