import { anyTime, argumentsOf, type Chat, endingOfText, textOfParts } from "#adapters/common/chat";
import { asFields, asList, type Fields, textOrNull, valueAt } from "#adapters/common/fields";
import { beginsWith } from "#adapters/common/injected";
import type { Place } from "#kernel/trace";

/** Tells one message, or one item of the Responses API. */
export function tellMessage(chat: Chat, value: unknown, place: Place): void {
  const fields = asFields(value);
  const next = chat.next(anyTime(fields?.["timestamp"], fields?.["created_at"], fields?.["created"]), place);
  if (fields === null) {
    chat.drop("record.wrong-shape", "message");
    return;
  }
  const type = fields["type"];
  if (typeof fields["role"] === "string" && (type === undefined || type === null || type === "message"))
    tellByRole(chat, fields["role"], textOrNull(fields["id"]) ?? next, fields);
  else if (typeof type === "string") tellItem(chat, type, fields);
  else chat.drop("record.wrong-shape", "role");
}

function tellByRole(chat: Chat, role: string, id: string, fields: Fields): void {
  const content = textOfParts(fields["content"]);
  if (content === null) {
    chat.drop("record.wrong-shape", "content");
    return;
  }
  if (content.odd) chat.drop("record.unknown-kind", "part");
  if (role === "user") tellUser(chat, id, content.text);
  else if (role === "assistant") {
    chat.reply(id, content.text);
    for (const call of asList(fields["tool_calls"])) tellCall(chat, asFields(call));
    if (fields["function_call"] !== undefined && fields["function_call"] !== null) tellCall(chat, { function: fields["function_call"] });
  } else if (role === "tool" || role === "function") chat.result(role === "tool" ? textOrNull(fields["tool_call_id"]) : null, endingOfText(content.text));
  else if (role !== "system" && role !== "developer") chat.drop("record.unknown-kind", "role");
}

/** Where a model has no role for tools, their answers come as the user's. */
function tellUser(chat: Chat, id: string, text: string): void {
  if (beginsWith(text, ["<tool_response>"]) && text.trimEnd().endsWith("</tool_response>")) chat.result(null, endingOfText(text));
  else chat.user(id, text);
}

function tellCall(chat: Chat, call: Fields | null): void {
  const name = textOrNull(valueAt(call, "function", "name")) ?? textOrNull(call?.["name"]) ?? textOrNull(valueAt(call, "custom", "name"));
  if (call === null || name === null) {
    chat.drop("record.wrong-shape", "tool_calls");
    return;
  }
  chat.call(textOrNull(call["id"]), name, argumentsOf(valueAt(call, "function", "arguments") ?? call["arguments"] ?? valueAt(call, "custom", "input")));
}

/** Items that are no message; what a tool of the provider did by itself has no answer of its own. */
function tellItem(chat: Chat, type: string, fields: Fields): void {
  if (type === "function_call" || type === "custom_tool_call") {
    const name = textOrNull(fields["name"]);
    if (name === null) chat.drop("record.wrong-shape", "name");
    else chat.call(textOrNull(fields["call_id"]) ?? textOrNull(fields["id"]), name, argumentsOf(fields["arguments"] ?? fields["input"]));
  } else if (type === "function_call_output" || type === "custom_tool_call_output") {
    const output = textOfParts(fields["output"]);
    if (output === null) chat.drop("record.wrong-shape", "output");
    else chat.result(textOrNull(fields["call_id"]), endingOfText(output.text));
  } else if (/^[a-z_]{1,40}_call$/.test(type)) chat.call(textOrNull(fields["id"]), type.slice(0, -"_call".length), asFields(fields["action"]) ?? {});
  else if (type !== "reasoning" && type !== "item_reference") chat.drop("record.unknown-kind", "item");
}
