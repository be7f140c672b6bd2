import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import { outcomeOf } from "./outcome.ts";
import type { KnownCall } from "./ui.ts";

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

/**
 * The model's history and the kinds of call that the panel showed -> those calls with their own ids, inputs and results;
 * none unless both tell of the same calls in the same order, for a result put to another's call would be worse than none.
 */
export function joinedCalls(messages: readonly unknown[], shown: readonly string[]): readonly KnownCall[] {
  const calls: Readonly<{ id: string; name: string; input: Fields }>[] = [];
  const results = new Map<string, Fields>();
  for (const block of messages.flatMap((message) => asList(asFields(message)?.["content"])).map(asFields)) {
    const [id, name, of] = [textOrNull(block?.["id"]), textOrNull(block?.["name"]), textOrNull(block?.["tool_use_id"])];
    if (block?.["type"] === "tool_use" && id !== null && name !== null && !TALK.has(name)) calls.push({ id, name, input: asFields(block["input"]) ?? {} });
    if (block?.["type"] === "tool_result" && of !== null) results.set(of, block);
  }
  const isSame =
    calls.length === shown.length && calls.every(({ name }, index) => shown[index] === (SHOWN_AS[name] ?? (shown[index] === "command" ? null : shown[index])));
  if (!isSame || new Set(calls.map((call) => call.id)).size !== calls.length) return [];
  return calls.map((call) => ({ ...call, told: (story: Story, at: number | null, place: Place) => tell(call, results.get(call.id), story, at, place) }));
}

function tell({ id, name, input }: Omit<KnownCall, "told">, result: Fields | undefined, story: Story, at: number | null, place: Place): void {
  story.call(id, name, input, { at, place });
  if (result !== undefined) story.result(id, outcomeOf(result), { at, place });
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
