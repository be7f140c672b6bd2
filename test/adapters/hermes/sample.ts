import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { Sample } from "../../contracts/adapter-contract.ts";

export type Fields = Readonly<Record<string, SQLInputValue>>;

const SCHEMA: Readonly<Record<string, string>> = {
  sessions:
    "id TEXT PRIMARY KEY, source TEXT, user_id TEXT, model TEXT, model_config TEXT, parent_session_id TEXT, started_at REAL, ended_at REAL, end_reason TEXT, message_count INTEGER, title TEXT, cwd TEXT, git_repo_root TEXT, session_key TEXT, chat_type TEXT",
  messages:
    "id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT, role TEXT, content TEXT, tool_call_id TEXT, tool_calls TEXT, tool_name TEXT, timestamp REAL, finish_reason TEXT, active INTEGER DEFAULT 1, compacted INTEGER DEFAULT 0, display_kind TEXT, observed INTEGER DEFAULT 0, _compressed_summary INTEGER DEFAULT 0, message_uid TEXT",
};

/** Tables of the release that the notes describe; a test may have fewer columns. */
export function writeState(path: string, sessions: readonly Fields[], messages: readonly Fields[], schema = SCHEMA): string {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = WAL");
  for (const [table, columns] of Object.entries(schema)) db.exec(`CREATE TABLE IF NOT EXISTS ${table} (${columns})`);
  for (const [table, rows] of Object.entries({ sessions, messages })) {
    for (const row of rows)
      db.prepare(
        `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
          .map(() => "?")
          .join(", ")})`,
      ).run(...Object.values(row));
  }
  db.close();
  return path;
}

export const START = 1_772_356_500;
export const session = (id: string, more: Fields = {}): Fields => ({ id, source: "cli", started_at: START, cwd: "/home/ada/shop", ...more });
export const user = (session_id: string, content: string, more: Fields = {}): Fields => ({ session_id, role: "user", content, timestamp: START + 1, ...more });
export const reply = (session_id: string, content: string, more: Fields = {}): Fields => ({
  session_id,
  role: "assistant",
  content,
  timestamp: START + 2,
  ...more,
});
export const callOf = (id: string, name: string, input: object): string =>
  JSON.stringify([{ id, type: "function", function: { name, arguments: JSON.stringify(input) } }]);
export const result = (session_id: string, tool_call_id: string, content: string, more: Fields = {}): Fields => ({
  session_id,
  role: "tool",
  tool_call_id,
  content,
  timestamp: START + 3,
  ...more,
});

/** Folder of Hermes with one session in its database. */
export function hermesSample(folder: string): Sample {
  const transcript = writeState(
    join(folder, "state.db"),
    [session("20260301_091500_ab12cd", { end_reason: "cli_close" })],
    [
      user("20260301_091500_ab12cd", "fix the failing cart test"),
      reply("20260301_091500_ab12cd", "", { tool_calls: callOf("call_1", "terminal", { command: "npm test" }) }),
      result("20260301_091500_ab12cd", "call_1", '{"output": "1 failing", "exit_code": 1, "error": null}'),
      reply("20260301_091500_ab12cd", "One fails.", { timestamp: START + 4 }),
      user("20260301_091500_ab12cd", "[IMPORTANT: Background process proc_1 completed (exit code 0).]", { timestamp: START + 40 }),
    ],
  );
  return { root: folder, transcript, prompts: 1, counts: { sessions: 1, prompts: 1, replies: 2, calls: 1, results: 1 } };
}

/** What `hermes sessions export` writes. */
export function hermesFilesSample(folder: string): Sample {
  const messages = [
    { role: "user", content: "fix the failing cart test", timestamp: START + 1.2 },
    { role: "assistant", content: "", tool_calls: JSON.parse(callOf("call_1", "terminal", { command: "npm test" })) as unknown, timestamp: START + 3 },
    { role: "tool", tool_call_id: "call_1", tool_name: "terminal", content: '{"output":"1 failing","exit_code":1,"error":null}', timestamp: START + 6 },
    { role: "user", content: "[IMPORTANT: Background process proc_1 completed (exit code 0).]", timestamp: START + 40 },
  ];
  const one = {
    id: "20260301_091500_ab12cd",
    source: "cli",
    model: "example/model",
    started_at: START,
    ended_at: START + 60.5,
    end_reason: "cli_close",
    cwd: "/home/ada/shop",
    messages,
  };
  const two = { ...one, id: "20260302_091500_ab12ce", messages: [{ role: "user", content: "and the docs", timestamp: START + 90_000 }] };
  const transcript = join(folder, "out.jsonl");
  mkdirSync(folder, { recursive: true });
  writeFileSync(transcript, `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`);
  return { root: folder, transcript, prompts: 2, counts: { sessions: 2, prompts: 2, replies: 1, calls: 1, results: 1 } };
}
