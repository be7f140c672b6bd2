import { asFields, asList, type Fields, integerOrNull, textOrNull, valueAt } from "#adapters/common/fields";
import { exitCodeIn, withoutBlocks } from "#adapters/common/injected";
import type { Ending, Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";

type At = Readonly<{ at: number | null; place: Place }>;

/** One message as both storages give it. `visible` false: written for the model, not shown to the person. */
export type Message = Readonly<{ id: string; role: unknown; content: unknown; visible: boolean; at: At }>;

const INJECTED = new Set(["info-msg", "system-reminder"]);
const QUIET = new Set([
  "thinking",
  "redactedThinking",
  "image",
  "toolConfirmationRequest",
  "systemNotification",
  "conversationCompacted",
  "contextLengthExceeded",
  "summarizationRequested",
  "reasoning",
  "document",
]);
/** Shown by the program itself: a message of nothing else is none of the model. */
const NOTES = new Set(["systemNotification", "conversationCompacted", "toolConfirmationRequest", "actionRequired"]);

/** Tells one message. Tool answers come in messages of role user: what a person typed is text in a message without one. */
export function tellMessage(story: Story, { id, role, content, visible, at }: Message): void {
  if (role !== "user" && role !== "assistant") {
    story.drop(typeof role === "string" ? "record.unknown-kind" : "record.wrong-shape", at.place, "role");
    return;
  }
  const blocks = typeof content === "string" ? [{ type: "text", text: content }] : content;
  if (!Array.isArray(blocks)) {
    story.drop("record.wrong-shape", at.place, "content");
    return;
  }
  const texts: string[] = [];
  let answers = false;
  if (role === "assistant") tellReply(story, { id, blocks, visible, at });
  for (const value of asList(blocks)) {
    const block = asFields(value);
    const type = block?.["type"];
    if (block === null || typeof type !== "string") story.drop("record.wrong-shape", at.place, "block");
    else if (type === "text") {
      if (typeof block["text"] !== "string") story.drop("record.wrong-shape", at.place, "text");
      else if (role === "user" && isForModel(block)) story.drop("text.injected", at.place, "for the model only");
      else texts.push(block["text"]);
    } else if (type === "error" && role === "assistant") story.reply(id, "", at, textOrNull(block["kind"]) ?? "error");
    else if (type === "toolRequest" || type === "frontendToolRequest") tellCall(story, block, at);
    else if (type === "toolResponse") {
      answers = true;
      tellResult(story, block, at);
    } else if (type === "actionRequired") answers = true;
    else if (!QUIET.has(type)) story.drop("record.unknown-kind", at.place, "block");
  }
  if (role === "user") tellPrompt(story, { id, text: texts.join("\n"), answers, visible, at });
}

/** What the program says to the model in its own name (after a compaction, say) is not shown to the person. */
function tellReply(story: Story, { id, blocks, visible, at }: Readonly<{ id: string; blocks: readonly unknown[]; visible: boolean; at: At }>): void {
  const isNote = blocks.length > 0 && blocks.every((one) => NOTES.has(String(asFields(one)?.["type"])));
  if (visible && !isNote) story.reply(id, textsOf(blocks).join("\n"), at);
  else story.drop("text.injected", at.place, visible ? "notification" : "not shown to the person");
}

/** Text may say whom it is for (the annotations of MCP). */
function isForModel(block: Fields): boolean {
  const audience = asList(valueAt(block, "annotations", "audience"));
  return audience.length > 0 && !audience.includes("user");
}

type Spoken = Readonly<{ id: string; text: string; answers: boolean; visible: boolean; at: At }>;

function tellPrompt(story: Story, { id, text, answers, visible, at }: Spoken): void {
  if (!visible) {
    story.drop("prompt.machine", at.place, "not shown to the person");
    return;
  }
  if (answers) {
    if (text.trim() !== "") story.drop("text.injected", at.place, "beside an answer of a tool");
    return;
  }
  const { text: words, blocks } = withoutBlocks(text, INJECTED);
  if (blocks > 0) story.drop("text.injected", at.place, "info-msg");
  if (words.trim() === "") story.drop("prompt.no-words", at.place);
  else if (isCommand(words)) tellCommand(story, id, words.trim(), at);
  else story.prompt(id, words, at);
}

/** `/name` is a command of Goose or a recipe of the person's; a path has more slashes. */
function isCommand(words: string): boolean {
  return /^\/[A-Za-z][\w-]*(?:\s|$)/.test(words.trimStart());
}

function tellCommand(story: Story, id: string, words: string, at: At): void {
  const space = words.search(/\s/);
  const name = space < 0 ? words.slice(1) : words.slice(1, space);
  if (space < 0) story.drop("prompt.command", at.place);
  else story.skillUse(id, name, words.slice(space).trim(), at);
}

function tellCall(story: Story, block: Fields, at: At): void {
  const id = textOrNull(block["id"]);
  const call = asFields(block["toolCall"]);
  const value = asFields(call?.["value"]) ?? call;
  if (id === null || value === null) {
    story.drop("record.wrong-shape", at.place, "toolRequest");
    return;
  }
  // A call that could not be read from the model's answer is kept by Goose as an error without a name; its answer says so.
  story.call(id, textOrNull(value["name"]) ?? "unknown", asFields(value["arguments"]) ?? {}, at);
}

function tellResult(story: Story, block: Fields, at: At): void {
  const id = textOrNull(block["id"]);
  const result = asFields(block["toolResult"]);
  if (id === null || result === null) story.drop("record.wrong-shape", at.place, "toolResponse");
  else story.result(id, endingOf(result), at);
}

/** `status` success says that the tool answered; whether it worked is in `isError`, and for a shell in its exit code. */
function endingOf(result: Fields): Ending {
  const status = textOrNull(result["status"]);
  const value = result["value"];
  const text = [...textsOf(Array.isArray(value) ? value : asList(valueAt(value, "content"))), textOrNull(result["error"]) ?? ""]
    .filter((one) => one !== "")
    .join("\n");
  const structured = asFields(valueAt(value, "structuredContent")) ?? {};
  const exitCode = integerOrNull(structured["exit_code"]) ?? integerOrNull(structured["exitCode"]) ?? exitCodeIn(text);
  const isError = valueAt(value, "isError");
  if (status === "error" || isError === true) return { ok: false, exitCode, status, text };
  if (exitCode !== null) return { ok: exitCode === 0, exitCode, status, text };
  return { ok: isError === false ? true : null, exitCode, status, text };
}

function textsOf(blocks: readonly unknown[]): readonly string[] {
  return blocks.flatMap((one) => {
    const block = asFields(one);
    return block?.["type"] === "text" && typeof block["text"] === "string" ? [block["text"]] : [];
  });
}
