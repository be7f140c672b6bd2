import { validateCapsulesFile, validateGenesFile, validateRollbacksFile } from "#generated/validators";
import { join } from "node:path";
import type { Capsule, CapsulesFile } from "#kernel/capsule";
import { canonicalJson } from "#kernel/canonical-json";
import { ForgeError } from "#kernel/errors";
import type { Gene, GenesFile } from "#kernel/gene";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import type { Rollback, RollbacksFile } from "#kernel/rollback";
import { withOutcomes, withPreconditions } from "./gene-versions.ts";
import { faultOf, readState, type StateForm, type Validator } from "./read-state.ts";

const NAMES = { genes: "genes.json", capsules: "capsules.json", rollbacks: "rollbacks.json" } as const;

const GENES: StateForm = { version: 3, validate: validateGenesFile, steps: { 1: withOutcomes, 2: withPreconditions } };
const CAPSULES: StateForm = { version: 1, validate: validateCapsulesFile };
/** Version 2 may say that several acts were one, and that a tree was cleared; all that version 1 says is said the same way. */
const ROLLBACKS: StateForm = { version: 2, validate: validateRollbacksFile, steps: { 1: (old) => ({ ...old, schemaVersion: 2 }) } };

/** The genes, sorted by id; none when there is no file. Throws STATE_UNREADABLE or STATE_TOO_NEW, and then nothing may be saved over it. */
export function loadGenes(files: ReadFiles, data: string): readonly Gene[] {
  return readState<GenesFile>(files, join(data, NAMES.genes), GENES)?.genes ?? [];
}

export function saveGenes(files: WriteFiles, data: string, genes: readonly Gene[]): void {
  put(files, join(data, NAMES.genes), validateGenesFile, { schemaVersion: GENES.version, genes: [...genes].sort(byId) });
}

/** The capsules in the order in which they were made. Throws as loadGenes. */
export function loadCapsules(files: ReadFiles, data: string): readonly Capsule[] {
  return readState<CapsulesFile>(files, join(data, NAMES.capsules), CAPSULES)?.capsules ?? [];
}

export function saveCapsules(files: WriteFiles, data: string, capsules: readonly Capsule[]): void {
  const sorted = [...capsules].sort((a, b) => (a.createdAt === b.createdAt ? byId(a, b) : a.createdAt < b.createdAt ? -1 : 1));
  put(files, join(data, NAMES.capsules), validateCapsulesFile, { schemaVersion: 1, capsules: sorted });
}

/** The generations of all skills in the order in which they were made. Throws as loadGenes. */
export function loadRollbacks(files: ReadFiles, data: string): readonly Rollback[] {
  return readState<RollbacksFile>(files, join(data, NAMES.rollbacks), ROLLBACKS)?.rollbacks ?? [];
}

export function saveRollbacks(files: WriteFiles, data: string, rollbacks: readonly Rollback[]): void {
  put(files, join(data, NAMES.rollbacks), validateRollbacksFile, { schemaVersion: ROLLBACKS.version, rollbacks: [...rollbacks] });
}

function byId(a: Readonly<{ id: string }>, b: Readonly<{ id: string }>): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Sorted keys, two spaces, readable; unchanged content is not written, so that a run without news leaves no trace. */
function put(files: WriteFiles, path: string, validate: Validator, value: unknown): void {
  const sorted: unknown = JSON.parse(canonicalJson(value));
  // what could not be read again must never be written: the person would be locked out by us
  if (!validate(sorted))
    throw new ForgeError("UNEXPECTED", `${path} was about to be written in a form that does not fit its schema: ${faultOf(validate)}`, { details: { path } });
  const bytes = new TextEncoder().encode(`${JSON.stringify(sorted, null, 2)}\n`);
  if (files.facts(path)?.kind === "file" && sameBytes(files.bytes(path, Number.MAX_SAFE_INTEGER), bytes)) return;
  files.replace(path, bytes, 0o600);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && a.every((byte, index) => byte === b[index]);
}
