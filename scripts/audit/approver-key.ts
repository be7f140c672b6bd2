import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, type KeyObject, scryptSync, sign, verify } from "node:crypto";
import { type ApprovalSignature, type ApproverKey, type Ask, signedText } from "#kernel/approval";
import { canonicalJson } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";

/**
 * Ed25519 keys of approvers (RFC 8032). A private key rests encrypted: scrypt (RFC 7914) with N = 2^17, r = 8, p = 1, which takes 128 MiB and about half
 * a second for each guess (the first choice of the OWASP password storage cheat sheet), then AES-256-GCM (NIST SP 800-38D) with the public half
 * as associated data, so that a key cannot be put under another name.
 */

const COST = { logN: 17, r: 8, p: 1 } as const;
/** Shortest passphrase that is taken. What it guards lies where a program of the same user can read it and guess. */
export const PASSPHRASE_CHARACTERS = 10;
/** DER before the 32 bytes of a key (RFC 8410 sections 4 and 7). */
const PRIVATE_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_HEAD = Buffer.from("302a300506032b6570032100", "hex");

/** A key that is open in this process. */
export type ApproverSigner = Readonly<{ id: string; name: string; key: string; sign(ask: Ask, at: string): ApprovalSignature }>;

/** Public key (32 bytes as base64) -> the short id that names it everywhere. */
export function approverId(key: string): string {
  return digestOf(Buffer.concat([Buffer.from("skill-forge/approver/v1\n"), Buffer.from(key, "base64")])).slice(0, 16);
}

/** Name, passphrase and randomness -> a new key, encrypted. */
export function sealNewKey(name: string, passphrase: string, hex: (length: number) => string): ApproverKey {
  const seed = Buffer.from(hex(64), "hex");
  const salt = Buffer.from(hex(64), "hex");
  const iv = Buffer.from(hex(24), "hex");
  const key = rawPublic(privateKey(seed));
  const head = { schemaVersion: 1, id: approverId(key), name, key } as const;
  const cipher = createCipheriv("aes-256-gcm", stretched(passphrase, salt), iv).setAAD(aad(head));
  const data = Buffer.concat([cipher.update(seed), cipher.final()]);
  return {
    ...head,
    kdf: { name: "scrypt", ...COST, salt: salt.toString("base64") },
    cipher: { name: "aes-256-gcm", iv: iv.toString("base64"), tag: cipher.getAuthTag().toString("base64"), data: data.toString("base64") },
  };
}

/** Encrypted key and passphrase -> a key that signs. Throws WRONG_PASSPHRASE, also for a file that was changed: the two cannot be told apart. */
export function openKey(stored: ApproverKey, passphrase: string): ApproverSigner {
  const { id, name, key, kdf, cipher } = stored;
  const opened = unsealed(stored, stretched(passphrase, Buffer.from(kdf.salt, "base64")), cipher);
  if (rawPublic(opened) !== key || approverId(key) !== id) throw wrong(name);
  return {
    id,
    name,
    key,
    sign: (ask, at) => ({ key: id, name, at, signature: sign(null, Buffer.from(signedText(ask, { key: id, at })), opened).toString("base64") }),
  };
}

/** Did the owner of this public key say exactly this? False for anything malformed, and for a second spelling of a signature. */
export function isSignedBy(key: string, ask: Ask, { key: id, at, signature }: ApprovalSignature): boolean {
  const [raw, bytes] = [Buffer.from(key, "base64"), Buffer.from(signature, "base64")];
  if (raw.byteLength !== 32 || bytes.byteLength !== 64 || bytes.toString("base64") !== signature || approverId(key) !== id) return false;
  const open = createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, raw]), format: "der", type: "spki" });
  return verify(null, Buffer.from(signedText(ask, { key: id, at })), open, bytes);
}

function unsealed(stored: ApproverKey, secret: Buffer, { iv, tag, data }: ApproverKey["cipher"]): KeyObject {
  try {
    const decipher = createDecipheriv("aes-256-gcm", secret, Buffer.from(iv, "base64"), { authTagLength: 16 });
    decipher.setAAD(aad(stored)).setAuthTag(Buffer.from(tag, "base64"));
    return privateKey(Buffer.concat([decipher.update(Buffer.from(data, "base64")), decipher.final()]));
  } catch (error) {
    throw wrong(stored.name, error);
  }
}

function wrong(name: string, cause?: unknown): ForgeError {
  return new ForgeError("WRONG_PASSPHRASE", `the key of ${name} could not be opened: the passphrase is wrong, or the file was changed`, { cause });
}

function stretched(passphrase: string, salt: Buffer): Buffer {
  // one passphrase has one form, whichever keyboard typed it (RFC 8265 section 4.2)
  const { logN, r, p } = COST;
  return scryptSync(passphrase.normalize("NFC"), salt, 32, { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r });
}

function aad({ schemaVersion, id, name, key }: Pick<ApproverKey, "schemaVersion" | "id" | "name" | "key">): Buffer {
  return Buffer.from(`skill-forge/approver-key/v1\n${canonicalJson({ schemaVersion, id, name, key })}`);
}

function privateKey(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: "der", type: "pkcs8" });
}

function rawPublic(key: KeyObject): string {
  return createPublicKey(key).export({ format: "der", type: "spki" }).subarray(PUBLIC_HEAD.byteLength).toString("base64");
}
