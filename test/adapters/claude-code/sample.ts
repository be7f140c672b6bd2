import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";

export type LogRecord = Readonly<Record<string, unknown>>;

/** Records of one session, each the child of the one before, as Claude Code chains them. */
export class Session {
  readonly records: LogRecord[] = [];
  private readonly id: string;
  private readonly always: LogRecord;
  private last: string | null = null;
  private made = 0;

  constructor(id: string, always: LogRecord = {}) {
    this.id = id;
    this.always = always;
  }

  /** A record in the tree; its id can be given, and its parent. */
  add(type: string, more: LogRecord): string {
    this.made += 1;
    const uuid = typeof more["uuid"] === "string" ? more["uuid"] : `${this.id}-${this.made}`;
    const envelope = { isSidechain: false, userType: "external", cwd: "/home/ada/shop", sessionId: this.id, version: "2.1.100", gitBranch: "main" };
    this.records.push({ parentUuid: this.last, ...envelope, type, uuid, timestamp: this.time(), ...this.always, ...more });
    this.last = uuid;
    return uuid;
  }

  /** A record beside the tree. */
  beside(type: string, more: LogRecord): void {
    this.made += 1;
    this.records.push({ type, sessionId: this.id, timestamp: this.time(), ...more });
  }

  user(content: unknown, more: LogRecord = {}): string {
    return this.add("user", { message: { role: "user", content }, ...more });
  }

  answer(message: string, block: LogRecord | string, more: LogRecord = {}): string {
    const content = [typeof block === "string" ? { type: "text", text: block } : block];
    return this.add("assistant", {
      message: { id: message, type: "message", role: "assistant", model: "claude-sonnet-4-5", content },
      requestId: `req_${message}`,
      ...more,
    });
  }

  call(message: string, id: string, name: string, input: LogRecord): string {
    return this.answer(message, { type: "tool_use", id, name, input });
  }

  result(id: string, content: unknown, isError = false, structured: unknown = {}): string {
    return this.user([{ tool_use_id: id, type: "tool_result", content, is_error: isError }], { toolUseResult: structured });
  }

  queue(operation: string, content?: string, more: LogRecord = {}): void {
    this.beside("queue-operation", { operation, ...(content === undefined ? {} : { content }), ...more });
  }

  /** The next record is a child of this one. */
  goBackTo(uuid: string | null): void {
    this.last = uuid;
  }

  get jsonl(): string {
    return this.records.map((record) => `${JSON.stringify(record)}\n`).join("");
  }

  private time(): string {
    return new Date(Date.UTC(2026, 2, 2, 9, 0, this.made)).toISOString();
  }
}

export function write(path: string, content: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A configuration folder with one session, one subagent of it and a session of a program. */
export function claudeCodeSample(folder: string): Sample {
  const project = join(folder, "projects/-home-ada-shop");
  const main = new Session("5e55-1");
  main.beside("file-history-snapshot", { messageId: "m", snapshot: { messageId: "m", trackedFileBackups: {} }, isSnapshotUpdate: false });
  main.user("add a test for the empty cart\n<system-reminder>The date has changed.</system-reminder>");
  main.answer("msg_1", "I look.");
  main.call("msg_1", "toolu_1", "Bash", { command: "npm test -- cart" });
  main.result("toolu_1", "Exit code 1\n1 failing", true, "Error: Exit code 1\n1 failing");
  main.user("<command-message>review</command-message>\n<command-name>/review</command-name>\n<command-args>only the cart module</command-args>");
  main.queue("enqueue", "also update the changelog");
  main.answer("msg_2", "Done.");
  const helper = new Session("5e55-1", { isSidechain: true, agentId: "a1" });
  helper.user("look around");
  helper.answer("msg_3", "Nothing there.");
  write(join(project, "5e55-1/subagents/agent-a1.jsonl"), helper.jsonl);
  const program = new Session("5e55-2", { entrypoint: "sdk-cli", promptSource: "sdk" });
  program.user("summarise the diff");
  program.answer("msg_4", "Nothing changed.");
  write(join(project, "5e55-2.jsonl"), program.jsonl);
  const transcript = write(join(project, "5e55-1.jsonl"), main.jsonl);
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 } };
}
