import { basename } from "node:path";
import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";
import { jsonDocument, jsonLines } from "#adapters/common/records";
import { nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { Reading, ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import type { Place } from "#kernel/trace";
import { factsOf, isGateway, isGroup } from "./facts.ts";
import { tellMessage } from "./messages.ts";

const DOCUMENT_FACTOR = 8;
const SUBAGENTS = new Set(["tool", "subagent"]);

/** A session as an export or a document holds it. */
export function isSession(value: unknown): boolean {
  const fields = asFields(value);
  if (fields === null || !Array.isArray(fields["messages"])) return false;
  const isExport = textOrNull(fields["id"]) !== null && typeof fields["source"] === "string" && "started_at" in fields;
  return isExport || (textOrNull(fields["session_id"]) !== null && (typeof fields["session_start"] === "string" || "platform" in fields) && "model" in fields);
}

/** First line of a gateway's log of one session. */
export function isMeta(value: unknown): boolean {
  const fields = asFields(value);
  return fields?.["role"] === "session_meta" && fields["content"] === undefined;
}

/** `session_<id>.json` -> its conversation. `isKnown` tells which sessions the database holds. Never throws. */
export function readDocument(path: string, isKnown: (id: string) => boolean, powers: ReadPowers, options: ReadOptions): Reading {
  const document = jsonDocument(path, powers, options.lineBytes * DOCUMENT_FACTOR);
  if (document.dropped !== null) return { conversation: null, dropped: [document.dropped] };
  return isSession(document.value) ? readSession(asFields(document.value) ?? {}, { path, line: 0 }, isKnown, options) : nothing("source.unknown-shape", path);
}

/** A `.jsonl`: an export has one session a line, a gateway's log one message a line behind a first that names it. Never throws. */
export function* readLines(path: string, isKnown: (id: string) => boolean, powers: ReadPowers, options: ReadOptions): Generator<Reading> {
  const dropped: Dropped[] = [];
  const messages: Readonly<{ fields: Fields; place: Place }>[] = [];
  let sessions = 0;
  let meta: Fields | null = null;
  for (const line of jsonLines(path, powers, options)) {
    const fields = line.dropped === null ? asFields(line.value) : null;
    if (line.dropped !== null) dropped.push(line.dropped);
    else if (fields !== null && isSession(fields)) {
      sessions += 1;
      yield readSession(fields, line.place, isKnown, options);
    } else if (fields !== null && isMeta(fields)) meta ??= fields;
    else if (fields !== null && meta !== null && "role" in fields) messages.push({ fields, place: line.place });
    else dropped.push({ reason: fields === null ? "record.not-json" : "record.unknown-kind", place: line.place });
  }
  if (meta !== null) {
    const session = { ...meta, id: basename(path, ".jsonl"), source: meta["platform"], messages: messages.map((one) => one.fields) };
    yield readSession(session, { path, line: 0 }, isKnown, options);
  } else if (sessions === 0) dropped.push(...nothing("source.unknown-shape", path).dropped);
  if (dropped.length > 0) yield { conversation: null, dropped };
}

function readSession(session: Fields, place: Place, isKnown: (id: string) => boolean, options: ReadOptions): Reading {
  const left = (reason: Dropped["reason"]): Reading => ({ conversation: null, dropped: [{ reason, place }] });
  const id = textOrNull(session["id"]) ?? textOrNull(session["session_id"]) ?? basename(place.path);
  const source = session["source"] ?? session["platform"];
  if (isKnown(id)) return left("session.duplicate");
  if (SUBAGENTS.has(String(source)) || JSON.stringify(session["model_config"] ?? "").includes("_delegate_from")) return left("session.subagent");
  if (source === "cron" || source === "batch") return left("session.machine");
  if (isGroup(session) && !options.includeGroups) return left("session.group");
  const story = new Story();
  asList(session["messages"]).forEach((value, index) => {
    const at = { path: place.path, line: place.line === 0 ? index + 1 : place.line };
    const fields = asFields(value);
    if (fields === null) story.drop("record.wrong-shape", at, "message");
    else tellMessage({ id: `message:${index + 1}`, fields, place: at }, story, { viaGateway: isGateway(source) });
  });
  const { dropped, events } = story;
  if (events.length === 0) return { conversation: null, dropped: dropped.length > 0 ? dropped : nothing("source.not-transcript", place.path, "empty").dropped };
  return { conversation: conversationOf(factsOf(session, id, place.path, "main"), story), dropped };
}
