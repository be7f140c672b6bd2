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
    if (tool === null) story.drop("record.wrong-shape", at.place, "tool call");
    if (tool === null || called.has(id)) continue;
    called.add(id);
    story.call(id, tool, input, at);
    const ending = endings.get(id);
    if (ending !== undefined) story.result(id, ending, at);
  }
}

type Call = Readonly<{ id: string; tool: string | null; input: Fields }>;

/** The calls that the program noted with their results, and those that only stand in the parts (after a checkpoint). One without an id goes by its place. */
function callsOf(message: Message): readonly Call[] {
  const noted = asList(message.fields["toolCalls"]).map((one, at) => callOf(one, `${message.id}:noted:${at}`));
  const written = inParts(message.parts, "functionCall").map((one, at) => ({ has: textOrNull(one["id"]) !== null, call: callOf(one, `${message.id}:${at}`) }));
  // beside noted calls one without an id is one of them
  return [...noted, ...written.flatMap(({ has, call }) => (has || noted.length === 0 ? [call] : []))];
}

function callOf(value: unknown, spare: string): Call {
  const call = asFields(value);
  return { id: textOrNull(call?.["id"]) ?? spare, tool: textOrNull(call?.["name"]), input: asFields(call?.["args"]) ?? {} };
}

/** Call id -> how it ended: what the program noted counts before what it sent to the model. */
function endingsIn(messages: readonly Message[]): ReadonlyMap<string, Ending> {
  const endings = new Map<string, Ending>();
  let waiting: readonly Call[] = [];
  for (const message of messages) {
    for (const one of inParts(message.parts, "functionResponse")) {
      const tool = textOrNull(one["name"]);
      // without an id it answers the first call of that name that waits
      const id = textOrNull(one["id"]) ?? waiting.find((call) => call.tool === tool)?.id ?? null;
      waiting = waiting.filter((call) => call.id !== id);
      if (id !== null && tool !== null) endings.set(id, endingOf(tool, asFields(one["response"]), null));
    }
    if (message.type !== "user") waiting = callsOf(message);
  }
  for (const { id: message, fields } of messages) {
    for (const [at, one] of asList(fields["toolCalls"]).entries()) {
      const [call, { id, tool }] = [asFields(one), callOf(one, `${message}:noted:${at}`)];
      const status = textOrNull(call?.["status"]);
      if (tool === null || status === null || !["success", "error", "cancelled"].includes(status)) continue;
      const response = asList(call?.["result"]).map((part) => asFields(asFields(asFields(part)?.["functionResponse"])?.["response"]));
      endings.set(id, endingOf(tool, response.find((found) => found !== null) ?? null, status));
    }
  }
  return endings;
}
