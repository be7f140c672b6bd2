import { openedOrReason } from "#adapters/common/databases";
import { asFields, asList, type Fields, parsedOrUndefined, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { dropOf, leftOut, nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { ReadDatabase, ReadPowers } from "#kernel/powers";
import { textOfValue } from "./cli-store.ts";
import { outcomeOf } from "./outcome.ts";
import { tellUser } from "./words.ts";

const COMPOSERS = `SELECT key, length(value) AS size, CASE WHEN json_valid(value) THEN json_extract(value, '$.lastUpdatedAt') END AS updated
  FROM cursorDiskKV WHERE key >= 'composerData:' AND key < 'composerData;' ORDER BY key`;
const BUBBLES = `SELECT substr(key, 10, instr(substr(key, 10), ':') - 1) AS composer, count(*) AS bubbles, sum(length(value)) AS size
  FROM cursorDiskKV WHERE key >= 'bubbleId:' AND key < 'bubbleId;' GROUP BY 1`;
const VALUE = "SELECT value FROM cursorDiskKV WHERE key = ?";
const PREFIX = "composerData:";

/** The editor's database -> a source for each conversation (composer). `projects` says where each was begun. */
export function* editorSources(
  path: string,
  name: string,
  projects: ReadonlyMap<string, string>,
  powers: ReadPowers,
  options: ReadOptions,
): Generator<LogSource> {
  const db = openedOrReason(path, powers);
  if (typeof db === "string") {
    yield* leftOut(`${name}:database`, [dropOf(db, path)]);
    return;
  }
  try {
    const rows = composersIn(db);
    if (typeof rows === "string") yield* leftOut(`${name}:database`, [dropOf(rows, path)]);
    else if (rows.length === 0) yield* leftOut(`${name}:database`, [dropOf("source.absent", path, "no conversations")]);
    else
      for (const { id, stamp } of rows) {
        const project = projects.get(id) ?? null;
        yield { id: `${name}:${id}`, fingerprint: JSON.stringify([stamp, project]), read: () => [readComposer(db, id, project, path, options)] };
      }
  } finally {
    db.close();
  }
}

/** Ids of the conversations in a database; none when it cannot be read. */
export function composerIds(path: string, powers: ReadPowers): readonly string[] {
  const db = openedOrReason(path, powers);
  if (typeof db === "string") return [];
  try {
    const rows = composersIn(db);
    return typeof rows === "string" ? [] : rows.filter((one) => one.stamp.includes("bubbles")).map((one) => one.id);
  } finally {
    db.close();
  }
}

function composersIn(db: ReadDatabase): readonly Readonly<{ id: string; stamp: string }>[] | "source.unknown-shape" | "source.corrupt" {
  try {
    if (!["key", "value"].every((column) => db.columns("cursorDiskKV").includes(column))) return "source.unknown-shape";
    const bubbles = new Map([...db.rows(BUBBLES)].map((row) => [String(row["composer"]), `bubbles ${String(row["bubbles"])} ${String(row["size"])}`]));
    return [...db.rows(COMPOSERS)].flatMap((row) => {
      const id = textOrNull(row["key"])?.slice(PREFIX.length);
      return id === undefined || id === "" ? [] : [{ id, stamp: `${String(row["size"])} ${String(row["updated"])} ${bubbles.get(id) ?? ""}` }];
    });
  } catch {
    return "source.corrupt";
  }
}

function readComposer(db: ReadDatabase, id: string, project: string | null, path: string, options: ReadOptions): Reading {
  const story = new Story();
  const place = { path, line: 0 };
  let composer: Fields | null;
  try {
    const value = valueOf(db, `${PREFIX}${id}`);
    // the name of a conversation that was deleted stays
    if (value === null) return nothing("source.not-transcript", path, "empty");
    composer = asFields(value);
    if (composer === null) return nothing("record.wrong-shape", path, "composerData");
    if (asFields(composer["subagentInfo"]) !== null) return nothing("session.subagent", path);
    const inline = asList(composer["conversation"]);
    const headers = asList(composer["fullConversationHeadersOnly"]);
    const bubbles = headers.length > 0 ? headers : inline;
    bubbles.forEach((header, index) => {
      const bubbleId = textOrNull(asFields(header)?.["bubbleId"]);
      const at = { path, line: index + 1 };
      if (bubbleId === null) story.drop("record.wrong-shape", at, "bubbleId");
      else tellBubble(headers.length > 0 ? asFields(valueOf(db, `bubbleId:${id}:${bubbleId}`, options.lineBytes)) : asFields(header), bubbleId, story, at);
    });
  } catch {
    story.drop("source.corrupt", place);
    composer = null;
  }
  const { dropped, events } = story;
  if (events.length === 0) return { conversation: null, dropped: dropped.length > 0 ? dropped : nothing("source.not-transcript", path, "empty").dropped };
  const own = textOrNull(valueAt(composer, "workspaceIdentifier", "uri", "fsPath"));
  const facts = { id, adapter: "cursor", path, project: project ?? own, startedAt: timeOf(composer?.["createdAt"]), runtime: "cursor" };
  return { conversation: conversationOf(facts, story), dropped };
}

function valueOf(db: ReadDatabase, key: string, limit = Number.POSITIVE_INFINITY): unknown {
  for (const row of db.rows(VALUE, key)) {
    if (row["value"] === null) return null;
    const text = textOfValue(row["value"]);
    return text.length > limit ? null : parsedOrUndefined(text);
  }
  return undefined;
}

/** One message of the panel: 1 is the person's, 2 the model's or one of its calls. */
function tellBubble(bubble: Fields | null, id: string, story: Story, place: Readonly<{ path: string; line: number }>): void {
  const where = { at: timeOf(bubble?.["createdAt"]), place };
  const kind = bubble?.["type"];
  if (bubble === null || (kind !== 1 && kind !== 2)) {
    story.drop(bubble === null || typeof kind !== "number" ? "record.wrong-shape" : "record.unknown-kind", place, "bubble");
    return;
  }
  const text = textOrNull(bubble["text"]) ?? "";
  if (kind === 1) tellUser(id, text, story, where);
  else if (text.trim() !== "") story.reply(id, text, where);
  const tool = asFields(bubble["toolFormerData"]);
  const name = textOrNull(tool?.["name"]);
  if (kind === 1 || tool === null || name === null) return;
  const call = textOrNull(tool["toolCallId"]) ?? id;
  const input = tool["rawArgs"] ?? tool["params"];
  story.call(call, name, asFields(typeof input === "string" ? parsedOrUndefined(input) : input) ?? {}, where);
  const status = textOrNull(tool["status"]);
  const isOver = tool["result"] !== undefined || ["completed", "error", "cancelled", "rejected"].includes(status ?? "");
  if (isOver) story.result(call, outcomeOf(name, tool["result"], status === null ? null : status === "completed", status), where);
}
