import { basename, join, relative } from "node:path";
import { isDatabaseFile } from "#adapters/common/databases";
import { textOrNull } from "#adapters/common/fields";
import { jsonDocument, someRecord } from "#adapters/common/records";
import { dropOf, fingerprintOf, leftOut } from "#adapters/common/sources";
import { kindOf, namesIn, rootKind } from "#adapters/common/walk";
import type { LogRoot, LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { HostFacts, ReadPowers } from "#kernel/powers";
import { databaseSources, isStateDatabase } from "./database.ts";
import { isMeta, isSession, readDocument, readLines } from "./documents.ts";

const TRIED = 20;
const DOCUMENT_BYTES = 64 * 1024 * 1024;

/** Machine -> Hermes' folder. */
export function rootsOf({ env, home }: HostFacts): readonly LogRoot[] {
  const named = textOrNull(env["HERMES_HOME"]);
  return [{ adapter: "hermes", path: named ?? join(home, ".hermes"), why: named === null ? "~/.hermes" : "HERMES_HOME" }];
}

/** A profile: its database, and the documents that older releases wrote beside it. */
type Profile = Readonly<{ name: string; database: string | null; documents: readonly string[] }>;

/** Path -> does it hold Hermes' sessions? By tables and by what documents are. Never throws. */
export function accepts(path: string, powers: ReadPowers): boolean {
  return profilesOf(path, powers, []).some(
    ({ database, documents }) => (database !== null && isStateDatabase(database, powers)) || documents.slice(0, TRIED).some((file) => isOurs(file, powers)),
  );
}

function isOurs(file: string, powers: ReadPowers): boolean {
  if (someRecord(file, powers, (value) => isSession(value) || isMeta(value))) return true;
  const read = jsonDocument(file, powers, DOCUMENT_BYTES);
  return read.dropped === null && isSession(read.value);
}

/** Root (Hermes' folder, a profile's, a folder of documents, a file) -> sources. */
export function* sourcesOf(root: LogRoot, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const dropped: Dropped[] = [];
  const profiles = profilesOf(root.path, powers, dropped);
  yield* leftOut("root:left-out", dropped);
  if (profiles.every((one) => one.database === null && one.documents.length === 0))
    yield* leftOut("root", [dropOf("source.absent", root.path, rootKind(root.path, powers) === null ? "nothing there" : "no sessions")]);
  for (const { name, database, documents } of profiles) {
    const known = new Set<string>();
    if (database !== null) yield* databaseSources(database, name, name, powers, options, known);
    for (const path of documents) yield documentSource(path, relative(root.path, path), (id) => known.has(id), powers, options);
  }
}

function documentSource(path: string, name: string, isKnown: (id: string) => boolean, powers: ReadPowers, options: ReadOptions): LogSource {
  const read = (): Iterable<Reading> => (path.endsWith(".json") ? [readDocument(path, isKnown, powers, options)] : readLines(path, isKnown, powers, options));
  const stamp = fingerprintOf([path], powers);
  const named = basename(path)
    .replace(/^session_/, "")
    .replace(/\.jsonl?$/, "");
  return { id: `file:${name}`, fingerprint: stamp === null ? null : JSON.stringify([stamp, isKnown(named)]), read };
}

function profilesOf(path: string, powers: ReadPowers, dropped: Dropped[]): readonly Profile[] {
  const kind = rootKind(path, powers);
  if (kind === "file") {
    const isDatabase = isDatabaseFile(path, powers) || path.endsWith(".db");
    return [{ name: "main", database: isDatabase ? path : null, documents: isDatabase ? [] : [path] }];
  }
  if (kind !== "folder") return [];
  const inside = join(path, "profiles");
  const profiles = namesIn(inside, powers, dropped).filter((name) => kindOf(join(inside, name), powers) === "folder");
  return [profileAt(path, "main", powers, dropped), ...profiles.map((name) => profileAt(join(inside, name), name, powers, dropped))];
}

function profileAt(folder: string, name: string, powers: ReadPowers, dropped: Dropped[]): Profile {
  const database = join(folder, "state.db");
  const inside = join(folder, "sessions");
  const at = kindOf(inside, powers) === "folder" ? inside : folder;
  const isExports = at === folder;
  const documents = namesIn(at, powers, dropped)
    .filter((one) => /^session_.*\.json$/.test(one) || (one.endsWith(".jsonl") && !one.startsWith("request_dump_")))
    .map((one) => join(at, one))
    .filter((one) => kindOf(one, powers) === "file" && (!isExports || isOurs(one, powers)));
  return { name, database: kindOf(database, powers) === "file" ? database : null, documents };
}
