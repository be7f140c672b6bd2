import { validateCapsulesFile, validateGenesFile, validateRollbacksFile } from "#generated/validators";
import { join } from "node:path";
import { sameBytes } from "#kernel/bytes";
import type { Capsule, CapsulesFile } from "#kernel/capsule";
import { inCanonicalOrder } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { Gene, GenesFile } from "#kernel/gene";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import type { Rollback, RollbacksFile } from "#kernel/rollback";
import { withOutcomes, withPreconditions } from "./gene-versions.ts";
import { faultOf, readState, readVersion, rememberState, type StateForm } from "./read-state.ts";

const NAMES = { genes: "genes.json", capsules: "capsules.json", rollbacks: "rollbacks.json" } as const;

const GENES: StateForm = { version: 3, validate: validateGenesFile, steps: { 1: withOutcomes, 2: withPreconditions } };
const CAPSULES: StateForm = { version: 1, validate: validateCapsulesFile };
/** Version 2 may say that several acts were one, and that a tree was cleared; all that version 1 says is said the same way. */
const ROLLBACKS: StateForm = { version: 2, validate: validateRollbacksFile, steps: { 1: (old) => ({ ...old, schemaVersion: 2 }) } };

const FORMS = [
  { name: NAMES.genes, form: GENES },
  { name: NAMES.capsules, form: CAPSULES },
  { name: NAMES.rollbacks, form: ROLLBACKS },
] as const;

/** The genes, sorted by id; none when there is no file. Throws STATE_UNREADABLE or STATE_TOO_NEW, and then nothing may be saved over it. */
export function loadGenes(files: ReadFiles, data: string): readonly Gene[] {
  return readState<GenesFile>(files, join(data, NAMES.genes), GENES)?.genes ?? [];
}

export function saveGenes(files: WriteFiles, data: string, genes: readonly Gene[]): void {
  put(files, { data, name: NAMES.genes, form: GENES }, { genes: [...genes].sort(byId).map(ordered), schemaVersion: GENES.version });
}

/** The capsules in the order in which they were made. Throws as loadGenes. */
export function loadCapsules(files: ReadFiles, data: string): readonly Capsule[] {
  return readState<CapsulesFile>(files, join(data, NAMES.capsules), CAPSULES)?.capsules ?? [];
}

export function saveCapsules(files: WriteFiles, data: string, capsules: readonly Capsule[]): void {
  const sorted = [...capsules].sort((a, b) => (a.createdAt === b.createdAt ? byId(a, b) : a.createdAt < b.createdAt ? -1 : 1));
  put(files, { data, name: NAMES.capsules, form: CAPSULES }, { capsules: sorted.map(ordered), schemaVersion: CAPSULES.version });
}

/** The generations of all skills in the order in which they were made. Throws as loadGenes. */
export function loadRollbacks(files: ReadFiles, data: string): readonly Rollback[] {
  return readState<RollbacksFile>(files, join(data, NAMES.rollbacks), ROLLBACKS)?.rollbacks ?? [];
}

export function saveRollbacks(files: WriteFiles, data: string, rollbacks: readonly Rollback[]): void {
  put(files, { data, name: NAMES.rollbacks, form: ROLLBACKS }, { rollbacks: rollbacks.map(ordered), schemaVersion: ROLLBACKS.version });
}

function byId(a: Readonly<{ id: string }>, b: Readonly<{ id: string }>): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A state file by name and form. */
type StatePlace = Readonly<{ data: string; name: string; form: StateForm }>;

/** Records are never changed, only replaced: what stood in order when it was saved last stands so still. */
const ORDERED = new WeakSet();

function ordered(record: object): unknown {
  if (ORDERED.has(record)) return record;
  const sorted = inCanonicalOrder(record) as object;
  ORDERED.add(sorted);
  return sorted;
}

/** Keys in order, as the caller gives them, two spaces, readable; unchanged content is not written, so that a run without news leaves no trace. */
function put(files: WriteFiles, { data, name, form }: StatePlace, sorted: unknown): void {
  const path = join(data, name);
  // what could not be read again must never be written: the person would be locked out by us
  if (!form.validate(sorted))
    throw new ForgeError("UNEXPECTED", `${path} was about to be written in a form that does not fit its schema: ${faultOf(form.validate)}`, {
      details: { path },
    });
  const bytes = new TextEncoder().encode(`${JSON.stringify(sorted, null, 2)}\n`);
  // throws for a newer and for a damaged one: neither is written over, whoever asks
  const old = readVersion(files, path, form);
  if (old !== null) {
    if (sameBytes(old.bytes, bytes)) return;
    keepOlder(files, data, name, { old: old.bytes, version: old.stored }, form.version);
  }
  files.replace(path, bytes, 0o600);
  rememberState(form, { bytes, value: sorted, stored: form.version });
}

/** A file of an older version stays as it was, byte for byte, in `backups/` before a newer one takes its place: a program that is put back finds what it wrote. */
function keepOlder(files: WriteFiles, data: string, name: string, { old, version }: Readonly<{ old: Uint8Array; version: number }>, current: number): void {
  if (version >= current) return;
  const folder = join(data, "backups");
  files.makeFolder(folder, 0o700);
  const path = join(folder, `${name}.v${version}-${digestOf(old).slice(0, 12)}`);
  // replaced, not made new: a crash before the new version is in place comes by here again
  files.replace(path, old, 0o600);
}

/** The state files of a data folder that an older program wrote. Throws as loadGenes. */
export function olderFiles(files: ReadFiles, data: string): readonly Readonly<{ name: string; version: number; current: number }>[] {
  return FORMS.flatMap(({ name, form }) => {
    const version = readVersion(files, join(data, name), form)?.stored ?? form.version;
    return version < form.version ? [{ name, version, current: form.version }] : [];
  });
}

/** Writes files of an older version as today's, with a copy of the old bytes kept first. */
export function upgradeFiles(files: WriteFiles, data: string): void {
  for (const { name, form } of FORMS) {
    const value = readState(files, join(data, name), form);
    if (value !== null) put(files, { data, name, form }, inCanonicalOrder(value));
  }
}
