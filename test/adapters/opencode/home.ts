import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Fields } from "#adapters/common/fields";

/** A session as the program thinks of it; the three storages write it down differently. */
export type Session = Readonly<{ info: Fields & Readonly<{ id: string }>; messages: readonly Message[] }>;
export type Message = Readonly<{ info: Fields & Readonly<{ id: string }>; parts: readonly Fields[] }>;

const START = 1769940000000;
let parts = 0;

export const session = (id: string, messages: readonly Message[], more: Fields = {}): Session => ({
  info: { id, projectID: "p1", directory: "/home/ada/shop", title: "Cart", version: "1.2.10", time: { created: START, updated: START + 60_000 }, ...more },
  messages,
});
const part = (fields: Fields): Fields => ({ id: `prt_${String((parts += 1)).padStart(4, "0")}`, ...fields });
export const text = (words: string, more: Fields = {}): Fields => part({ type: "text", text: words, ...more });
export const other = (type: string, more: Fields = {}): Fields => part({ type, ...more });
export const user = (id: string, second: number, ...content: readonly Fields[]): Message => ({
  info: { id, role: "user", time: { created: START + second * 1000 }, agent: "build", model: { providerID: "p", modelID: "m" } },
  parts: content,
});
export const assistant = (id: string, second: number, content: readonly Fields[], more: Fields = {}): Message => ({
  info: {
    id,
    role: "assistant",
    modelID: "m",
    time: { created: START + second * 1000, completed: START + second * 1000 + 500 },
    path: { cwd: "/home/ada/shop" },
    ...more,
  },
  parts: content,
});
export const tool = (callID: string, name: string, input: Fields, state: Fields): Fields =>
  part({ type: "tool", tool: name, callID, state: { input, time: { start: START + 2000, end: START + 4900 }, ...state } });

export function writeJson(path: string, value: unknown): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
  return path;
}

/** The tree of JSON files under `<data>/storage`; returns the file of the first session. */
export function writeTree(data: string, sessions: readonly Session[]): string {
  const storage = join(data, "storage");
  const files = sessions.map(({ info, messages }) => {
    for (const one of messages) {
      writeJson(join(storage, "message", info.id, `${one.info.id}.json`), { ...one.info, sessionID: info.id });
      for (const inner of one.parts) writeJson(join(storage, "part", one.info.id, `${String(inner["id"])}.json`), { ...inner, messageID: one.info.id });
    }
    return writeJson(join(storage, "session", "p1", `${info.id}.json`), info);
  });
  return files[0] ?? "";
}

/** A database in WAL mode whose rows still stand in the log beside it when `open` is kept; returns its path. */
export function writeDatabase(path: string, sessions: readonly Session[], work: (db: DatabaseSync) => void = () => undefined): string {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE session (id TEXT PRIMARY KEY, project_id TEXT, parent_id TEXT, title TEXT, directory TEXT, version TEXT, revert TEXT, time_created INTEGER, time_updated INTEGER);
    CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT);
    CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT);`);
  for (const { info, messages } of sessions) {
    const time = info["time"] as Readonly<{ created: number; updated: number }>;
    const revert = info["revert"] === undefined ? null : JSON.stringify(info["revert"]);
    const [parent, title, directory, version] = ["parentID", "title", "directory", "version"].map((key) => (info[key] as string | undefined) ?? null);
    db.prepare("INSERT INTO session VALUES (?, 'p1', ?, ?, ?, ?, ?, ?, ?)").run(
      info.id,
      parent ?? null,
      title ?? null,
      directory ?? null,
      version ?? null,
      revert,
      time.created,
      time.updated,
    );
    for (const one of messages) addMessage(db, info.id, one);
  }
  work(db);
  db.close();
  return path;
}

export function addMessage(db: DatabaseSync, sessionId: string, { info, parts: inner }: Message): void {
  const { id, ...data } = info;
  const created = (info["time"] as Readonly<{ created: number }>).created;
  db.prepare("INSERT INTO message VALUES (?, ?, ?, ?, ?)").run(id, sessionId, created, created, JSON.stringify(data));
  for (const { id: partId, ...fields } of inner) {
    db.prepare("INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)").run(String(partId), id, sessionId, created, created, JSON.stringify(fields));
  }
}
