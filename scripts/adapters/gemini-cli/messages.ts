import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";
import { partsOf } from "#adapters/common/parts";
import type { Dropped } from "#kernel/dropped";
import type { Place } from "#kernel/trace";

/** A message as it was last written; its parts are parsed, pictures in them are let go. */
export type Message = Readonly<{ id: string; type: string; fields: Fields; parts: readonly Fields[]; shown: readonly Fields[] | null; place: Place }>;

const KNOWN_TYPES = new Set(["user", "gemini", "qwen", "info", "error", "warning"]);

/**
 * The records of one session -> its messages, each once, as last written. A checkpoint lists what is still in the
 * conversation; what it leaves out was said all the same. What was rewound is kept and marked.
 */
export class Messages {
  readonly all = new Map<string, Message>();
  readonly rewound = new Set<string>();
  readonly dropped: Dropped[] = [];
  header: Fields | null = null;
  private current: string[] = [];

  record(value: unknown, place: Place): void {
    const fields = asFields(value);
    if (fields === null) this.drop("record.not-json", place);
    else if (typeof fields["$rewindTo"] === "string") this.rewind(fields["$rewindTo"]);
    else if (fields["$set"] !== undefined) this.set(asFields(fields["$set"]), place);
    else if (typeof fields["sessionId"] === "string" && typeof fields["projectHash"] === "string") this.begin(fields, place);
    else if (typeof fields["id"] === "string") this.message(fields, place);
    else this.drop("record.unknown-kind", place, "record");
  }

  /** Leaves out what another file of the session has, by the keys of `all`. True when it had anything of this. */
  leaveOut(keys: Iterable<string>): boolean {
    let any = false;
    for (const key of keys) {
      const place = this.all.get(key)?.place;
      if (place === undefined) continue;
      this.all.delete(key);
      this.drop("record.duplicate", place, "message");
      any = true;
    }
    return any;
  }

  private begin(fields: Fields, place: Place): void {
    this.header ??= fields;
    if (fields["messages"] !== undefined) this.list(fields["messages"], place);
  }

  private set(fields: Fields | null, place: Place): void {
    if (fields === null) this.drop("record.wrong-shape", place, "$set");
    else if (fields["messages"] !== undefined) {
      this.current = [];
      this.list(fields["messages"], place);
    }
  }

  private list(value: unknown, place: Place): void {
    if (!Array.isArray(value)) this.drop("record.wrong-shape", place, "messages");
    for (const one of asList(value)) {
      const fields = asFields(one);
      if (fields === null) this.drop("record.wrong-shape", place, "message");
      else this.message(fields, place);
    }
  }

  private message(fields: Fields, place: Place): void {
    const [id, type] = [textOrNull(fields["id"]), textOrNull(fields["type"])];
    const parts = partsOf(fields["content"] ?? "");
    if (id === null || type === null || parts === null) this.drop("record.wrong-shape", place, id === null ? "id" : type === null ? "type" : "content");
    else if (!KNOWN_TYPES.has(type)) this.drop("record.unknown-kind", place, "type");
    else
      this.keep({
        id,
        type,
        fields: essential(fields),
        parts,
        shown: fields["displayContent"] === undefined ? null : partsOf(fields["displayContent"]),
        place,
      });
  }

  /** The type belongs to the name: the answer of a tool can have the id of the message that called it. */
  private keep(message: Message): void {
    const key = `${message.type} ${message.id}`;
    const before = this.all.get(key);
    const calls = message.fields["toolCalls"] ?? before?.fields["toolCalls"];
    const shown = message.shown ?? before?.shown ?? null;
    this.all.set(key, { ...message, shown, place: before?.place ?? message.place, fields: { ...message.fields, toolCalls: calls } });
    if (!this.current.includes(key, Math.max(0, this.current.length - 8))) this.current.push(key);
  }

  /** The message itself goes too: rewinding leads to the moment before it was sent. Without it, all goes. */
  private rewind(id: string): void {
    const at = this.current.findIndex((key) => key.slice(key.indexOf(" ") + 1) === id);
    for (const key of this.current.splice(Math.max(0, at))) this.rewound.add(key);
  }

  private drop(reason: Dropped["reason"], place: Place, detail?: string): void {
    this.dropped.push(detail === undefined ? { reason, place } : { reason, place, detail });
  }
}

/** Of a message only what is told later: results hold whole files. */
function essential({ timestamp, toolCalls }: Fields): Fields {
  return { timestamp, toolCalls };
}
