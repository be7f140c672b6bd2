import { basename } from "node:path";
import { asFields, type Fields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { dropOf } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { Reading } from "#adapters/contract";
import type { Place } from "#kernel/trace";
import { tellUser } from "./prompt.ts";
import type { SessionHead, StoredMessage, StoredSession } from "./store.ts";
import { toolOf } from "./tool.ts";

const KNOWN_PARTS = new Set(["text", "reasoning", "file", "tool", "step-start", "step-finish", "snapshot", "patch", "agent", "subtask", "retry", "compaction"]);
const SUBAGENT_TITLE = /\(@[^()]{1,80} subagent\)$/;

/** A stored session -> its conversation, or the reason why it is none. */
export function readSession(session: StoredSession): Reading {
  const { head, path } = session;
  if (head.parent !== null || SUBAGENT_TITLE.test(head.title)) return { conversation: null, dropped: [dropOf("session.subagent", path)] };
  const teller = new Teller(head, session.copies);
  for (const message of session.messages()) {
    if ("reason" in message) teller.story.dropped.push(message);
    else teller.message(message);
  }
  teller.finish();
  const { story, said } = teller;
  if (said === 0) {
    const why = teller.copied ? dropOf("source.copy", path, "fork") : dropOf("source.not-transcript", path, "empty");
    return { conversation: null, dropped: [...story.dropped, why] };
  }
  const program = basename(path).startsWith("kilo") ? "kilo" : "opencode";
  const facts = {
    id: head.id,
    adapter: "opencode",
    path,
    project: head.directory ?? teller.directory,
    startedAt: head.startedAt,
    runtime: head.version === null ? program : `${program} ${head.version}`,
  };
  return { conversation: conversationOf(facts, story), dropped: story.dropped };
}

class Teller {
  readonly story = new Story();
  /** Messages that were told, copies left out: a session without one is no conversation. */
  said = 0;
  copied = false;
  directory: string | null = null;
  private readonly head: SessionHead;
  private readonly copies: () => ReadonlySet<string>;
  private readonly asked: string[] = [];
  private reverted: Readonly<{ from: number; place: Place }> | null = null;

  constructor(head: SessionHead, copies: () => ReadonlySet<string>) {
    this.head = head;
    this.copies = copies;
  }

  message(message: StoredMessage): void {
    const { id, place, info } = message;
    this.directory ??= textOrNull(valueAt(info, "path", "cwd"));
    if (this.copies().has(id)) {
      this.copied = true;
      this.story.drop("record.duplicate", place, "fork");
      return;
    }
    for (const one of message.dropped) this.story.dropped.push(one);
    const role = info["role"];
    const at = { at: timeOf(valueAt(info, "time", "created")), place };
    const parts = message.parts.filter((part) => this.isKnown(part, place));
    if (role !== "user" && role !== "assistant") {
      this.story.drop(typeof role === "string" ? "record.unknown-kind" : "record.wrong-shape", place, "role");
      return;
    }
    this.said += 1;
    if (this.head.revert?.message === id) this.noteRevert(role === "user" && this.head.revert.part !== null, place);
    if (role === "assistant") this.assistant(id, info, parts, at);
    else {
      tellUser(this.story, id, parts, at);
      this.asked.push(id);
    }
  }

  /** What was taken back is told last: until then nobody knows all that followed. */
  finish(): void {
    if (this.reverted === null) return;
    const taken = new Set(this.asked.slice(this.reverted.from));
    this.story.withdraw(
      this.story.prompts().filter((id) => taken.has(id)),
      { at: null, place: this.reverted.place },
    );
  }

  /** A revert to a part keeps the message it is in. */
  private noteRevert(isKept: boolean, place: Place): void {
    this.reverted = { from: this.asked.length + (isKept ? 1 : 0), place };
  }

  private assistant(id: string, info: Fields, parts: readonly Fields[], at: Readonly<{ at: number | null; place: Place }>): void {
    const tools = parts.filter((part) => part["type"] === "tool");
    const isSummary = info["summary"] === true;
    const words = isSummary ? "" : textsOf(parts);
    if (isSummary) this.story.drop("text.injected", at.place, "summary");
    this.story.reply(id, words, at, textOrNull(asFields(info["error"])?.["name"]));
    for (const part of tools) {
      const tool = toolOf(part);
      if (tool === null) {
        this.story.drop("record.wrong-shape", at.place, "tool");
        continue;
      }
      this.story.call(tool.id, tool.tool, tool.input, { at: tool.startedAt ?? at.at, place: at.place });
      if (tool.ending !== null) this.story.result(tool.id, tool.ending, { at: tool.endedAt ?? at.at, place: at.place });
    }
  }

  private isKnown(part: Fields, place: Place): boolean {
    const type = part["type"];
    if (type === "text" && typeof part["text"] !== "string") this.story.drop("record.wrong-shape", place, "text");
    else if (typeof type === "string" && KNOWN_PARTS.has(type)) return true;
    else this.story.drop(typeof type === "string" ? "record.unknown-kind" : "record.wrong-shape", place, "part");
    return false;
  }
}

function textsOf(parts: readonly Fields[]): string {
  return parts
    .filter((part) => part["type"] === "text" && part["synthetic"] !== true && part["ignored"] !== true)
    .map((part) => String(part["text"]))
    .join("\n");
}
