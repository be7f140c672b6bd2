import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Counts } from "../../contracts/adapter-counts.ts";
import type { Sample } from "../../contracts/adapter-contract.ts";

const FIXTURES = new URL("../../fixtures/adapters/skillloop/", import.meta.url).pathname;
const TRACES: Counts = { sessions: 2, prompts: 2, replies: 4, calls: 3, results: 2 };

function sampleOf(name: string, counts: Counts): (folder: string) => Sample {
  return (folder) => {
    mkdirSync(folder, { recursive: true });
    const transcript = join(folder, name);
    copyFileSync(join(FIXTURES, name), transcript);
    return { root: folder, transcript, prompts: counts.prompts, counts };
  };
}

export const tracesSample = sampleOf("traces.jsonl", TRACES);
export const traceSample = sampleOf("trace.json", { sessions: 1, prompts: 1, replies: 2, calls: 2, results: 1 });
export const genericSample = sampleOf("generic.jsonl", { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 });

/** The store of a project. */
export function storeSample(folder: string): Sample {
  mkdirSync(join(folder, ".skillloop"), { recursive: true });
  const transcript = join(folder, ".skillloop", "skillloop.db");
  const db = new DatabaseSync(transcript);
  db.exec("PRAGMA user_version = 2; CREATE TABLE traces (id TEXT PRIMARY KEY, source TEXT NOT NULL, created_at TEXT NOT NULL, payload TEXT NOT NULL)");
  db.exec("CREATE TABLE evaluations (id TEXT PRIMARY KEY, trace_id TEXT NOT NULL, score INTEGER NOT NULL, created_at TEXT NOT NULL, payload TEXT NOT NULL)");
  for (const line of readFileSync(join(FIXTURES, "traces.jsonl"), "utf8").trimEnd().split("\n")) {
    const trace = JSON.parse(line) as Readonly<Record<"id" | "source" | "created_at", string>>;
    db.prepare("INSERT INTO traces VALUES (?, ?, ?, ?)").run(trace.id, trace.source, trace.created_at, line);
  }
  db.close();
  return { root: folder, transcript, prompts: 2, counts: TRACES };
}
