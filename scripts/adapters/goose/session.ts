import { asFields, type Fields, parsedOrUndefined, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { dropOf, nothing } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { Reading } from "#adapters/contract";
import type { DropReason } from "#kernel/dropped";
import type { Place } from "#kernel/trace";
import { isVisible, timeOfMessage } from "./files.ts";
import { tellMessage } from "./message.ts";

/** The columns of a session, as the database or an export of it names them. */
export type SessionRow = Readonly<Record<string, unknown>>;

/** Messages of one session, told in their order. */
export class Telling {
  readonly story = new Story();
  private readonly path: string;
  private readonly id: string;
  private readonly row: SessionRow;
  private hasCopies = false;
  private isBeforePrompt = true;

  constructor(path: string, id: string, row: SessionRow) {
    this.path = path;
    this.id = id;
    this.row = row;
  }

  /** A message that stands in an older session, too. */
  copy(role: unknown, place: Place): void {
    this.hasCopies = true;
    this.isBeforePrompt &&= role !== "user";
    this.story.drop("record.duplicate", place, "copied session");
  }

  message(fields: Fields, place: Place): void {
    const { role, content } = fields;
    if (this.isBeforePrompt && role === "user" && isOfRecipe(this.row)) this.story.drop("prompt.machine", place, "recipe");
    else {
      const id = textOrNull(fields["id"]) ?? `${this.id}:${place.line}`;
      tellMessage(this.story, { id, role, content, visible: isVisible(asFields(fields["metadata"])), at: { at: timeOfMessage(fields["created"]), place } });
    }
    this.isBeforePrompt &&= role !== "user";
  }

  reading(): Reading {
    const { story, path, row, id } = this;
    const { dropped } = story;
    if (this.hasCopies && story.events.length === 0) return { conversation: null, dropped: [...dropped, dropOf("session.duplicate", path)] };
    if (isOfRecipe(row) && story.prompts().length === 0) return { conversation: null, dropped: [...dropped, dropOf("session.machine", path, "recipe")] };
    const facts = { id, adapter: "goose", path, project: textOrNull(row["working_dir"]), startedAt: timeOfRow(row["created_at"]) };
    return { conversation: conversationOf(facts, story), dropped };
  }
}

/** Only sessions that a person leads are read: `terminal` is a person in a shell that Goose is part of. Null for one of those. */
export function otherThanPerson(row: SessionRow, path: string): Reading | null {
  const left = (reason: DropReason, detail: string): Reading => nothing(reason, path, detail);
  const type = textOrNull(row["session_type"]) ?? "user";
  if (type === "sub_agent") return left("session.subagent", "sub_agent");
  if (type === "scheduled" || textOrNull(row["schedule_id"]) !== null) return left("session.machine", "schedule");
  return type === "hidden" ? left("session.machine", "hidden") : null;
}

/** A recipe that asks something itself: what follows may be a person's. One without a prompt only sets the scene. */
function isOfRecipe(row: SessionRow): boolean {
  const recipe = row["recipe"] ?? parsedOrUndefined(textOrNull(row["recipe_json"]) ?? "null");
  return textOrNull(valueAt(recipe, "prompt")) !== null;
}

/** `2026-03-02 08:00:00` is in UTC; ISO text says its own zone. */
function timeOfRow(value: unknown): number | null {
  if (typeof value !== "string") return timeOfMessage(value);
  return timeOf(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?$/.test(value) ? `${value.replace(" ", "T")}Z` : value);
}
