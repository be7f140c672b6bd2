import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import { outcomeOf } from "./outcome.ts";
import { answered, callsIn, textResults } from "./text-results.ts";
import type { KnownCall, Shown, ShownCall } from "./ui.ts";

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

/** What the panel names otherwise than the model does. */
const NAMES: Readonly<Record<string, string>> = {
  readFile: "read_file",
  listFilesTopLevel: "list_files",
  listFilesRecursive: "list_files",
  searchFiles: "search_files",
  newTask: "new_task",
  switchMode: "switch_mode",
  updateTodoList: "update_todo_list",
  fetchInstructions: "fetch_instructions",
};

type HistoryCall = Readonly<{ id: string | null; name: string; input: Fields; result: Fields | undefined }>;

/**
 * The model's history and the calls that the panel showed -> those calls with their own ids, inputs and results, each with those before it that were never
 * shown (refused before they ran); none unless all that was shown stands there in its order, for a result put to another's call would be worse than none.
 * The last one shown may not be written there yet.
 */
export function joinedCalls(messages: readonly unknown[], shown: readonly Shown[]): readonly KnownCall[] {
  const blocks = callsWritten(messages);
  const calls = blocks.length > 0 ? blocks : callsAnswered(messages);
  const ids = calls.flatMap(({ id }) => id ?? []);
  const groups: HistoryCall[][] = [];
  let from = 0;
  for (const one of shown) {
    const at = calls.findIndex((call, index) => index >= from && isShownAs(call, one));
    if (at < 0) break;
    groups.push(calls.slice(from, at + 1).filter(({ name }, index) => from + index === at || !TALK.has(name)));
    from = at + 1;
  }
  if (groups.length < shown.length - 1 || new Set(ids).size !== ids.length) return [];
  // behind the last one shown
  groups.at(-1)?.push(...(groups.length === shown.length ? calls.slice(from).filter(({ name }) => !TALK.has(name)) : []));
  return groups.map((group, index) => ({
    told: (story: Story, as: ShownCall, at: number | null, place: Place) => {
      for (const call of group) tell(call, isShownAs(call, shown[index]) ? as : null, story, at, place);
    },
  }));
}

function isShownAs({ name, input }: HistoryCall, shown: Shown | undefined): boolean {
  if (shown === undefined || (SHOWN_AS[name] ?? (shown.kind === "command" ? null : shown.kind)) !== shown.kind) return false;
  const known = shown.tool === null ? undefined : NAMES[shown.tool];
  if (known === undefined ? TALK.has(name) : known !== name) return false;
  const [said, asked] = shown.kind === "command" ? [shown.text, textOrNull(input["command"])] : [shown.path, textOrNull(input["path"])];
  return said === null || asked === null || isSameText(said.trim(), asked.trim(), shown.kind === "command");
}

/** A path is shown from the folder of the work, and that folder itself by its name. */
function isSameText(said: string, asked: string, isCommand: boolean): boolean {
  if (said === asked || isCommand) return said === asked;
  const [a, b] = [said, asked].map((one) => one.replace(/^\.\/|\/$/g, "")) as [string, string];
  return a === b || b === "" || b === "." || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
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
      if (block?.["type"] !== "tool_use" || id === null || name === null) return [];
      return [{ id, name, input: asFields(block["input"]) ?? {}, result: results.get(id) }];
    });
}

/** Calls written as text stand in the words of the model; what answers them names them. */
function callsAnswered(messages: readonly unknown[]): readonly HistoryCall[] {
  return messages.flatMap(textResults).flatMap(({ name, block }) => (TALK.has(name) ? [] : [{ id: null, name, input: {}, result: block }]));
}

/** Without an id it is the one that was shown; what was not shown has nothing else. */
function tell({ id, name, input, result }: HistoryCall, as: ShownCall | null, story: Story, at: number | null, place: Place): void {
  const call = id ?? as?.id;
  if (call === undefined) return;
  if (id === null && as !== null) story.call(call, as.tool, as.input, { at, place });
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
