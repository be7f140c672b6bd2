import { basename, dirname, join } from "node:path";
import type { Beginning } from "#adapters/common/families";
import { asFields, asList, type Fields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { jsonDocument } from "#adapters/common/records";
import { nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import { kindOf } from "#adapters/common/walk";
import type { Reading, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { tellMessages } from "./messages.ts";

const DOCUMENT_FACTOR = 8;

/** `<id>.messages.json` -> the file beside it that says where and when the session ran. */
export function manifestOf(path: string): string {
  return path.replace(/\.messages\.json$/, ".json");
}

/** Session of Cline's command line -> its conversation. `copied` are messages that are read elsewhere. Never throws. */
export function readCliSession(path: string, copied: ReadonlySet<string>, powers: ReadPowers, options: ReadOptions): Reading {
  const document = jsonDocument(path, powers, options.lineBytes * DOCUMENT_FACTOR);
  if (document.dropped !== null) return { conversation: null, dropped: [document.dropped] };
  const session = asFields(document.value);
  if (session === null || !isCliSession(session)) return nothing("source.unknown-shape", path);
  const manifest = manifestFields(path, powers);
  const mode = textOrNull(valueAt(session, "origin", "mode")) ?? textOrNull(valueAt(manifest, "metadata", "sessionHistoryOrigin", "mode")) ?? "user";
  const agent = textOrNull(session["agent"]) ?? "lead";
  if (agent !== "lead" || mode === "subagent" || manifest["is_subagent"] === true) return nothing("session.subagent", path);
  if (mode !== "user") return nothing("session.machine", path);
  const story = new Story();
  tellMessages(asList(session["messages"]), story, { path, copied, bare: true });
  const { dropped, events } = story;
  if (events.length === 0) return { conversation: null, dropped: dropped.length > 0 ? dropped : nothing("source.not-transcript", path, "empty").dropped };
  const version = textOrNull(valueAt(session, "origin", "version")) ?? textOrNull(valueAt(manifest, "metadata", "sessionHistoryOrigin", "version"));
  const facts = {
    id: textOrNull(session["sessionId"]) ?? textOrNull(manifest["session_id"]) ?? basename(dirname(path)),
    adapter: "cline",
    path,
    project: textOrNull(manifest["cwd"]) ?? textOrNull(manifest["workspace_root"]),
    startedAt: timeOf(manifest["started_at"]),
    runtime: version === null ? "cline" : `cline ${version}`,
  };
  return { conversation: conversationOf(facts, story), dropped };
}

/** A document with Anthropic messages and an agent or session of its own. */
export function isCliSession(value: unknown): boolean {
  const session = asFields(value);
  return (
    session !== null &&
    Array.isArray(session["messages"]) &&
    typeof session["updated_at"] === "string" &&
    ["agent", "sessionId", "origin"].some((key) => session[key] !== undefined)
  );
}

/** Session file -> how it begins: a fork has the first message of the session it was made from. */
export function beginningOf(path: string, powers: ReadPowers, options: ReadOptions): Beginning | null {
  const [first] = messageIds(path, powers, options);
  return first === undefined ? null : { path, first, at: timeOf(manifestFields(path, powers)["started_at"]) ?? 0 };
}

/** Session file -> the ids of its messages. */
export function messageIds(path: string, powers: ReadPowers, options: ReadOptions): ReadonlySet<string> {
  const document = jsonDocument(path, powers, options.lineBytes * DOCUMENT_FACTOR);
  const messages = document.dropped === null ? asList(valueAt(document.value, "messages")) : [];
  return new Set(messages.flatMap((message) => textOrNull(asFields(message)?.["id"]) ?? []));
}

function manifestFields(path: string, powers: ReadPowers): Fields {
  const manifest = manifestOf(path);
  if (manifest === path || kindOf(manifest, powers) !== "file") return {};
  const read = jsonDocument(join(manifest), powers, 1 << 22);
  return (read.dropped === null ? asFields(read.value) : null) ?? {};
}
