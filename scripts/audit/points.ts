import { Buffer } from "node:buffer";
import { join } from "node:path";
import { digestOf } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { type Checkpoint, openCheckpoint } from "./checkpoint.ts";
import { type Edge, type Hash, isSame, rootOf, spelled } from "./merkle.ts";
import { parseVerifier, type Signer, signerOf, type Verifier, verifierOf } from "./note.ts";

/** What lies beside the anchor, outside of the data folder: the signing key, its public half, the newest checkpoint, and the edge of its tree. */

const KEY_NAME = "skill-forge";
const LIMIT = 64 << 10;

/** Where the newest checkpoint lies. */
export function checkpointFile(folder: string): string {
  return join(folder, "checkpoint");
}

/** Sets the newest checkpoint aside under another name, because a person gave up the log that it is of. */
export function dropCheckpoint(files: WriteFiles, folder: string, to: string): void {
  const path = checkpointFile(folder);
  if (files.facts(path) !== null) files.rename(path, to);
}

/** The newest checkpoint, null when none was made. Throws STATE_UNREADABLE when this place's key did not sign what lies there. */
export function readCheckpoint(files: ReadFiles, folder: string): Checkpoint | null {
  const path = checkpointFile(folder);
  const note = textOf(files, path);
  if (note === null) return null;
  const verifier = readVerifier(files, folder);
  const point = verifier === null ? null : openCheckpoint(note, verifier);
  if (point === null)
    throw unreadable("the signed checkpoint of the audit log", path, verifier === null ? "there is no public key beside it" : "its signature does not fit");
  return point;
}

/** The checkpoint as it was signed, for keeping elsewhere; null when there is none. */
export function checkpointText(files: ReadFiles, folder: string): string | null {
  return textOf(files, checkpointFile(folder));
}

/** Keeps a checkpoint, then the edge of its tree: a crash between the two costs the next one a walk over the whole log, nothing else. */
export function writeCheckpoint(files: WriteFiles, folder: string, note: string, edge: Edge): void {
  files.makeFolder(folder, 0o700);
  files.replace(checkpointFile(folder), new TextEncoder().encode(note), 0o600);
  const stored = { size: edge.size, hashes: edge.hashes.map(spelled) };
  files.replace(join(folder, "edge.json"), new TextEncoder().encode(`${JSON.stringify(stored)}\n`), 0o600);
}

/** The edge of the tree of a checkpoint, null when it is not there or is another one's: then it is made anew from the log. */
export function readEdge(files: ReadFiles, folder: string, point: Checkpoint): Edge | null {
  try {
    const value: unknown = JSON.parse(textOf(files, join(folder, "edge.json")) ?? "null");
    if (typeof value !== "object" || value === null) return null;
    const { size, hashes } = value as Record<string, unknown>;
    if (size !== point.size || !Array.isArray(hashes) || hashes.length > 64) return null;
    const edge = { size: point.size, hashes: hashes.map((one): Hash => Buffer.from(String(one), "base64")) };
    return isSame(rootOf(edge), point.root) ? edge : null;
  } catch {
    return null;
  }
}

/** The public key of this place, null when it has none. Throws STATE_UNREADABLE. */
export function readVerifier(files: ReadFiles, folder: string): Verifier | null {
  const path = join(folder, "key.pub");
  const text = textOf(files, path);
  if (text === null) return null;
  const verifier = parseVerifier(text.trimEnd());
  if (verifier === null) throw unreadable("the public key of the audit log", path, "it is no key");
  return verifier;
}

/** The key that signs here, made on first use. Who can read it as the same user can sign as well: only a copy of a checkpoint elsewhere holds against that. */
export function signerIn(files: WriteFiles, folder: string, hex: (length: number) => string): Signer {
  const path = join(folder, "signing.key");
  const known = textOf(files, path);
  const seed = known === null ? hex(64) : known.trimEnd();
  if (!/^[0-9a-f]{64}$/.test(seed)) throw unreadable("the signing key of the audit log", path, "it is no key");
  const signer = signerOf(KEY_NAME, seed);
  const own = verifierOf(signer).spelled;
  const open = readVerifier(files, folder);
  if (open !== null && open.spelled !== own) throw unreadable("the signing key of the audit log", path, "it does not belong to the public key beside it");
  files.makeFolder(folder, 0o700);
  // in one step: half a key, left by a crash, would be refused for ever
  if (known === null) files.replace(path, new TextEncoder().encode(`${seed}\n`), 0o600);
  if (open === null) files.replace(join(folder, "key.pub"), new TextEncoder().encode(`${own}\n`), 0o600);
  return signer;
}

/** Stands in the log for the name of an anchor: who has the log alone cannot guess a path, because the key is the salt. Null before there is a key. */
export function anchorId(files: ReadFiles, folder: string, name: string): string | null {
  const seed = textOf(files, join(folder, "signing.key"));
  return seed === null ? null : digestOf(`skill-forge/anchor/v1\n${seed}${name}`).slice(0, 32);
}

function textOf(files: ReadFiles, path: string): string | null {
  const facts = files.facts(path);
  if (facts === null) return null;
  if (facts.kind !== "file" || facts.links > 1) throw new ForgeError("UNSAFE_PATH", `${path} is no plain file of its own`, { details: { path } });
  return new TextDecoder().decode(files.bytes(path, LIMIT));
}

function unreadable(what: string, path: string, why: string): ForgeError {
  return new ForgeError("STATE_UNREADABLE", `${what} at ${path} cannot be used: ${why}`, { details: { path, why } });
}
