import { sameBytes } from "#kernel/bytes";
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

/** `value` in today's form, `stored` the version that the file says it has, `bytes` as they lie there. */
type Read<T> = Readonly<{ value: T; stored: number; bytes: Uint8Array }>;

/**
 * A state file, checked against its schema; null when there is none. One of an older version is read as if it had been written today. Throws STATE_TOO_NEW for a newer program's file and
 * STATE_UNREADABLE for a damaged one, naming the place; the file is left as it is in both cases.
 */
export function readState<T>(files: ReadFiles, path: string, form: StateForm): T | null {
  return readVersion<T>(files, path, form)?.value ?? null;
}

/** The same with what the file itself says. */
export function readVersion<T>(files: ReadFiles, path: string, form: StateForm): Read<T> | null {
  const { version, validate, steps = {} } = form;
  const facts = files.facts(path);
  if (facts === null) return null;
  if (facts.kind !== "file") throw new ForgeError("UNSAFE_PATH", `${path} is no plain file`, { details: { path } });
  const bytes = files.bytes(path, LIMIT);
  const known = LAST.get(form);
  if (known !== undefined && sameBytes(known.bytes, bytes)) return known as Read<T>;
  let value = parsed(path, bytes);
  const stored = versionOf(value);
  if (stored > version) throw new ForgeError("STATE_TOO_NEW", `${path} has version ${stored} and this program knows ${version}`, { details: { path } });
  for (let from = stored; from < version; from++) value = steps[from]?.(value as Readonly<Record<string, unknown>>) ?? value;
  if (!validate(value))
    throw new ForgeError("STATE_UNREADABLE", `${path} does not fit its schema: ${faultOf(validate)}`, {
      details: { path, place: validate.errors?.[0]?.instancePath ?? "" },
    });
  rememberState(form, { bytes, value, stored });
  // the validator has just said that it is one
  return { bytes, value: value as T, stored };
}

/** What the last bytes of a form were found to say. A command reads its state again after each step; the same bytes need not be parsed and checked again. */
const LAST = new WeakMap<StateForm, Read<unknown>>();

/** Called with what was checked: the next reading of these very bytes gives this value. */
export function rememberState(form: StateForm, read: Read<unknown>): void {
  LAST.set(form, read);
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

function parsed(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ForgeError("STATE_UNREADABLE", `${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`, {
      details: { path },
      cause: error,
    });
  }
}
