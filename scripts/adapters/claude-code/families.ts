import { asFields, textOrNull } from "#adapters/common/fields";
import { jsonLines } from "#adapters/common/records";
import { linesOf } from "#kernel/lines";
import type { ReadPowers } from "#kernel/powers";

/**
 * Sessions of one project that share history. Resuming (older versions) and forking copy the records before into a new
 * file under the same ids, so such files begin with the same record: they are a family, and each record is read in one of them.
 */
export type Families = Readonly<{
  /** A file -> the files with the same first record, itself included: what its reading depends on. */
  of: (path: string) => readonly string[];
  /** A file -> does no other one share history with it? */
  isAlone: (path: string) => boolean;
  /** A file -> is the record with this id read in another file? Reads the files of the family once, when first asked. */
  copiesIn: (path: string) => (id: string) => boolean;
}>;

const HEAD_RECORDS = 200;
const HEAD_BYTES = 4 * 1024 * 1024;
const LINE_BYTES = 64 * 1024 * 1024;

type Head = Readonly<{ first: string | null; compacted: boolean }>;

/** Session files of one project, sorted -> its families. Never throws. */
export function familiesOf(files: readonly string[], powers: ReadPowers): Families {
  const heads = new Map(files.map((path) => [path, files.length < 2 ? { first: null, compacted: false } : headOf(path, powers)]));
  const byFirst = new Map<string, string[]>();
  for (const [path, { first }] of heads) if (first !== null) byFirst.set(first, [...(byFirst.get(first) ?? []), path]);
  const of = (path: string): readonly string[] => byFirst.get(heads.get(path)?.first ?? "") ?? [path];
  const owners = new Map<string, ReadonlyMap<string, string>>();
  const isAlone = (path: string): boolean => (heads.get(path)?.compacted === true ? files.length : of(path).length) < 2;
  const copiesIn = (path: string) => {
    const compacted = heads.get(path)?.compacted === true;
    const family = compacted ? files : of(path);
    if (isAlone(path)) return () => false;
    const key = compacted ? "" : (family[0] ?? path);
    const known = owners.get(key) ?? ownersOf(family, (one) => heads.get(one)?.compacted === true, powers);
    owners.set(key, known);
    return (id: string) => (known.get(id) ?? path) !== path;
  };
  return { of, isAlone, copiesIn };
}

/**
 * The id of the first record. A session that begins after a compaction was cut out of another one: its first record
 * stands in the middle of that file.
 */
function headOf(path: string, powers: ReadPowers): Head {
  let read = 0;
  for (const line of jsonLines(path, powers, { lineBytes: HEAD_BYTES })) {
    read += 1;
    const record = line.dropped === null ? asFields(line.value) : null;
    const first = textOrNull(record?.["uuid"]);
    if (first !== null) return { first, compacted: textOrNull(record?.["logicalParentUuid"]) !== null || record?.["isCompactSummary"] === true };
    if (read >= HEAD_RECORDS) break;
  }
  return { first: null, compacted: false };
}

/**
 * Ids that several of these files hold -> the one they are read in: the file that ended first, because a copy goes on
 * after its original. A file cut out of another never is the one.
 */
function ownersOf(files: readonly string[], isCut: (path: string) => boolean, powers: ReadPowers): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const shared = new Map<string, string[]>();
  const last = new Map<string, string>();
  for (const path of files) {
    last.set(
      path,
      scan(path, powers, (id) => {
        const before = first.get(id);
        if (before === undefined) first.set(id, path);
        else if (before !== path) shared.set(id, [...(shared.get(id) ?? [before]), path]);
      }),
    );
  }
  const rank = (path: string): string => `${isCut(path) ? 1 : 0}${last.get(path) ?? ""} ${path}`;
  return new Map([...shared].map(([id, paths]) => [id, paths.reduce((a, b) => (rank(b) < rank(a) ? b : a))]));
}

/** Tells every record id in a file without parsing it; gives the latest time that stands there. */
function scan(path: string, powers: ReadPowers, tell: (id: string) => void): string {
  let latest = "";
  try {
    for (const { bytes } of linesOf(powers.files.chunks(path), LINE_BYTES)) {
      if (bytes === null) continue;
      const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (const id of valuesOf(line, '"uuid":"')) tell(id);
      for (const time of valuesOf(line, '"timestamp":"')) if (time > latest) latest = time;
    }
  } catch {
    return latest;
  }
  return latest;
}

function* valuesOf(line: Buffer, key: string): Generator<string> {
  for (let at = line.indexOf(key); at >= 0; at = line.indexOf(key, at + key.length)) {
    const end = line.indexOf('"', at + key.length);
    if (end > 0 && end - at - key.length <= 64) yield line.toString("latin1", at + key.length, end);
  }
}
