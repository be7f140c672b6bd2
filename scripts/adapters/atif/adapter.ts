import { anyTime, argumentsOf, Chat, endingOfText, textOfParts } from "#adapters/common/chat";
import { asFields, asList, type Fields, textOrNull, valueAt } from "#adapters/common/fields";
import { genericAdapter, type Value } from "#adapters/common/generic";
import { conversationOf } from "#adapters/common/story";
import type { LogAdapter, Reading } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { Place } from "#kernel/trace";

/** Agent Trajectory Interchange Format: one document a trajectory, steps with their calls and what was observed. */
export const atif: LogAdapter = genericAdapter({
  id: "atif",
  label: "ATIF trajectories",
  version: 1,
  is: (value) => isTrajectory(asFields(value)),
  tell: tellFile,
});

function isTrajectory(fields: Fields | null): fields is Fields {
  const version = fields?.["schema_version"];
  return typeof version === "string" && /^ATIF-v\d/i.test(version) && Array.isArray(fields?.["steps"]);
}

function* tellFile(values: Iterable<Value>, path: string, name: string): Generator<Reading> {
  const left: Dropped[] = [];
  let count = 0;
  for (const one of values) {
    count += 1;
    const fields = one.dropped === null ? asFields(one.value) : null;
    if (one.dropped !== null) left.push(one.dropped);
    else if (fields === null) left.push({ reason: "record.not-json", place: one.place });
    else if (isTrajectory(fields)) yield readTrajectory(fields, path, `${name}:${count}`, one.place);
    else left.push({ reason: "record.unknown-kind", place: one.place });
  }
  yield { conversation: null, dropped: left };
}

function readTrajectory(fields: Fields, path: string, name: string, place: Place): Reading {
  const chat = new Chat();
  asList(fields["steps"]).forEach((step, index) => tellStep(chat, asFields(step), { path: place.path, line: index + 1 }));
  const agent = [textOrNull(valueAt(fields, "agent", "name")), textOrNull(valueAt(fields, "agent", "version"))].filter((one) => one !== null);
  const id = textOrNull(fields["session_id"]) ?? textOrNull(fields["trajectory_id"]) ?? name;
  const facts = { id, adapter: "atif", path, runtime: agent.length > 0 ? agent.join(" ") : null };
  return { conversation: conversationOf(facts, chat.story), dropped: chat.story.dropped };
}

/** Steps that a continued trajectory repeats stand in the one before. */
function tellStep(chat: Chat, step: Fields | null, place: Place): void {
  const id = chat.next(anyTime(step?.["timestamp"]), place);
  const content = textOfParts(step?.["message"]);
  if (step === null || content === null) chat.drop("record.wrong-shape", "step");
  else if (step["is_copied_context"] === true) chat.drop("record.duplicate", "copied context");
  else if (step["source"] === "user") chat.user(id, content.text);
  else if (step["source"] === "agent") tellAgent(chat, id, content.text, step);
  else if (step["source"] !== "system") chat.drop(typeof step["source"] === "string" ? "record.unknown-kind" : "record.wrong-shape", "source");
}

function tellAgent(chat: Chat, id: string, text: string, step: Fields): void {
  chat.reply(id, text);
  const calls = asList(step["tool_calls"]).map(asFields);
  for (const call of calls) {
    const name = textOrNull(call?.["function_name"]);
    if (call === null || name === null) chat.drop("record.wrong-shape", "tool_calls");
    else chat.call(textOrNull(call["tool_call_id"]), name, argumentsOf(call["arguments"]));
  }
  for (const value of asList(valueAt(step, "observation", "results"))) {
    const result = asFields(value);
    const content = textOfParts(result?.["content"]);
    if (result === null || content === null) chat.drop("record.wrong-shape", "results");
    else if (textOrNull(result["source_call_id"]) !== null || calls.length > 0) chat.result(textOrNull(result["source_call_id"]), endingOfText(content.text));
  }
}
