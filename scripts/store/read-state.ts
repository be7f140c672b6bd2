import { ForgeError } from "#kernel/errors";
import type { ReadFiles } from "#kernel/powers";

/** A validator as ajv leaves it: the faults of its last call hang on it. */
export type Validator = ((value: unknown) => boolean) & { errors?: readonly Readonly<{ instancePath: string; message?: string }>[] | null };

const LIMIT = 256 << 20;
const KNOWN_VERSION = 1;

/**
 * A state file, checked against its schema; null when there is none. Throws STATE_TOO_NEW for a newer program's file and
 * STATE_UNREADABLE for a damaged one, naming the place; the file is left as it is in both cases.
 */
export function readState<T>(files: ReadFiles, path: string, validate: Validator): T | null {
  const facts = files.facts(path);
  if (facts === null) return null;
  if (facts.kind !== "file") throw new ForgeError("UNSAFE_PATH", `${path} is no plain file`, { details: { path } });
  const value = parsed(files, path);
  if (
    typeof value === "object" &&
    value !== null &&
    "schemaVersion" in value &&
    typeof value.schemaVersion === "number" &&
    value.schemaVersion > KNOWN_VERSION
  ) {
    throw new ForgeError("STATE_TOO_NEW", `${path} has version ${value.schemaVersion} and this program knows ${KNOWN_VERSION}`, { details: { path } });
  }
  if (!validate(value))
    throw new ForgeError("STATE_UNREADABLE", `${path} does not fit its schema: ${faultOf(validate)}`, {
      details: { path, place: validate.errors?.[0]?.instancePath ?? "" },
    });
  // the validator has just said that it is one
  return value as T;
}

/** First fault of a validator as `/genes/0/name must be string`. */
export function faultOf(validate: Validator): string {
  const fault = validate.errors?.[0];
  return fault === undefined ? "unknown fault" : `${fault.instancePath === "" ? "the file" : fault.instancePath} ${fault.message ?? "is wrong"}`;
}

function parsed(files: ReadFiles, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(files.bytes(path, LIMIT)));
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    throw new ForgeError("STATE_UNREADABLE", `${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`, {
      details: { path },
      cause: error,
    });
  }
}
