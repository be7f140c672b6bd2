import { asFields, parsedOrUndefined } from "#adapters/common/fields";
import { join } from "node:path";
import { linesOf } from "#kernel/lines";
import type { ReadPowers } from "#kernel/powers";
import { roleOf } from "./file-name.ts";
import { DATABASE_NAME, layoutOf } from "./layout.ts";
import { SignsOfPi } from "./pi.ts";
import { readRecord } from "./records.ts";

const HEAD_LINES = 20;
const HEAD_BYTES = 4 * 1024 * 1024;
const FILES_TRIED = 20;
/** Lines looked at for signs of the other agent that writes this format. */
const MARKED_LINES = 60;

/** Path -> does it hold OpenClaw logs? Decided by what a folder, file or database contains. Never throws. */
export function accepts(path: string, powers: ReadPowers): boolean {
  const layout = layoutOf(path, powers);
  try {
    if (layout.kind === "state") return acceptsState(layout.path, powers);
    if (layout.kind === "agent") return acceptsAgent(layout.path, powers);
    if (layout.kind === "sessions") return acceptsSessions(layout.path, powers);
    if (layout.kind === "database") return acceptsDatabase(layout.path, powers);
    return layout.kind === "transcript" && acceptsTranscript(layout.path, powers);
  } catch {
    return false;
  }
}

function acceptsState(path: string, powers: ReadPowers): boolean {
  const agents = join(path, "agents");
  const names = powers.files.facts(agents)?.kind === "folder" ? powers.files.names(agents) : [];
  return names.some((name) => acceptsAgent(join(agents, name), powers));
}

function acceptsAgent(path: string, powers: ReadPowers): boolean {
  const database = join(path, "agent", DATABASE_NAME);
  if (powers.files.facts(database)?.kind === "file" && isAgentDatabase(database, powers)) return true;
  return acceptsSessions(join(path, "sessions"), powers);
}

/** A database in an agent's place that cannot be opened is accepted: reading it will say why. */
function isAgentDatabase(path: string, powers: ReadPowers): boolean {
  try {
    return acceptsDatabase(path, powers);
  } catch {
    return true;
  }
}

function acceptsSessions(path: string, powers: ReadPowers): boolean {
  if (powers.files.facts(path)?.kind !== "folder") return false;
  const names = powers.files.names(path);
  const transcripts = names.filter((name) => ["live", "reset", "deleted"].includes(roleOf(name).role));
  if (names.includes("sessions.json") && transcripts.length === 0) return isIndex(join(path, "sessions.json"), powers);
  return transcripts.slice(0, FILES_TRIED).some((name) => name.endsWith(".zst") || acceptsTranscript(join(path, name), powers));
}

function isIndex(path: string, powers: ReadPowers): boolean {
  const index = asFields(JSON.parse(new TextDecoder("utf-8").decode(powers.files.bytes(path, 64 * 1024 * 1024))));
  return index !== null && Object.values(index).every((entry) => typeof asFields(entry)?.["sessionId"] === "string");
}

function acceptsDatabase(path: string, powers: ReadPowers): boolean {
  const db = powers.files.openDatabase(path);
  try {
    const columns = db.columns("transcript_events");
    return columns.includes("session_id") && columns.includes("event_json");
  } finally {
    db.close();
  }
}

/**
 * One of the first records is a session header, or (a cut file) a record with the fields every one of them has. Droid
 * writes messages of the same outer shape below a header of its own.
 */
function acceptsTranscript(path: string, powers: ReadPowers): boolean {
  let tried = 0;
  let isAccepted = false;
  let isOthers = false;
  const pi = new SignsOfPi(path, powers);
  for (const { bytes } of linesOf(powers.files.chunks(path), HEAD_BYTES)) {
    tried += 1;
    const line = bytes === null ? "" : new TextDecoder("utf-8").decode(bytes);
    isAccepted ||= tried <= HEAD_LINES && isOurs(line);
    isOthers ||= tried === 1 && asFields(parsedOrUndefined(line))?.["type"] === "session_start";
    pi.look(line);
    if (tried >= (isAccepted ? MARKED_LINES : HEAD_LINES)) break;
  }
  return isAccepted && !isOthers && !pi.isPis();
}

function isOurs(line: string): boolean {
  try {
    const fields = asFields(JSON.parse(line));
    if (fields?.["type"] === "session") return typeof fields["id"] === "string" && typeof fields["timestamp"] === "string";
    const isTree = fields !== null && typeof fields["id"] === "string" && "parentId" in fields;
    return isTree && readRecord(fields, { path: "", line: 0 }).entry !== null;
  } catch {
    return false;
  }
}
