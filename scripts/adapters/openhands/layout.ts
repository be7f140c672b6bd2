import { basename, dirname, join } from "node:path";
import { asFields, asList } from "#adapters/common/fields";
import { jsonDocument, someRecord } from "#adapters/common/records";
import { kindOf, namesIn, rootKind } from "#adapters/common/walk";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";

/** What a path is: folders of conversations (each with its events), a saved trajectory, the output of an evaluation, or nothing of ours. */
export type Layout =
  | Readonly<{ kind: "conversations"; path: string; folders: readonly string[]; dropped: readonly Dropped[] }>
  | Readonly<{ kind: "trajectory" | "evaluation" | "other" | "absent"; path: string }>;

/** A trajectory is one document and is held whole. */
export const DOCUMENT_BYTES = 256 * 1024 * 1024;
const EVENT_NAME = /^(?:\d{1,9}|event-\d{1,9}-[\w-]{1,80})\.json$/;
/** The server of the web application keeps events beside each other, under their ids (before, under their times), or several in one file. */
const SERVER_NAME = /^(?:[0-9a-f]{32}\.json|\d{14}_\w{1,80}_[0-9a-f]{32})$/;
const USER_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BATCHES = "events_batch";
const PLACES = ["", "sessions", "conversations", "v1/events", "v1_conversations"];
const HEAD_BYTES = 1 << 16;
const TRIED = 5;

/** Path -> layout, by what is in it. Never throws. */
export function layoutOf(path: string, powers: ReadPowers): Layout {
  const kind = rootKind(path, powers);
  if (kind === null) return { kind: "absent", path };
  if (kind === "file") return { kind: fileKind(path, powers), path };
  if (kind !== "folder") return { kind: "other", path };
  if (basename(path) === "events" && holdsEvents(path, powers)) return { kind: "conversations", path, folders: [dirname(path)], dropped: [] };
  if (isConversation(path, powers)) return { kind: "conversations", path, folders: [path], dropped: [] };
  const dropped: Dropped[] = [];
  const users = namesIn(path, powers, []).flatMap((name) => (USER_ID.test(name) ? [join(name, "v1_conversations")] : []));
  const older = kindOf(join(path, "users"), powers) === "folder" ? namesIn(join(path, "users"), powers, dropped) : [];
  const places = [...PLACES, ...users, ...older.map((name) => join("users", name, "conversations"))];
  const folders = places.flatMap((below) => {
    const folder = join(path, below);
    return kindOf(folder, powers) === "folder" ? conversationsIn(folder, powers, dropped) : [];
  });
  return folders.length === 0 ? { kind: "other", path } : { kind: "conversations", path, folders, dropped };
}

function conversationsIn(folder: string, powers: ReadPowers, dropped: Dropped[]): readonly string[] {
  return namesIn(folder, powers, dropped)
    .map((name) => join(folder, name))
    .filter((one) => {
      if (kindOf(one, powers) === "link") dropped.push({ reason: "source.link", place: { path: one, line: 0 } });
      return kindOf(one, powers) === "folder" && isConversation(one, powers);
    });
}

function isConversation(folder: string, powers: ReadPowers): boolean {
  const events = join(folder, "events");
  if (kindOf(events, powers) === "folder" && holdsEvents(events, powers)) return true;
  return areEvents(serverFiles(folder, powers, []), powers);
}

/** Files of events as the server of the web application keeps them, in no order. */
export function serverFiles(folder: string, powers: ReadPowers, dropped: Dropped[]): readonly string[] {
  const batches = join(folder, BATCHES);
  const inBatches = kindOf(batches, powers) === "folder" ? namesIn(batches, powers, dropped).filter((name) => name.endsWith(".json")) : [];
  const single = namesIn(folder, powers, dropped).filter((name) => SERVER_NAME.test(name));
  return [...single.map((name) => join(folder, name)), ...inBatches.map((name) => join(batches, name))].filter((path) => kindOf(path, powers) === "file");
}

/** Files of events, in the order in which they were written. */
export function eventFiles(events: string, powers: ReadPowers, dropped: Dropped[]): readonly string[] {
  const numberOf = (name: string): number => Number(/\d+/.exec(name)?.[0] ?? "0");
  return namesIn(events, powers, dropped)
    .filter((name) => EVENT_NAME.test(name) && kindOf(join(events, name), powers) === "file")
    .sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1))
    .map((name) => join(events, name));
}

/** A damaged event among the first does not hide the others. */
function holdsEvents(events: string, powers: ReadPowers): boolean {
  return areEvents(eventFiles(events, powers, []), powers);
}

function areEvents(files: readonly string[], powers: ReadPowers): boolean {
  return files.slice(0, TRIED).some((path) => {
    const document = jsonDocument(path, powers, DOCUMENT_BYTES);
    return document.dropped === null && inBatch(document.value).some(isEvent);
  });
}

/** Document of one event, or of several -> the events. */
export function inBatch(value: unknown): readonly unknown[] {
  const events = Array.isArray(value) ? value : asFields(value)?.["events"];
  return Array.isArray(events) ? asList(events) : [value];
}

/** An event of the first generation has an action or an observation, one of the second a kind; both say who and when. */
export function isEvent(value: unknown): boolean {
  const fields = asFields(value);
  if (fields === null || typeof fields["source"] !== "string" || typeof fields["timestamp"] !== "string") return false;
  const isFirst = typeof fields["action"] === "string" || typeof fields["observation"] === "string";
  return isFirst || (typeof fields["kind"] === "string" && typeof fields["id"] === "string");
}

/** Document -> its list of events: the document itself, or what it keeps under `trajectory`; null for another. */
export function eventsOf(value: unknown): readonly unknown[] | null {
  const list = Array.isArray(value) ? value : asList(asFields(value)?.["trajectory"]);
  return list.slice(0, TRIED * 4).some(isEvent) ? list : null;
}

function fileKind(path: string, powers: ReadPowers): "trajectory" | "evaluation" | "other" {
  try {
    const head = headOf(path, powers);
    if (/^\s*(?:\[|\{\s*"trajectory")/.test(head) && head.includes('"timestamp"')) {
      const document = jsonDocument(path, powers, DOCUMENT_BYTES);
      if (document.dropped === null && eventsOf(document.value) !== null) return "trajectory";
    }
    return someRecord(path, powers, isInstance) ? "evaluation" : "other";
  } catch {
    return "other";
  }
}

/** A run of a benchmark, or of the resolver of issues. */
export function isInstance(value: unknown): boolean {
  const fields = asFields(value);
  const isNamed = typeof fields?.["instance_id"] === "string" || asFields(fields?.["issue"]) !== null;
  return isNamed && Array.isArray(fields?.["history"]);
}

function headOf(path: string, powers: ReadPowers): string {
  for (const chunk of powers.files.chunks(path)) return Buffer.from(chunk.subarray(0, HEAD_BYTES)).toString("utf8");
  return "";
}
