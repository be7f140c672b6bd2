import type { Place } from "#kernel/trace";
import { asFields, asList, type Fields, integerOrNull, parsedOrUndefined, secondsOf, textOrNull, timeOf } from "./fields.ts";
import { exitCodeIn, withoutBlocks } from "./injected.ts";
import { type Ending, Story } from "./story.ts";

const INJECTED = new Set(["system-reminder"]);

/**
 * Tells a plain chat: messages by role. Calls without an id are numbered, and results without one answer the open calls
 * in their order.
 */
export class Chat {
  readonly story = new Story();
  private readonly open: string[] = [];
  private messages = 0;
  private at: Readonly<{ at: number | null; place: Place }> = { at: null, place: { path: "", line: 0 } };

  /** The next message; `id` only when the format gives messages one. */
  next(at: number | null, place: Place): string {
    this.messages += 1;
    this.at = { at, place };
    return `message:${this.messages}`;
  }

  user(id: string, text: string): void {
    const { text: words, blocks } = withoutBlocks(text, INJECTED);
    if (blocks > 0) this.story.drop("text.injected", this.at.place, "system-reminder");
    if (words.trim() === "") this.story.drop("prompt.no-words", this.at.place);
    else this.story.prompt(id, words, this.at);
  }

  reply(id: string, text: string): void {
    this.story.reply(id, text, this.at);
  }

  call(id: string | null, tool: string, input: Fields): void {
    const name = id ?? `call:${this.messages}:${this.open.length + 1}:${this.story.events.length}`;
    this.open.push(name);
    this.story.call(name, tool, input, this.at);
  }

  /** An answer without an id belongs to the call that has waited longest; without any such call it has no place. */
  result(id: string | null, ending: Ending): void {
    const name = id ?? this.open[0] ?? null;
    if (name === null) {
      this.story.drop("record.wrong-shape", this.at.place, "a result without a call");
      return;
    }
    const waiting = this.open.indexOf(name);
    if (waiting >= 0) this.open.splice(waiting, 1);
    this.story.result(name, ending, this.at);
  }

  drop(reason: Parameters<Story["drop"]>[0], detail?: string): void {
    this.story.drop(reason, this.at.place, detail);
  }
}

/** Content of a message (text, or parts of it) -> its text; null for another shape. `odd` says that a part was of an unknown kind. */
export function textOfParts(content: unknown): Readonly<{ text: string; odd: boolean }> | null {
  if (content === null || content === undefined) return { text: "", odd: false };
  if (typeof content === "string") return { text: content, odd: false };
  if (!Array.isArray(content)) return null;
  let odd = false;
  const texts = asList(content).flatMap((one) => {
    const part = asFields(one);
    const type = part?.["type"];
    if (typeof one === "string") return [one];
    if (typeof type === "string" && TEXT_PARTS.has(type) && typeof part?.["text"] === "string") return [part["text"]];
    odd ||= typeof type !== "string" || !OTHER_PARTS.has(type);
    return [];
  });
  return { text: texts.join("\n"), odd };
}

const TEXT_PARTS = new Set(["text", "input_text", "output_text", "summary_text"]);
const OTHER_PARTS = new Set([
  "image_url",
  "image",
  "input_image",
  "input_file",
  "file",
  "input_audio",
  "audio",
  "refusal",
  "thinking",
  "reasoning",
  "video_url",
  "image_file",
]);

/** Arguments of a call, as an object or as its JSON -> the object; text that is no JSON stays as `input`. */
export function argumentsOf(value: unknown): Fields {
  const object = asFields(value);
  if (object !== null) return object;
  if (typeof value !== "string" || value.trim() === "") return {};
  return asFields(parsedOrUndefined(value)) ?? { input: value };
}

/** Text of a result -> how the call ended, when the text is an object that says so or ends as shells of agents do. */
export function endingOfText(text: string): Ending {
  const fields = text.trimStart().startsWith("{") ? asFields(parsedOrUndefined(text)) : null;
  const exitCode = integerOrNull(fields?.["exit_code"]) ?? integerOrNull(fields?.["exitCode"]) ?? integerOrNull(fields?.["returncode"]) ?? exitCodeIn(text);
  if (exitCode !== null) return { ok: exitCode === 0, exitCode, text };
  const success = fields?.["success"] ?? fields?.["ok"];
  if (typeof success === "boolean") return { ok: success, text };
  const error = fields?.["is_error"] ?? fields?.["isError"];
  if (typeof error === "boolean") return { ok: !error, text };
  return { ok: textOrNull(fields?.["error"]) !== null ? false : null, text };
}

/** A time in any of the usual forms: ISO text, milliseconds, or seconds (then far smaller). */
export function anyTime(...values: readonly unknown[]): number | null {
  for (const value of values) {
    const time = typeof value === "number" && value < 1e11 ? secondsOf(value) : timeOf(value);
    if (time !== null) return time;
  }
  return null;
}
