import { anyTime, argumentsOf, Chat, endingOfText, textOfParts } from "#adapters/common/chat";
import { asFields, asList, type Fields, parsedOrUndefined, textOrNull } from "#adapters/common/fields";
import { genericAdapter, type Value } from "#adapters/common/generic";
import { conversationOf } from "#adapters/common/story";
import type { LogAdapter, Reading } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import { blocksOf } from "./blocks.ts";

const PERSON = new Set(["human", "user"]);
const MODEL = new Set(["gpt", "assistant", "chatgpt", "bot", "model", "bing", "bard"]);
const RESULT = new Set(["tool", "observation", "function_response", "function"]);

/** ShareGPT: conversations as lists of turns with `from` and `value`; calls and their answers are blocks in the text. */
export const sharegpt: LogAdapter = genericAdapter({
  id: "sharegpt",
  label: "ShareGPT",
  version: 1,
  is: (value) => turnsOf(value) !== null,
  tell: tellFile,
});

function turnsOf(value: unknown): readonly unknown[] | null {
  const fields = asFields(value);
  const list = fields?.["conversations"] ?? fields?.["items"] ?? fields?.["conversation"];
  return Array.isArray(list) && list.some(isTurn) ? (list as readonly unknown[]) : null;
}

function isTurn(value: unknown): boolean {
  const turn = asFields(value);
  return turn !== null && ((typeof turn["from"] === "string" && "value" in turn) || (typeof turn["role"] === "string" && "content" in turn));
}

function* tellFile(values: Iterable<Value>, path: string, name: string): Generator<Reading> {
  const ids = new Map<string, number>();
  const left: Dropped[] = [];
  let count = 0;
  for (const one of values) {
    count += 1;
    const turns = one.dropped === null ? turnsOf(one.value) : null;
    if (one.dropped !== null) left.push(one.dropped);
    else if (turns === null)
      left.push({ reason: typeof one.value === "object" && one.value !== null ? "record.unknown-kind" : "record.not-json", place: one.place });
    else {
      const fields = asFields(one.value) ?? {};
      const chat = new Chat();
      for (const turn of turns) {
        const id = chat.next(anyTime(asFields(turn)?.["timestamp"]), one.place);
        tellTurn(chat, id, asFields(turn));
      }
      const stated = textOrNull(fields["id"]) ?? `${name}:${count}`;
      const times = (ids.get(stated) ?? 0) + 1;
      ids.set(stated, times);
      const id = times === 1 ? stated : `${stated}#${times}`;
      const facts = { id, adapter: "sharegpt", path, startedAt: anyTime(fields["created_at"], fields["timestamp"]) };
      yield { conversation: conversationOf(facts, chat.story), dropped: chat.story.dropped };
    }
  }
  yield { conversation: null, dropped: left };
}

function tellTurn(chat: Chat, id: string, turn: Fields | null): void {
  const from = turn?.["from"] ?? turn?.["role"];
  const content = textOfParts(turn?.["value"] ?? turn?.["content"]);
  if (turn === null || typeof from !== "string" || content === null) {
    chat.drop("record.wrong-shape", "turn");
    return;
  }
  const { text } = content;
  if (PERSON.has(from)) tellPerson(chat, id, text);
  else if (MODEL.has(from)) tellModel(chat, id, text, turn);
  else if (from === "function_call" || from === "tool_call") tellCalls(chat, [text]);
  else if (RESULT.has(from)) tellResults(chat, text);
  else if (from !== "system") chat.drop("record.unknown-kind", "from");
}

/** Answers of tools may stand in a person's turn: what is left beside them is theirs. */
function tellPerson(chat: Chat, id: string, text: string): void {
  const { inside, rest } = blocksOf(text, "tool_response");
  for (const one of inside) chat.result(null, endingOfText(one));
  if (inside.length === 0 || rest !== "") chat.user(id, rest);
}

function tellModel(chat: Chat, id: string, text: string, turn: Fields): void {
  const { inside, rest } = blocksOf(text, "tool_call");
  chat.reply(id, rest);
  tellCalls(chat, inside);
  for (const value of asList(turn["tool_calls"])) {
    const call = asFields(value);
    tellCalls(chat, [JSON.stringify(asFields(call?.["function"]) ?? call)]);
  }
}

function tellCalls(chat: Chat, texts: readonly string[]): void {
  for (const text of texts) {
    const value = parsedOrUndefined(text);
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      const call = asFields(one);
      const name = textOrNull(call?.["name"]);
      if (call === null || name === null) chat.drop("record.wrong-shape", "tool_call");
      else chat.call(textOrNull(call["id"]), name, argumentsOf(call["arguments"] ?? call["parameters"]));
    }
  }
}

function tellResults(chat: Chat, text: string): void {
  const { inside } = blocksOf(text, "tool_response");
  for (const one of inside.length > 0 ? inside : [text]) chat.result(null, endingOfText(one));
}
