import { anyTime, Chat } from "#adapters/common/chat";
import { type Fields, textOrNull, valueAt } from "#adapters/common/fields";
import type { Value } from "#adapters/common/generic";
import { conversationOf } from "#adapters/common/story";
import type { Reading } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import { tellMessage } from "./message.ts";
import { shapeOf } from "./shape.ts";

/** Values of a file -> a conversation for each value, and one for each name that rows carry, once all rows are there. */
export function* tellFile(values: Iterable<Value>, path: string, name: string): Generator<Reading> {
  const ids = new Map<string, number>();
  const rows = new Map<string, Readonly<{ chat: Chat; fields: Fields }>>();
  const dropped: Dropped[] = [];
  let count = 0;
  for (const one of values) {
    count += 1;
    if (one.dropped !== null) {
      dropped.push(one.dropped);
      continue;
    }
    const shape = shapeOf(one.value);
    if (shape === null)
      dropped.push({ reason: typeof one.value === "object" && one.value !== null ? "record.unknown-kind" : "record.not-json", place: one.place });
    else if (shape.kind === "row") {
      const row = rows.get(shape.session) ?? { chat: new Chat(), fields: shape.fields };
      rows.set(shape.session, row);
      tellMessage(row.chat, shape.message, one.place);
    } else {
      const chat = new Chat();
      for (const message of shape.messages) tellMessage(chat, message, one.place);
      yield readingOf(chat, unique(shape.id ?? `${name}:${count}`, ids), path, shape.fields);
    }
  }
  for (const [session, { chat, fields }] of rows) yield readingOf(chat, unique(session, ids), path, fields);
  yield { conversation: null, dropped };
}

function readingOf({ story }: Chat, id: string, path: string, fields: Fields): Reading {
  const startedAt = anyTime(fields["created_at"], fields["created"], fields["timestamp"]);
  const project = textOrNull(fields["cwd"]) ?? textOrNull(valueAt(fields, "metadata", "cwd"));
  return { conversation: conversationOf({ id, adapter: "openai-messages", path, startedAt, project }, story), dropped: story.dropped };
}

/** Data sets use an id more than once: the second conversation under it is another one. */
function unique(id: string, ids: Map<string, number>): string {
  const times = (ids.get(id) ?? 0) + 1;
  ids.set(id, times);
  return times === 1 ? id : `${id}#${times}`;
}
