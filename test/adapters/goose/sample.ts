import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Sample } from "../../contracts/adapter-contract.ts";

const FIXTURES = new URL("../../fixtures/adapters/goose/", import.meta.url).pathname;
export const OLD_FILE = "20250601_090000.jsonl";

/** The database, written as its program does. */
export function gooseSample(folder: string): Sample {
  const transcript = join(folder, "sessions.db");
  mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(transcript);
  db.exec("PRAGMA journal_mode = WAL");
  db.exec(readFileSync(join(FIXTURES, "sessions.sql"), "utf8"));
  db.close();
  return { root: folder, transcript, prompts: 4, counts: { sessions: 3, prompts: 4, replies: 7, calls: 3, results: 3 } };
}

/** A file of the old storage. */
export function gooseFileSample(folder: string): Sample {
  mkdirSync(folder, { recursive: true });
  const transcript = join(folder, OLD_FILE);
  copyFileSync(join(FIXTURES, OLD_FILE), transcript);
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 } };
}
