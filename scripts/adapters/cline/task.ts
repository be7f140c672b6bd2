import { basename, dirname, join } from "node:path";
import { asFields, asList, type Fields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { jsonDocument } from "#adapters/common/records";
import { nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import { kindOf } from "#adapters/common/walk";
import type { Reading, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { folderIn, joinedCalls } from "./history.ts";
import { tellMessages } from "./messages.ts";
import { EXTENSIONS } from "./places.ts";
import { callsShown, tellLate, tellPanel } from "./ui.ts";

/** A document of a task may be this much longer than one line of a log. */
const DOCUMENT_FACTOR = 8;
const PANEL = ["ui_messages.json", "claude_messages.json"];
const HISTORY = "api_conversation_history.json";

/** A task: the document with its words, and the folder with what else is known of it. */
export type Task = Readonly<{ folder: string; path: string }>;

/** Task -> the files that its reading depends on. */
export function filesOfTask({ folder, path }: Task): readonly string[] {
  return [path, ...[HISTORY, "task_metadata.json", "history_item.json"].map((name) => join(folder, name))];
}

/** Folder -> the task in it, told by what the panel showed, or by the model's history where that is lost; null when there is none. */
export function taskIn(folder: string, powers: ReadPowers): Task | null {
  const path = [...PANEL, HISTORY].map((name) => join(folder, name)).find((one) => kindOf(one, powers) === "file");
  return path === undefined ? null : { folder, path };
}

/** Task and what the index says of it -> its conversation. Never throws. */
export function readTask({ folder, path }: Task, listed: Fields, powers: ReadPowers, options: ReadOptions): Reading {
  const limit = options.lineBytes * DOCUMENT_FACTOR;
  const document = jsonDocument(path, powers, limit);
  if (document.dropped !== null) return { conversation: null, dropped: [document.dropped] };
  if (!Array.isArray(document.value)) return nothing("source.unknown-shape", path);
  const item: Fields = { ...listed, ...asFields(sideValue(join(folder, "history_item.json"), powers, limit)) };
  if (textOrNull(item["parentTaskId"]) !== null) return nothing("session.subagent", path, "subtask");
  const entries: readonly unknown[] = document.value;
  const story = new Story();
  const isShown = !isHistory(entries);
  const messages = asList(isShown ? sideValue(join(folder, HISTORY), powers, limit) : entries);
  if (isShown && hasNoBeginning(entries) && isHistory(messages)) {
    tellMessages(messages, story, { path: join(folder, HISTORY), copied: new Set(), bare: false });
    tellLate(entries, path, story);
  } else if (isShown) {
    if (tellPanel(entries, joinedCalls(messages, callsShown(entries)), path, story) === 0) story.dropped.push(...nothing("source.unknown-shape", path).dropped);
  } else tellMessages(entries, story, { path, copied: new Set(), bare: false });
  const { dropped, events } = story;
  if (events.length === 0) return { conversation: null, dropped: dropped.length > 0 ? dropped : nothing("source.not-transcript", path, "empty").dropped };
  const named = textOrNull(item["cwdOnTaskInitialization"]) ?? textOrNull(item["workspace"]);
  const facts = {
    id: basename(folder),
    adapter: "cline",
    path,
    project: named ?? folderIn(messages),
    startedAt: timeOf(asFields(entries[0])?.["ts"]),
    runtime: runtimeOf(folder, powers, limit),
  };
  return { conversation: conversationOf(facts, story), dropped };
}

/** A panel that begins with the question whether to go on lost what stood before it; the history has that. */
function hasNoBeginning(entries: readonly unknown[]): boolean {
  const ask = textOrNull(asFields(entries[0])?.["ask"]);
  return ask === "resume_task" || ask === "resume_completed_task";
}

/** Is this the shape of messages to a model, under whatever name? */
export function isHistory(entries: readonly unknown[]): boolean {
  const first = asFields(entries[0]);
  return first?.["role"] === "user" && first["content"] !== undefined;
}

/** Is this the shape of a panel's entries? */
export function isPanel(entries: readonly unknown[]): boolean {
  const first = asFields(entries[0]);
  return typeof first?.["ts"] === "number" && (typeof first["say"] === "string" || typeof first["ask"] === "string");
}

function sideValue(path: string, powers: ReadPowers, limit: number): unknown {
  if (kindOf(path, powers) !== "file") return null;
  const read = jsonDocument(path, powers, limit);
  return read.dropped === null ? read.value : null;
}

function runtimeOf(folder: string, powers: ReadPowers, limit: number): string | null {
  const metadata = sideValue(join(folder, "task_metadata.json"), powers, limit);
  const version = textOrNull(valueAt(asList(valueAt(metadata, "environment_history")).at(-1), "cline_version"));
  const name = EXTENSIONS[basename(dirname(dirname(folder)))] ?? (version === null ? null : "cline");
  return name === null || version === null ? name : `${name} ${version}`;
}
