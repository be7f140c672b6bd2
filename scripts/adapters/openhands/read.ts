import { basename, join } from "node:path";
import { asFields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { jsonDocument, jsonLines } from "#adapters/common/records";
import { dropOf, fingerprintOf, leftOut, nothing } from "#adapters/common/sources";
import { conversationOf } from "#adapters/common/story";
import { kindOf, namesIn } from "#adapters/common/walk";
import type { LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import type { Place } from "#kernel/trace";
import { conversationIn, type ConversationFiles, copiedEvents, eventIdOf } from "./forks.ts";
import { DOCUMENT_BYTES, eventsOf, inBatch, isInstance, type Layout } from "./layout.ts";
import { Teller } from "./teller.ts";

/** Conversations begun by a program: an issue was labelled, a service called. */
const MACHINE_TRIGGERS = new Set(["resolver", "openhands-api", "microagent_management"]);

/** What a schedule or an event of its server marks a conversation with. */
const AUTOMATION_TAGS = ["automationtrigger", "automationid", "automationrunid"];
const NOTHING: ReadonlySet<string> = new Set();

/** Layout -> a source for each conversation, and one for what is none. */
export function* layoutSources(layout: Layout, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const { path } = layout;
  if (layout.kind === "conversations") {
    yield* leftOut("left-out", layout.dropped);
    const found = layout.folders.map((folder) => conversationIn(folder, powers));
    const copied = copiedEvents(found, powers);
    for (const one of found) yield folderSource(layout.path, one, copied.get(one.folder) ?? NOTHING, powers, options);
  } else if (layout.kind === "trajectory") yield { id: basename(path), fingerprint: fingerprintOf([path], powers), read: () => [readTrajectory(path, powers)] };
  else if (layout.kind === "evaluation")
    yield { id: basename(path), fingerprint: fingerprintOf([path], powers), read: () => [readEvaluation(path, powers, options)] };
  else if (layout.kind === "absent") yield* leftOut("nothing", [dropOf("source.absent", path)]);
  else if (kindOf(path, powers) === "folder") yield* leftOut("nothing", [dropOf("source.absent", path, "no conversations of OpenHands in it")]);
  else yield { id: basename(path), fingerprint: fingerprintOf([path], powers), read: () => [readTrajectory(path, powers)] };
}

function folderSource(root: string, one: ConversationFiles, copied: ReadonlySet<string>, powers: ReadPowers, options: ReadOptions): LogSource {
  const { folder, files } = one;
  const state = ["base_state.json", "metadata.json"].map((name) => join(folder, name));
  const id = folder.startsWith(`${root}/`) ? folder.slice(root.length + 1) : basename(folder);
  const read = (): Iterable<Reading> => readFolder(one, copied, powers, options);
  const stamp = fingerprintOf([...files, ...state], powers);
  return { id, fingerprint: stamp === null ? null : `${stamp} ${copied.size}`, read };
}

function* readFolder(
  { folder, files, isOrdered, dropped }: ConversationFiles,
  copied: ReadonlySet<string>,
  powers: ReadPowers,
  options: ReadOptions,
): Generator<Reading> {
  const state = documentOf(join(folder, "base_state.json"), powers);
  const metadata = documentOf(join(folder, "metadata.json"), powers);
  const subagents = namesIn(join(folder, "subagents"), powers, []).map((name) => dropOf("session.subagent", join(folder, "subagents", name)));
  if (subagents.length > 0) yield { conversation: null, dropped: subagents };
  if (MACHINE_TRIGGERS.has(textOrNull(metadata["trigger"]) ?? "") || AUTOMATION_TAGS.some((tag) => textOrNull(valueAt(state, "tags", tag)) !== null)) {
    yield nothing("session.machine", folder, "trigger");
    return;
  }
  const teller = new Teller();
  const { story } = teller;
  for (const one of dropped) story.dropped.push(one);
  const events: { value: unknown; place: Place }[] = [];
  for (const path of files) {
    if (copied.has(eventIdOf(path) ?? "")) story.drop("record.duplicate", { path, line: 1 }, "fork");
    else {
      const document = jsonDocument(path, powers, options.lineBytes);
      if (document.dropped !== null) story.dropped.push(document.dropped);
      else if (isOrdered) teller.tell(document.value, { path, line: 1 });
      else inBatch(document.value).forEach((value, index) => events.push({ value, place: { path, line: index + 1 } }));
    }
  }
  for (const { value, place } of events.toSorted((a, b) => timeIn(a.value) - timeIn(b.value))) teller.tell(value, place);
  teller.end(state, { path: folder, line: 1 });
  if (copied.size > 0 && story.events.length === 0) {
    yield { conversation: null, dropped: [...story.dropped, dropOf("session.duplicate", folder)] };
    return;
  }
  const facts = {
    id: textOrNull(state["id"]) ?? basename(folder),
    adapter: "openhands",
    path: folder,
    project: textOrNull(valueAt(state, "workspace", "working_dir")) ?? textOrNull(metadata["selected_repository"]),
    startedAt: timeOf(metadata["created_at"]) ?? null,
  };
  yield { conversation: conversationOf(facts, story), dropped: story.dropped };
}

function timeIn(event: unknown): number {
  return timeOf(valueAt(event, "timestamp")) ?? 0;
}

/** A saved trajectory; the file has no id of its own, so its name stands for it. */
function readTrajectory(path: string, powers: ReadPowers): Reading {
  const document = jsonDocument(path, powers, DOCUMENT_BYTES);
  if (document.dropped !== null) return { conversation: null, dropped: [document.dropped, dropOf("source.unknown-shape", path)] };
  const events = eventsOf(document.value);
  if (events === null) return nothing("source.unknown-shape", path);
  const teller = new Teller();
  events.forEach((event, index) => teller.tell(event, { path, line: index + 1 }));
  const { story } = teller;
  return { conversation: conversationOf({ id: basename(path, ".json"), adapter: "openhands", path }, story), dropped: story.dropped };
}

/** Runs of a benchmark or of the resolver: the task was not typed by anybody, and what looks like a person answering is canned. */
function readEvaluation(path: string, powers: ReadPowers, options: ReadOptions): Reading {
  const dropped: Dropped[] = [];
  for (const line of jsonLines(path, powers, options)) {
    const fields = line.dropped === null ? asFields(line.value) : null;
    if (line.dropped !== null) dropped.push(line.dropped);
    else if (fields === null) dropped.push({ reason: "record.not-json", place: line.place });
    else if (typeof fields["instance_id"] === "string" || isInstance(fields))
      dropped.push({ reason: "session.machine", place: line.place, detail: "evaluation" });
    else dropped.push({ reason: "record.unknown-kind", place: line.place });
  }
  return { conversation: null, dropped };
}

function documentOf(path: string, powers: ReadPowers): Readonly<Record<string, unknown>> {
  if (kindOf(path, powers) !== "file") return {};
  const document = jsonDocument(path, powers, DOCUMENT_BYTES);
  return document.dropped === null ? (asFields(document.value) ?? {}) : {};
}
