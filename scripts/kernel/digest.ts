import { createHash, hash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** SHA-256 as 64 lower-case hex digits. */
export type Digest = string;

/** Bytes or text (as UTF-8) -> SHA-256. */
export function digestOf(data: string | Uint8Array): Digest {
  return hash("sha256", data, "hex");
}

/** SHA-256 of bytes that come in pieces. */
export type Hasher = Readonly<{ add(bytes: Uint8Array): void; soFar(): Digest; digest(): Digest }>;

export function hasher(): Hasher {
  const state = createHash("sha256");
  return { add: (bytes) => void state.update(bytes), soFar: () => state.copy().digest("hex"), digest: () => state.digest("hex") };
}

/** JSON value -> SHA-256 of its canonical text. Throws TypeError as canonicalJson does. */
export function digestOfJson(value: unknown): Digest {
  return digestOf(canonicalJson(value));
}

/** Parts -> a short stable id `prefix-<12 hex>`; parts are length-framed by JSON, so ("a","bc") and ("ab","c") differ. */
export function stableId(prefix: string, ...parts: readonly string[]): string {
  return `${prefix}-${digestOf(JSON.stringify(parts)).slice(0, 12)}`;
}
