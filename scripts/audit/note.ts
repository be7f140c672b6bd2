import { Buffer } from "node:buffer";
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from "node:crypto";
import { ForgeError } from "#kernel/errors";

/**
 * Signed notes (C2SP signed-note): a text that ends with a line break, an empty line, and lines `— NAME BASE64` with four bytes that name the key
 * and an Ed25519 signature over the text.
 */

/** A key that signs; `name` holds no blank and no plus sign. */
export type Signer = Readonly<{ name: string; id: Buffer; key: KeyObject }>;
/** A key that checks; spelled `NAME+ID+BASE64`, the form in which other tools of transparency logs take it. */
export type Verifier = Readonly<{ name: string; id: Buffer; key: KeyObject; spelled: string }>;

const ED25519 = 1;
/** DER before the 32 bytes of a key (RFC 8410 sections 4 and 7). */
const PRIVATE_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_HEAD = Buffer.from("302a300506032b6570032100", "hex");
const NAME = /^[^\s+\p{C}]{1,200}$/u;

/** Seed of 32 bytes as hex -> key. Throws USAGE for a name or seed that is none. */
export function signerOf(name: string, seed: string): Signer {
  if (!NAME.test(name) || !/^[0-9a-f]{64}$/.test(seed)) throw new ForgeError("UNEXPECTED", "a signing key needs a name without blanks and 32 bytes");
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, Buffer.from(seed, "hex")]), format: "der", type: "pkcs8" });
  return { name, id: keyId(name, rawPublic(createPublicKey(key))), key };
}

export function verifierOf({ name, key }: Signer): Verifier {
  const open = createPublicKey(key);
  const raw = rawPublic(open);
  const id = keyId(name, raw);
  return { name, id, key: open, spelled: `${name}+${id.toString("hex")}+${Buffer.concat([Buffer.of(ED25519), raw]).toString("base64")}` };
}

/** `NAME+ID+BASE64` -> key; null when it is none, or when its id is not that of its name and bytes. */
export function parseVerifier(spelled: string): Verifier | null {
  const [, name = "", id = "", base64 = ""] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(spelled) ?? [];
  const bytes = Buffer.from(base64, "base64");
  const raw = bytes.subarray(1);
  if (!NAME.test(name) || bytes[0] !== ED25519 || raw.byteLength !== 32 || keyId(name, raw).toString("hex") !== id) return null;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, raw]), format: "der", type: "spki" });
  return { name, id: Buffer.from(id, "hex"), key, spelled };
}

/** Text -> signed note. The text ends with a line break and has no empty line at its end. */
export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith("\n") || text.endsWith("\n\n")) throw new ForgeError("UNEXPECTED", "the text of a note ends with one line break");
  const signature = sign(null, Buffer.from(text), signer.key);
  return `${text}\n\u2014 ${signer.name} ${Buffer.concat([signer.id, signature]).toString("base64")}\n`;
}

/** Signed note -> its text when this key signed it, null otherwise. Lines of other keys are passed over, as the format asks. */
export function openNote(note: string, verifier: Verifier): string | null {
  const end = note.lastIndexOf("\n\n");
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split("\n");
  if (lines.pop() !== "" || lines.length > 100) return null;
  let isSigned = false;
  for (const line of lines) {
    const [, name, base64 = ""] = /^\u2014 (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    if (name === undefined) return null;
    const bytes = Buffer.from(base64, "base64");
    // bits behind the last byte could be anything, and one signature must have one spelling
    if (bytes.toString("base64") !== base64) return null;
    if (name !== verifier.name || !bytes.subarray(0, 4).equals(verifier.id)) continue;
    // One line that names this key and does not fit spoils the note: it was changed, or made up.
    if (bytes.byteLength !== 68 || !verify(null, Buffer.from(text), verifier.key, bytes.subarray(4))) return null;
    isSigned = true;
  }
  return isSigned ? text : null;
}

function keyId(name: string, raw: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), raw]), "buffer").subarray(0, 4);
}

function rawPublic(key: KeyObject): Buffer {
  return key.export({ format: "der", type: "spki" }).subarray(PUBLIC_HEAD.byteLength);
}
