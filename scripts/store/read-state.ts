import { ForgeError } from "#kernel/errors";
import type { ReadFiles } from "#kernel/powers";

/** A validator as ajv leaves it: the faults of its last call hang on it. */
export type Validator = ((value: unknown) => boolean) & { errors?: readonly Readonly<{ instancePath: string; message?: string }>[] | null };

const LIMIT = 256 << 20;

/** How a kind of state file is read: the version this program writes, its validator, and how each older version becomes the next. */
export type StateForm = Readonly<{
  version: number;
  validate: Validator;
  steps?: Readonly<Record<number, (old: Readonly<Record<string, unknown>>) => unknown>>;
}>;

/**
 * A state file, checked against its schema; null when there is none. One of an older version is read as if it had been written today. Throws STATE_TOO_NEW for a newer program's file and
 * STATE_UNREADABLE for a damaged one, naming the place; the file is left as it is in both cases.
 */
export function readState<T>(files: ReadFiles, path: string, form: StateForm): T | null {
  return readVersion<T>(files, path, form)?.value ?? null;
}

/** The same with the version that the file itself says it has. */
export function readVersion<T>(files: ReadFiles, path: string, { version, validate, steps = {} }: StateForm): Readonly<{ value: T; stored: number }> | null {
  const facts = files.facts(path);
  if (facts === null) return null;
  if (facts.kind !== "file") throw new ForgeError("UNSAFE_PATH", `${path} is no plain file`, { details: { path } });
  let value = parsed(files, path);
  const stored = versionOf(value);
  if (stored > version) throw new ForgeError("STATE_TOO_NEW", `${path} has version ${stored} and this program knows ${version}`, { details: { path } });
  for (let from = stored; from < version; from++) value = steps[from]?.(value as Readonly<Record<string, unknown>>) ?? value;
  if (!validate(value))
    throw new ForgeError("STATE_UNREADABLE", `${path} does not fit its schema: ${faultOf(validate)}`, {
      details: { path, place: validate.errors?.[0]?.instancePath ?? "" },
    });
  // the validator has just said that it is one
  return { value: value as T, stored };
}

/** First fault of a validator as `/genes/0/name must be string`. */
export function faultOf(validate: Validator): string {
  const fault = validate.errors?.[0];
  return fault === undefined ? "unknown fault" : `${fault.instancePath === "" ? "the file" : fault.instancePath} ${fault.message ?? "is wrong"}`;
}

/** Version of a state file; 0 for what has none, which its schema then refuses. */
function versionOf(value: unknown): number {
  return typeof value === "object" && value !== null && "schemaVersion" in value && typeof value.schemaVersion === "number" ? value.schemaVersion : 0;
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
