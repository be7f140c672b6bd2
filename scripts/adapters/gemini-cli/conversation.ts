import { asFields, asList, type Fields, textOrNull, timeOf } from "#adapters/common/fields";
import { endingOf, inParts, wordsOf } from "#adapters/common/parts";
import { type Ending, Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import type { Message, Messages } from "./messages.ts";
import { Prompts } from "./prompt.ts";

const SETUP_ANSWERS = new Set(["Got it. Thanks for the context!", "Got it. Thanks for the additional context!"]);

type At = Readonly<{ at: number | null; place: Place }>;

/** Messages of a session -> its story, calls of both shapes each once. */
export function tell(messages: Messages): Story {
  const story = new Story();
  for (const one of messages.dropped) story.dropped.push(one);
  const all = [...messages.all.entries()];
  const endings = endingsIn(all.map(([, message]) => message));
  const called = new Set<string>();
  const prompts = new Prompts(story);
  for (const [, message] of all) {
    const at = { at: timeOf(message.fields["timestamp"]), place: message.place };
    if (message.type === "user") prompts.tell(message, at);
    else if (message.type === "gemini" || message.type === "qwen") tellAnswer(story, message, at, endings, called);
  }
  const taken = new Set(all.flatMap(([key, { id, type }]) => (type === "user" && messages.rewound.has(key) ? [id] : [])));
  const last = all.at(-1)?.[1].place;
  if (last !== undefined)
    story.withdraw(
      story.prompts().filter((id) => taken.has(id)),
      { at: null, place: last },
    );
  return story;
}

function tellAnswer(story: Story, message: Message, at: At, endings: ReadonlyMap<string, Ending>, called: Set<string>): void {
  const words = wordsOf(message.parts);
  const calls = callsOf(message);
  if (SETUP_ANSWERS.has(words.trim()) && calls.length === 0) {
    story.drop("text.injected", at.place, "context");
    return;
  }
  story.reply(message.id, words, at);
  for (const { id, tool, input } of calls) {
    if (called.has(id)) continue;
    called.add(id);
    story.call(id, tool, input, at);
    const ending = endings.get(id);
    if (ending !== undefined) story.result(id, ending, at);
  }
}

type Call = Readonly<{ id: string; tool: string; input: Fields }>;

/** The calls that the program noted with their results, and those that only stand in the parts (after a checkpoint). */
function callsOf({ id, fields, parts }: Message): readonly Call[] {
  const noted = asList(fields["toolCalls"]).flatMap((one) => callIn(asFields(one), null));
  const written = inParts(parts, "functionCall").flatMap((one, at) => callIn(one, noted.length > 0 ? null : `${id}:${at}`));
  return [...noted, ...written];
}

function callIn(call: Fields | null, spare: string | null): readonly Call[] {
  const [id, tool] = [textOrNull(call?.["id"]) ?? spare, textOrNull(call?.["name"])];
  return call === null || id === null || tool === null ? [] : [{ id, tool, input: asFields(call["args"]) ?? {} }];
}

/** Call id -> how it ended: what the program noted counts before what it sent to the model. */
function endingsIn(messages: readonly Message[]): ReadonlyMap<string, Ending> {
  const endings = new Map<string, Ending>();
  for (const { parts } of messages) {
    for (const one of inParts(parts, "functionResponse")) {
      const [id, tool] = [textOrNull(one["id"]), textOrNull(one["name"])];
      if (id !== null && tool !== null) endings.set(id, endingOf(tool, asFields(one["response"]), null));
    }
  }
  for (const { fields } of messages) {
    for (const call of asList(fields["toolCalls"]).map(asFields)) {
      const [id, tool, status] = [textOrNull(call?.["id"]), textOrNull(call?.["name"]), textOrNull(call?.["status"])];
      if (id === null || tool === null || status === null || !["success", "error", "cancelled"].includes(status)) continue;
      const response = asList(call?.["result"]).map((one) => asFields(asFields(asFields(one)?.["functionResponse"])?.["response"]));
      endings.set(id, endingOf(tool, response.find((one) => one !== null) ?? null, status));
    }
  }
  return endings;
}
