import { Buffer } from "node:buffer";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { anchorOf, type Checkpoint, logOf, originOf, signCheckpoint } from "./checkpoint.ts";
import { type Edge, EMPTY_EDGE, grown, isSame, leafHash, rootOf, spelled } from "./merkle.ts";
import { checkpointText, readCheckpoint, readEdge, signerIn, writeCheckpoint } from "./points.ts";
import { againstMemory, checkLog, type LogPlace, rememberedOf, saying } from "./read-log.ts";
import { brokenChain } from "./refusal.ts";
import type { Verified } from "./quick-line.ts";
import { partsOf, segmentsOf } from "./segments.ts";
import { type LogCheck, verifyParts } from "./verify.ts";

/** A check of the log with the edge of the Merkle tree over all its lines. */
export type TreeCheck = Readonly<{ check: LogCheck; edge: Edge }>;

/**
 * The log from its newest checkpoint on: what came before is vouched for by the signature and not read again, so the cost depends on what is new
 * alone; anchors are held against that part. Without a checkpoint (or without the edge of its tree) every byte is read. Throws as checkLog does.
 */
export function checkSince(files: ReadFiles, place: LogPlace): TreeCheck {
  const point = readCheckpoint(files, place.anchors);
  const known = point === null ? null : readEdge(files, place.anchors, point);
  const { all, missing } = segmentsOf(files, place.path);
  const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
  // a log that is gone or ends before the checkpoint was cut: the whole of what is left tells where
  if (point === null || known === null || missing !== null || bytes < point.bytes) return checkWhole(files, place, []);
  const tree = treeFrom(known);
  const said = saying(["log.anchored"]);
  const memory = rememberedOf(files, place);
  const state = { events: point.size, lastChecksum: point.chain, logId: logOf(point) };
  const anchors = [anchorOf(point), ...memory.anchors];
  const hear = (verified: Verified, line: string): void => {
    said.hear(verified);
    tree.add(line);
  };
  const found = verifyParts(partsOf(files, all, point.bytes), anchors, hear, { state, bytes: point.bytes });
  const check = againstMemory(found, said, memory);
  return { check, edge: tree.edge() };
}

/** Every byte, and the Merkle root at the size of each of these checkpoints: one that does not fit makes the log rolled back. */
export function checkWhole(files: ReadFiles, place: LogPlace, points: readonly Checkpoint[]): TreeCheck {
  const tree = treeFrom(EMPTY_EDGE);
  const wrong = new Set<Checkpoint>();
  const bySize = Map.groupBy(points, (one) => one.size);
  const lying: Verified[] = [];
  const check = checkLog(files, place, (verified, line) => {
    // a new segment names the root of all that came before it; the chain itself never looks at roots
    if (verified.type === "log.continued" && verified.event().data.root !== spelled(rootOf(tree.edge()))) lying.push(verified);
    tree.add(line);
    for (const point of bySize.get(tree.edge().size) ?? []) if (!isSame(rootOf(tree.edge()), point.root) || verified.checksum !== point.chain) wrong.add(point);
  });
  const [liar] = lying;
  if (liar !== undefined && check.status === "ok") {
    const firstBad = { line: liar.seq + 1, reason: "wrong-segment" as const, detail: "a segment names another Merkle root for what came before it" };
    return { check: { ...check, status: "broken", firstBad }, edge: tree.edge() };
  }
  const missed = points.find((one) => wrong.has(one) || one.size > check.events || (check.logId !== null && one.origin !== originOf(check.logId)));
  if (missed === undefined || check.status !== "ok") return { check, edge: tree.edge() };
  const detail = wrong.has(missed)
    ? `the first ${missed.size} events are not the ones of a checkpoint`
    : missed.size > check.events
      ? `${check.events} events are left of the ${missed.size} of a checkpoint`
      : `a checkpoint is of another log (${missed.origin})`;
  const reason = wrong.has(missed) ? "rewritten" : missed.size > check.events ? "shorter-than-anchor" : "other-log";
  return { check: { ...check, status: "rolled-back", firstBad: { line: Math.min(missed.size, check.events + 1), reason, detail } }, edge: tree.edge() };
}

/** A signed checkpoint of the log as it is now, kept beside the anchor. The caller holds the lock and had every byte verified. `accepted`: a person takes a log that is not anchored for the right one. Throws CHAIN_BROKEN, NOT_FOUND for a log without events. */
export function takeCheckpoint(
  files: WriteFiles,
  place: LogPlace,
  hex: (length: number) => string,
  accepted = false,
): Readonly<{ point: Checkpoint; note: string }> {
  const { check, edge } = checkSince(files, place);
  if (check.status !== "ok" && !(accepted && check.status === "unanchored")) throw brokenChain(place.path, check);
  if (check.logId === null) throw new ForgeError("NOT_FOUND", "the audit log has no events yet, so there is nothing to sign");
  const point = { origin: originOf(check.logId), size: check.events, root: Buffer.from(rootOf(edge)), chain: check.lastChecksum, bytes: check.bytes };
  const before = readCheckpoint(files, place.anchors);
  // the same state is not signed twice: Ed25519 would give the same note anyway, and a write less can fail
  const kept = before !== null && before.origin === point.origin && before.size === point.size ? checkpointText(files, place.anchors) : null;
  if (kept !== null) return { point, note: kept };
  const note = signCheckpoint(point, signerIn(files, place.anchors, hex));
  writeCheckpoint(files, place.anchors, note, edge);
  return { point, note };
}

function treeFrom(start: Edge): Readonly<{ add: (line: string) => void; edge: () => Edge }> {
  let edge = start;
  return {
    add: (line) => {
      edge = grown(edge, leafHash(new TextEncoder().encode(line)));
    },
    edge: () => edge,
  };
}
