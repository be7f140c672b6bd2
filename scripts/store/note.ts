import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";

/** What is written down while work is under way (journal, batch and the like), and its one version. */
const VERSION = 1;

/**
 * A note of at most `limit` bytes: its fields, null when there is none, "broken" for what is no JSON object. The caller says whether they are what it wrote. Throws
 * STATE_TOO_NEW for a newer program's, which this one would misunderstand.
 */
export function readNote(files: ReadFiles, path: string, limit: number): Readonly<Record<string, unknown>> | "broken" | null {
  if (files.facts(path) === null) return null;
  const text = noteText(files, path, limit);
  return text === null ? "broken" : noteFields(path, text, VERSION);
}

/** The text of a note that is there; null for what cannot be read as one. */
export function noteText(files: ReadFiles, path: string, limit: number): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(files.bytes(path, limit));
  } catch {
    return null;
  }
}

/** The fields that a text holds, as readNote says it of a whole note; `known` is the newest version that the caller understands. */
export function noteFields(path: string, text: string, known: number): Readonly<Record<string, unknown>> | "broken" {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "broken";
  }
  if (typeof value !== "object" || value === null) return "broken";
  const fields = value as Readonly<Record<string, unknown>>;
  if (typeof fields["schemaVersion"] === "number" && fields["schemaVersion"] > known)
    throw new ForgeError("STATE_TOO_NEW", `${path} has version ${fields["schemaVersion"]} and this program knows ${known}`, { details: { path } });
  return fields;
}

/** Durable, and the owner's alone. */
export function writeNote(files: WriteFiles, path: string, fields: Readonly<Record<string, unknown>>): void {
  files.replace(path, new TextEncoder().encode(`${JSON.stringify(fields, null, 2)}\n`), 0o600);
}
