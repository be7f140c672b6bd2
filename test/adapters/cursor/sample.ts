import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Sample } from "../../contracts/adapter-contract.ts";

type Fields = Readonly<Record<string, unknown>>;

export const said = (role: string, ...content: readonly Fields[]): Fields => ({ role, message: { content } });
export const text = (words: string): Fields => ({ type: "text", text: words });
export const use = (name: string, input: Fields): Fields => ({ type: "tool_use", name, input });
export const jsonl = (...records: readonly Fields[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join("");

export function write(path: string, content: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Cursor's own folder with one agent transcript. */
export function cursorSample(folder: string): Sample {
  const transcript = write(
    join(folder, "projects/home-ada-shop/agent-transcripts/c-1/c-1.jsonl"),
    jsonl(
      said(
        "user",
        text(
          '<attached_files>\n<code_selection path="cart.ts">x</code_selection>\n</attached_files>\n<user_query>\nrename total to grandTotal everywhere\n</user_query>',
        ),
      ),
      said("assistant", text("Searching for uses."), use("Grep", { pattern: "total", path: "src" })),
      said("assistant", text("Done.")),
      said("user", text("<user_query>now the docs</user_query>")),
    ),
  );
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 0 } };
}

/** Rows of a table with a key and a value. */
export function writeValues(path: string, table: string, values: Readonly<Record<string, unknown>>): string {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path);
  db.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)`);
  for (const [key, value] of Object.entries(values)) db.prepare(`INSERT INTO ${table} VALUES (?, ?)`).run(key, JSON.stringify(value));
  db.close();
  return path;
}

/** The editor's user folder with one conversation. */
export function cursorIdeSample(folder: string): Sample {
  const tool = {
    name: "run_terminal_cmd",
    toolCallId: "t1",
    status: "completed",
    rawArgs: '{"command":"npm test"}',
    result: '{"output":"1 failing","exitCodeV2":1}',
  };
  const transcript = writeValues(join(folder, "globalStorage/state.vscdb"), "cursorDiskKV", {
    "composerData:c-1": {
      composerId: "c-1",
      createdAt: 1_772_356_500_000,
      lastUpdatedAt: 1_772_356_600_000,
      fullConversationHeadersOnly: [
        { bubbleId: "b1", type: 1 },
        { bubbleId: "b2", type: 2 },
        { bubbleId: "b3", type: 2 },
      ],
    },
    "bubbleId:c-1:b1": { type: 1, text: "rename total to grandTotal everywhere", createdAt: "2026-01-10T08:00:00.000Z" },
    "bubbleId:c-1:b2": { type: 2, text: "\n", toolFormerData: tool },
    "bubbleId:c-1:b3": { type: 2, text: "One test fails." },
  });
  return { root: folder, transcript, prompts: 1, counts: { sessions: 1, prompts: 1, replies: 1, calls: 1, results: 1 } };
}

export function addBlobs(path: string, ...messages: readonly unknown[]): void {
  const db = new DatabaseSync(path);
  db.exec("CREATE TABLE IF NOT EXISTS blobs (id TEXT PRIMARY KEY, data BLOB); CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)");
  const count = Number(db.prepare("SELECT count(*) AS n FROM blobs").get()?.["n"]);
  messages.forEach((message, at) => {
    const data = message instanceof Uint8Array ? message : Buffer.from(JSON.stringify(message));
    db.prepare("INSERT INTO blobs VALUES (?, ?)").run(`id${count + at}`, data);
  });
  db.close();
}

/** Cursor's own folder with one chat of the command line. */
export function cursorCliSample(folder: string): Sample {
  const transcript = join(folder, "chats/0123456789abcdef/s-1/store.db");
  mkdirSync(dirname(transcript), { recursive: true });
  addBlobs(
    transcript,
    { role: "system", content: "You are" },
    { role: "user", content: "<user_info>\nOS\n</user_info>" },
    { role: "user", content: [text("<user_query>\nfix the failing cart test\n</user_query>")] },
    new Uint8Array([10, 32, 1, 2]),
    { role: "assistant", id: "1", content: [text("I run it."), { type: "tool-call", toolCallId: "t1", toolName: "Shell", args: { command: "npm test" } }] },
    { role: "tool", content: [{ type: "tool-result", toolCallId: "t1", toolName: "Shell", result: "Exit code: 1\n1 failing", isError: false }] },
    { role: "assistant", content: [text("It fails.")] },
  );
  const db = new DatabaseSync(transcript);
  const meta = { agentId: "s-1", name: "cart", createdAt: 1_772_356_500_000, workspacePath: "/home/ada/shop" };
  db.prepare("INSERT INTO meta VALUES ('0', ?)").run(Buffer.from(JSON.stringify(meta)).toString("hex"));
  db.close();
  return { root: folder, transcript, prompts: 1, counts: { sessions: 1, prompts: 1, replies: 2, calls: 1, results: 1 } };
}
