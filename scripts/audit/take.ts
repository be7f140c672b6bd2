import { Buffer } from "node:buffer";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { anchorOf, type Checkpoint, logOf, originOf, signCheckpoint } from "./checkpoint.ts";
import { type Edge, EMPTY_EDGE, grown, isSame, leafHash, rootOf } from "./merkle.ts";
import { checkpointText, readCheckpoint, readEdge, signerIn, writeCheckpoint } from "./points.ts";
import { checkLog, type LogPlace } from "./read-log.ts";
import { brokenChain } from "./refusal.ts";
import { type LogCheck, verifyLog } from "./verify.ts";

/** A check of the log with the edge of the Merkle tree over all its lines. */
export type TreeCheck = Readonly<{ check: LogCheck; edge: Edge }>;

/**
 * The log from its newest checkpoint on: what came before is vouched for by the signature and not read again, so the cost depends on what is new
 * alone. Without a checkpoint (or without the edge of its tree) every byte is read. Reads no anchor; throws as checkLog does.
 */
export function checkSince(files: ReadFiles, place: LogPlace): TreeCheck {
  const point = readCheckpoint(files, place.anchors);
  const known = point === null ? null : readEdge(files, place.anchors, point);
  // a log that is gone or ends before the checkpoint was cut: the whole of what is left tells where
  if (point === null || known === null || (files.facts(place.path)?.bytes ?? 0) < point.bytes) return checkWhole(files, place, []);
  const tree = treeFrom(known);
  const state = { events: point.size, lastChecksum: point.chain, logId: logOf(point) };
  const check = verifyLog(files.chunks(place.path, point.bytes), [anchorOf(point)], tree.add, { state, bytes: point.bytes });
  return { check, edge: tree.edge() };
}

/** Every byte, and the Merkle root at the size of each of these checkpoints: one that does not fit makes the log rolled back. */
export function checkWhole(files: ReadFiles, place: LogPlace, points: readonly Checkpoint[]): TreeCheck {
  const tree = treeFrom(EMPTY_EDGE);
  const wrong = new Set<Checkpoint>();
  const bySize = Map.groupBy(points, (one) => one.size);
  const check = checkLog(files, place, (event, line) => {
    tree.add(event, line);
    for (const point of bySize.get(tree.edge().size) ?? []) if (!isSame(rootOf(tree.edge()), point.root) || event.checksum !== point.chain) wrong.add(point);
  });
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

/** A signed checkpoint of the log as it is now, kept beside the anchor. The caller holds the lock and had every byte verified. Throws CHAIN_BROKEN, NOT_FOUND for a log without events. */
export function takeCheckpoint(files: WriteFiles, place: LogPlace, hex: (length: number) => string): Readonly<{ point: Checkpoint; note: string }> {
  const { check, edge } = checkSince(files, place);
  if (check.status !== "ok") throw brokenChain(place.path, check);
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

function treeFrom(start: Edge): Readonly<{ add: (event: unknown, line: string) => void; edge: () => Edge }> {
  let edge = start;
  return {
    add: (_event, line) => {
      edge = grown(edge, leafHash(new TextEncoder().encode(line)));
    },
    edge: () => edge,
  };
}
