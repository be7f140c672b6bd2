import { Buffer } from "node:buffer";
import type { Anchor } from "./anchor.ts";
import { type Hash, spelled } from "./merkle.ts";
import { openNote, type Signer, signNote, type Verifier } from "./note.ts";

/**
 * What is said of a log at one moment (C2SP tlog-checkpoint): `origin` names it, `size` counts its events, `root` is the Merkle root over its stored
 * lines without their line breaks. `chain` is the checksum of the last event and `bytes` the length of the file: extension lines of ours, by which a
 * verifier can go on from here without the lines before.
 */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Hash; chain: string; bytes: number }>;

const ORIGIN = "skill-forge/";
const TEXT =
  /^(?<origin>skill-forge\/[0-9a-f]{32})\n(?<size>[1-9]\d{0,15})\n(?<root>[A-Za-z0-9+/]{43}=)\nchain (?<chain>[0-9a-f]{64})\nbytes (?<bytes>[1-9]\d{0,15})\n$/;

/** Id of a log -> how its checkpoints name it. */
export function originOf(logId: string): string {
  return `${ORIGIN}${logId}`;
}

/** Id of the log that a checkpoint is of. */
export function logOf({ origin }: Checkpoint): string {
  return origin.slice(ORIGIN.length);
}

/** What a checkpoint remembers of the chain. */
export function anchorOf(point: Checkpoint): Anchor {
  return { log: logOf(point), events: point.size, checksum: point.chain };
}

export function signCheckpoint(point: Checkpoint, signer: Signer): string {
  return signNote(`${point.origin}\n${point.size}\n${spelled(point.root)}\nchain ${point.chain}\nbytes ${point.bytes}\n`, signer);
}

/** Signed text -> checkpoint; null when this key did not sign it or it is none of ours. */
export function openCheckpoint(note: string, verifier: Verifier): Checkpoint | null {
  const text = openNote(note, verifier);
  return text === null ? null : parsed(text);
}

/** What a text claims, whoever signed it: a log that does not even fit the claim is not the one that it was made of. Null when it is no checkpoint. */
export function claimIn(note: string): Checkpoint | null {
  const end = note.lastIndexOf("\n\n");
  return end < 0 ? null : parsed(note.slice(0, end + 1));
}

function parsed(text: string): Checkpoint | null {
  const found = TEXT.exec(text)?.groups;
  if (found === undefined) return null;
  const { origin = "", size = "", root = "", chain = "", bytes = "" } = found;
  return { origin, size: Number(size), root: Buffer.from(root, "base64"), chain, bytes: Number(bytes) };
}
