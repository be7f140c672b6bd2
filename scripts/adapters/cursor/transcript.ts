import { basename } from "node:path";
import { asFields, asList, textOrNull } from "#adapters/common/fields";
import { jsonLines } from "#adapters/common/records";
import { nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { Reading, ReadOptions } from "#adapters/contract";
import { linesOf } from "#kernel/lines";
import type { ReadPowers } from "#kernel/powers";
import { tellUser } from "./words.ts";

const ROLES = new Set(["user", "assistant"]);

/** A record of an agent transcript: a role and its message, and nothing that other agents write beside them. */
export function isRecord(value: unknown): boolean {
  const fields = asFields(value);
  const content = asFields(fields?.["message"])?.["content"];
  return (
    fields !== null && ROLES.has(textOr(fields["role"])) && Array.isArray(content) && Object.keys(fields).every((key) => key === "role" || key === "message")
  );
}

/** Is this line the heading of the first message in a transcript of an early release? */
export function isHeading(line: string): boolean {
  return line.trimEnd() === "user:";
}

/** Transcript (JSON lines, or text of an early release) -> its conversation. It has no times: when the file was written last stands for the start. Never throws. */
export function readTranscript(path: string, powers: ReadPowers, options: ReadOptions): Reading {
  const story = new Story();
  const known = path.endsWith(".txt") ? tellText(path, story, powers, options) : tellLines(path, story, powers, options);
  const { dropped, events } = story;
  if (known === 0) return { conversation: null, dropped: [...dropped, ...nothing("source.unknown-shape", path).dropped] };
  if (events.length === 0) return { conversation: null, dropped: dropped.length > 0 ? dropped : nothing("source.not-transcript", path, "empty").dropped };
  const startedAt = modified(path, powers);
  return {
    conversation: conversationOf({ id: basename(path).replace(/\.(?:jsonl|txt)$/, ""), adapter: "cursor", path, startedAt, runtime: "cursor" }, story),
    dropped,
  };
}

function modified(path: string, powers: ReadPowers): number | null {
  try {
    return Math.trunc(powers.files.facts(path)?.modifiedMs ?? Number.NaN) || null;
  } catch {
    return null;
  }
}

function tellLines(path: string, story: Story, powers: ReadPowers, options: ReadOptions): number {
  let known = 0;
  let last: string | null = null;
  for (const line of jsonLines(path, powers, options)) {
    const fields = line.dropped === null ? asFields(line.value) : null;
    const where = { at: null, place: line.place };
    if (line.dropped !== null) story.dropped.push(line.dropped);
    else if (fields === null) story.drop("record.not-json", line.place);
    else if (fields["type"] === "turn_ended") {
      if (last !== null && ["error", "aborted", "cancelled"].includes(textOr(fields["status"]))) story.reply(last, "", where, textOr(fields["status"]));
    } else if (!ROLES.has(textOr(fields["role"]))) story.drop("record.unknown-kind", line.place, "role");
    else {
      const content = asFields(fields["message"])?.["content"];
      if (!Array.isArray(content)) story.drop("record.wrong-shape", line.place, "content");
      else {
        known += 1;
        const id = `line:${line.place.line}`;
        if (fields["role"] === "assistant") last = id;
        tellBlocks(id, textOr(fields["role"]), asList(content), story, where);
      }
    }
  }
  return known;
}

function tellBlocks(
  id: string,
  role: string,
  content: readonly unknown[],
  story: Story,
  where: Readonly<{ at: null; place: { path: string; line: number } }>,
): void {
  const blocks = content.map(asFields);
  const text = blocks.flatMap((block) => (block?.["type"] === "text" && typeof block["text"] === "string" ? [block["text"]] : [])).join("\n");
  if (role === "user") {
    tellUser(id, text, story, where);
    return;
  }
  story.reply(id, text.replaceAll("[REDACTED]", "").trim(), where);
  blocks.forEach((block, index) => {
    if (block?.["type"] !== "tool_use") return;
    const name = textOrNull(block["name"]);
    if (name === null) story.drop("record.wrong-shape", where.place, "tool_use");
    else story.call(textOrNull(block["id"]) ?? `${id}:${index + 1}`, name, asFields(block["input"]) ?? {}, where);
  });
}

/** Text of an early release: `user:`, `assistant:` (or `A:`) head a message, `[Tool call] Name` is a call. */
function tellText(path: string, story: Story, powers: ReadPowers, options: ReadOptions): number {
  let known = 0;
  let open: { role: "user" | "assistant"; line: number; text: string[]; skipping: boolean } | null = null;
  const close = (): void => {
    if (open === null) return;
    const where = { at: null, place: { path, line: open.line } };
    const text = open.text.join("\n").trim();
    if (open.role === "user") tellUser(`line:${open.line}`, text, story, where);
    else story.reply(`line:${open.line}`, text, where);
    known += 1;
  };
  try {
    for (const { bytes, number } of linesOf(powers.files.chunks(path), options.lineBytes)) {
      if (bytes === null) {
        story.drop("record.too-long", { path, line: number });
        continue;
      }
      const line = Buffer.from(bytes).toString("utf8").trimEnd();
      const role = isHeading(line) ? "user" : line === "assistant:" || line === "A:" ? "assistant" : null;
      const mark = /^\[(Tool call|Tool result|Thinking)\] ?(.{0,120})/.exec(line);
      if (role !== null) {
        close();
        open = { role, line: number, text: [], skipping: false };
      } else if (open?.role === "assistant" && mark !== null) {
        if (mark[1] === "Tool call") story.call(`line:${number}`, mark[2]?.trim() || "unknown", {}, { at: null, place: { path, line: number } });
        open.skipping = true;
      } else if (open !== null) {
        if (line === "") open.skipping = false;
        if (!open.skipping) open.text.push(line);
      }
    }
  } catch {
    story.drop("source.unreadable", { path, line: 0 });
  }
  close();
  return known;
}

/** Text of a field, nothing for another type: a list may be nested deeper than it can be written. */
function textOr(value: unknown): string {
  return typeof value === "string" ? value : "";
}
