import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import { outcomeOf } from "./outcome.ts";
import { answered, callsIn, textResults } from "./text-results.ts";
import type { KnownCall, ShownCall } from "./ui.ts";

/** Tools that only talk: the panel shows them as words, never as a call. */
const TALK = new Set([
  "ask_followup_question",
  "attempt_completion",
  "plan_mode_respond",
  "act_mode_respond",
  "new_task",
  "switch_mode",
  "update_todo_list",
  "focus_chain",
  "condense",
  "summarize_task",
  "fetch_instructions",
  "load_mcp_documentation",
  "report_bug",
  "new_rule",
]);
const SHOWN_AS: Readonly<Record<string, string>> = {
  execute_command: "command",
  run_commands: "command",
  use_mcp_tool: "use_mcp_server",
  access_mcp_resource: "use_mcp_server",
};

type HistoryCall = Readonly<{ id: string | null; name: string; input: Fields; result: Fields | undefined }>;

/**
 * The model's history and the kinds of call that the panel showed -> those calls with their own ids, inputs and results;
 * none unless both tell of the same calls in the same order, for a result put to another's call would be worse than none.
 */
export function joinedCalls(messages: readonly unknown[], shown: readonly string[]): readonly KnownCall[] {
  const blocks = callsWritten(messages);
  const calls = blocks.length > 0 ? blocks : callsAnswered(messages);
  const isSame =
    calls.length === shown.length && calls.every(({ name }, index) => shown[index] === (SHOWN_AS[name] ?? (shown[index] === "command" ? null : shown[index])));
  const ids = calls.flatMap(({ id }) => id ?? []);
  if (!isSame || new Set(ids).size !== ids.length) return [];
  return calls.map((call) => ({ told: (story: Story, as: ShownCall, at: number | null, place: Place) => tell(call, as, story, at, place) }));
}

/** Calls written as blocks, with the blocks or texts that answer them. */
function callsWritten(messages: readonly unknown[]): readonly HistoryCall[] {
  const results = new Map<string, Fields>();
  for (const [index, message] of messages.entries()) {
    for (const [id, block] of answered(callsIn(messages[index - 1]), textResults(message))) results.set(id, block);
    for (const block of asList(asFields(message)?.["content"]).map(asFields)) {
      const of = textOrNull(block?.["tool_use_id"]);
      if (block?.["type"] === "tool_result" && of !== null) results.set(of, block);
    }
  }
  return messages
    .flatMap((message) => asList(asFields(message)?.["content"]))
    .map(asFields)
    .flatMap((block) => {
      const [id, name] = [textOrNull(block?.["id"]), textOrNull(block?.["name"])];
      if (block?.["type"] !== "tool_use" || id === null || name === null || TALK.has(name)) return [];
      return [{ id, name, input: asFields(block["input"]) ?? {}, result: results.get(id) }];
    });
}

/** Calls written as text stand in the words of the model; what answers them names them. */
function callsAnswered(messages: readonly unknown[]): readonly HistoryCall[] {
  return messages.flatMap(textResults).flatMap(({ name, block }) => (TALK.has(name) ? [] : [{ id: null, name, input: {}, result: block }]));
}

function tell({ id, name, input, result }: HistoryCall, as: ShownCall, story: Story, at: number | null, place: Place): void {
  const call = id ?? as.id;
  if (id === null) story.call(call, as.tool, as.input, { at, place });
  else story.call(call, name, input, { at, place });
  if (result !== undefined) story.result(call, outcomeOf(result), { at, place });
}

/** The model's history -> the working directory it was told. */
export function folderIn(messages: readonly unknown[]): string | null {
  for (const message of messages.slice(0, 4)) {
    for (const block of asList(asFields(message)?.["content"])) {
      const text = textOrNull(asFields(block)?.["text"]);
      const folder = text === null ? undefined : /^# Current (?:Working|Workspace) Directory \((\/[^\n()]{1,400}|[A-Za-z]:\\[^\n()]{1,400})\)/m.exec(text)?.[1];
      if (folder !== undefined) return folder;
    }
  }
  return null;
}
