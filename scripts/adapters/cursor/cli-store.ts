import { basename, dirname, join } from "node:path";
import { openedOrReason } from "#adapters/common/databases";
import { asFields, asList, type Fields, parsedOrUndefined, textOrNull, timeOf } from "#adapters/common/fields";
import { jsonDocument } from "#adapters/common/records";
import { nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import { kindOf } from "#adapters/common/walk";
import type { Reading, ReadOptions } from "#adapters/contract";
import type { Place } from "#kernel/trace";
import type { ReadDatabase, ReadPowers } from "#kernel/powers";
import { outcomeOf } from "./outcome.ts";
import { tellUser } from "./words.ts";

export const CLI_TABLES = { blobs: ["id", "data"], meta: ["key", "value"] } as const;

/** Store of one chat of the command line -> its conversation. Never throws. */
export function readCliStore(path: string, powers: ReadPowers, options: ReadOptions): Reading {
  const beside = besideOf(path, powers);
  if (beside["isSubagent"] === true) return nothing("session.subagent", path);
  const db = openedOrReason(path, powers);
  if (typeof db === "string") return nothing(db, path);
  const story = new Story();
  let meta: Fields = {};
  try {
    if (!Object.entries(CLI_TABLES).every(([table, columns]) => columns.every((column) => db.columns(table).includes(column))))
      return nothing("source.unknown-shape", path);
    meta = metaOf(db);
    for (const row of db.rows("SELECT rowid AS at, data FROM blobs ORDER BY rowid")) tellBlob(Number(row["at"]), row["data"], story, path, options);
  } catch {
    story.drop("source.corrupt", { path, line: 0 });
  } finally {
    db.close();
  }
  const { dropped, events } = story;
  if (events.length === 0) return { conversation: null, dropped: dropped.length > 0 ? dropped : nothing("source.not-transcript", path, "empty").dropped };
  const facts = {
    id: textOrNull(meta["agentId"]) ?? basename(dirname(path)),
    adapter: "cursor",
    path,
    project: textOrNull(meta["workspacePath"]) ?? textOrNull(beside["cwd"]),
    startedAt: timeOf(meta["createdAt"]) ?? timeOf(beside["createdAtMs"]),
    runtime: "cursor",
  };
  return { conversation: conversationOf(facts, story), dropped };
}

function besideOf(path: string, powers: ReadPowers): Fields {
  const file = join(dirname(path), "meta.json");
  if (kindOf(file, powers) !== "file") return {};
  const read = jsonDocument(file, powers, 1 << 20);
  return (read.dropped === null ? asFields(read.value) : null) ?? {};
}

/** One row of JSON, in some releases as hexadecimal digits. */
function metaOf(db: ReadDatabase): Fields {
  for (const row of db.rows("SELECT value FROM meta WHERE key = '0'")) {
    const text = textOfValue(row["value"]);
    const json = /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, "hex").toString("utf8") : text;
    return asFields(parsedOrUndefined(json)) ?? {};
  }
  return {};
}

/** Column of text or bytes -> text. */
export function textOfValue(value: unknown): string {
  return typeof value === "string" ? value : value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("utf8") : "";
}

/** A blob that is JSON is a message; the others are nodes of the turns. */
function tellBlob(at: number, data: unknown, story: Story, path: string, options: ReadOptions): void {
  const place = { path, line: at };
  const size = typeof data === "string" || data instanceof Uint8Array ? data.length : 0;
  const first = typeof data === "string" ? data.codePointAt(0) : data instanceof Uint8Array ? data[0] : undefined;
  if (first !== 0x7b) return;
  if (size > options.lineBytes) {
    story.drop("record.too-long", place);
    return;
  }
  const value = parsedOrUndefined(textOfValue(data));
  const message = asFields(value);
  if (value === undefined || message === null) story.drop("record.not-json", place);
  else tellMessage(message, `row:${at}`, story, { at: timeOf(message["createdAt"]), place });
}

function tellMessage(message: Fields, row: string, story: Story, where: Readonly<{ at: number | null; place: Place }>): void {
  const { role, content } = message;
  const id = textOrNull(message["id"]) ?? row;
  const parts = typeof content === "string" ? [{ type: "text", text: content }] : Array.isArray(content) ? asList(content).map(asFields) : null;
  if (role === "system") return;
  if (role !== "user" && role !== "assistant" && role !== "tool")
    story.drop(typeof role === "string" ? "record.unknown-kind" : "record.wrong-shape", where.place, "role");
  else if (parts === null) story.drop("record.wrong-shape", where.place, "content");
  else {
    const text = parts.flatMap((part) => (part?.["type"] === "text" && typeof part["text"] === "string" ? [part["text"]] : [])).join("\n");
    if (role === "user") tellUser(row, text, story, where);
    if (role === "assistant") story.reply(id === "1" ? row : id, text, where);
    for (const part of parts) if (part !== null) tellPart(part, story, where);
  }
}

function tellPart(part: Fields, story: Story, where: Readonly<{ at: number | null; place: Place }>): void {
  if (part["type"] !== "tool-call" && part["type"] !== "tool-result") return;
  const [call, name] = [textOrNull(part["toolCallId"]), textOrNull(part["toolName"])];
  if (call === null) story.drop("record.wrong-shape", where.place, "toolCallId");
  else if (part["type"] === "tool-call") story.call(call, name ?? "unknown", asFields(part["args"]) ?? {}, where);
  else story.result(call, outcomeOf(name ?? "", part["result"], part["isError"] === true ? false : part["isError"] === false ? true : null, null), where);
}
