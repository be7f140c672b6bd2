import { join } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";

/**
 * What is remembered of a log outside of its folder: a chain alone cannot show that its end was cut off or that all of it
 * was written anew. It is checked before a newer one replaces it (go-tuf CVE-2022-29173). `name`: which one it is, where there are several.
 */
export type Anchor = Readonly<{ log: string; events: number; checksum: string; name?: string }>;
type StoredAnchor = Omit<Anchor, "name"> & Readonly<{ schemaVersion: 1; at: string }>;

const LIMIT = 64 << 10;
const VERSION = 1;

/** Where a data folder's newest anchor lies. The folder can hold signed checkpoints beside it. */
export function anchorFile(folder: string): string {
  return join(folder, "newest.json");
}

/** The anchor, null when there is none. Throws STATE_UNREADABLE: an anchor that cannot be read must not pass for none; STATE_TOO_NEW for a newer program's. */
export function readAnchor(files: ReadFiles, folder: string): Anchor | null {
  const path = anchorFile(folder);
  if (files.facts(path) === null) return null;
  const wrong = new ForgeError("STATE_UNREADABLE", `the anchor of the audit log at ${path} cannot be read`, { details: { path } });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(files.bytes(path, LIMIT)));
  } catch {
    throw wrong;
  }
  const version = (value as Readonly<Record<string, unknown>> | null)?.["schemaVersion"];
  if (typeof version === "number" && version > VERSION)
    throw new ForgeError("STATE_TOO_NEW", `the anchor of the audit log at ${path} has version ${version} and this program knows ${VERSION}`, {
      details: { path },
    });
  if (!isAnchor(value)) throw wrong;
  return value;
}

/** Keeps an anchor, readable by its owner only. */
export function writeAnchor(files: WriteFiles, folder: string, anchor: StoredAnchor): void {
  files.makeFolder(folder, 0o700);
  files.replace(anchorFile(folder), new TextEncoder().encode(`${JSON.stringify(anchor)}\n`), 0o600);
}

function isAnchor(value: unknown): value is StoredAnchor {
  if (typeof value !== "object" || value === null) return false;
  const { schemaVersion, log, events, checksum, at } = value as Record<string, unknown>;
  return (
    schemaVersion === VERSION &&
    typeof log === "string" &&
    typeof events === "number" &&
    Number.isSafeInteger(events) &&
    events > 0 &&
    typeof checksum === "string" &&
    typeof at === "string"
  );
}
