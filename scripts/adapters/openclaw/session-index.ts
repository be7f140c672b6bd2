import { asFields, type Fields, textOrNull } from "#adapters/common/fields";
import { basename, join } from "node:path";
import type { Dropped } from "#kernel/dropped";
import type { ReadFiles } from "#kernel/powers";
import { joinFacts, NO_FACTS, type SessionFacts } from "./filter.ts";

/** `sessions.json`: facts by session id and by name of the transcript file, and the files named outside of the folder's own listing. */
export type SessionIndex = Readonly<{
  bySession: ReadonlyMap<string, SessionFacts>;
  byFile: ReadonlyMap<string, SessionFacts>;
  elsewhere: readonly Readonly<{ session: string; path: string }>[];
  dropped: readonly Dropped[];
}>;

const INDEX_BYTES = 256 * 1024 * 1024;

/** Sessions folder -> its index. An absent or damaged index gives no facts (and a reason); never throws. */
export function readIndex(folder: string, files: ReadFiles): SessionIndex {
  const path = join(folder, "sessions.json");
  const dropped: Dropped[] = [];
  const entries = readEntries(path, files, dropped);
  const bySession = new Map<string, SessionFacts>();
  const byFile = new Map<string, SessionFacts>();
  const elsewhere: { session: string; path: string }[] = [];
  for (const [key, value] of Object.entries(entries)) {
    const entry = asFields(value);
    const session = textOrNull(entry?.["sessionId"]);
    if (entry === null || session === null) {
      dropped.push({ reason: "record.wrong-shape", place: { path, line: 0 }, detail: "index entry" });
      continue;
    }
    const facts = entryFacts(key, entry);
    const file = textOrNull(entry["sessionFile"]);
    bySession.set(session, joinFacts(bySession.get(session) ?? NO_FACTS, facts));
    if (file === null || file.includes("\0")) continue;
    byFile.set(basename(file), joinFacts(byFile.get(basename(file)) ?? NO_FACTS, facts));
    elsewhere.push({ session, path: file });
  }
  return { bySession, byFile, elsewhere, dropped };
}

/** Session key and an entry of the index (or the same object in a database) -> facts. */
export function entryFacts(key: string, entry: Fields): SessionFacts {
  const depth = entry["spawnDepth"];
  const chatType = textOrNull(entry["chatType"]);
  return {
    ...NO_FACTS,
    keys: [key],
    chatTypes: chatType === null ? [] : [chatType],
    spawned: textOrNull(entry["spawnedBy"]) !== null || (typeof depth === "number" && depth > 0),
    machine: isSet(entry["pluginOwnerId"]) || isSet(entry["hookExternalContentSource"]),
  };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && value !== false;
}

function readEntries(path: string, files: ReadFiles, dropped: Dropped[]): Fields {
  const place = { path, line: 0 };
  let text: string;
  try {
    if (files.facts(path) === null) return {};
    text = new TextDecoder("utf-8").decode(files.bytes(path, INDEX_BYTES));
  } catch {
    dropped.push({ reason: "source.unreadable", place });
    return {};
  }
  try {
    const fields = asFields(JSON.parse(text));
    if (fields !== null) return fields;
    dropped.push({ reason: "record.wrong-shape", place, detail: "index" });
  } catch {
    dropped.push({ reason: "record.not-json", place, detail: "index" });
  }
  return {};
}
