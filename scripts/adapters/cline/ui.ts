import { asFields, type Fields, parsedOrUndefined, textOrNull, timeOf } from "#adapters/common/fields";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import { wordsOfPerson } from "#kernel/trust";
import { tellTyped } from "./messages.ts";
import { outcomeOfOutput } from "./outcome.ts";
import { typedText } from "./words.ts";

/** A call as the panel shows it. */
export type ShownCall = Readonly<{ id: string; tool: string; input: Fields }>;

/** What tells a call that was shown from the others: the command, or the tool and the file. */
export type Shown = Readonly<{ kind: string; text: string; tool: string | null; path: string | null }>;

/** A call that the history of the model has, too: it is told in place of the one shown, with how it ended. */
export type KnownCall = Readonly<{ told: (story: Story, as: ShownCall, at: number | null, place: Place) => void }>;

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
/** Entries that hold neither a person's words nor work. */
const QUIET =
  words(`api_req_started api_req_finished api_req_retried error_retry api_req_retry_delayed api_req_rate_limit_wait api_req_deleted deleted_api_reqs reasoning
  image user_feedback_diff user_edit_todos shell_integration_warning shell_integration_warning_with_suggestion browser_action_result mcp_server_response
  mcp_notification subtask_result checkpoint_created checkpoint_saved rooignore_error clineignore_error diff_error error condense_context
  condense_context_error sliding_window_truncation codebase_search_result too_many_tools_warning load_mcp_documentation info task_progress hook_status
  hook_output_stream subagent subagent_usage conditional_rules_applied compaction command_permission_denied mcp_server_request_started
  resume_task resume_completed_task mistake_limit_reached auto_approval_max_req_reached report_bug condense summarize_task new_task followup
  generate_explanation payment_required_prompt invalid_model unauthorized_prompt`);
const ANSWERS = words("text completion_result plan_completion_result plan_mode_respond act_mode_respond");
const CALLS = words("command tool use_mcp_server browser_action browser_action_launch use_subagents");

/** Entries shown in the panel -> the story of the task. `calls` are the same calls from the model's history, or none. Returns how many entries were of a known kind. */
export function tellPanel(entries: readonly unknown[], calls: readonly KnownCall[], path: string, story: Story): number {
  const panel = new Panel(story, calls, path);
  entries.forEach((entry, index) => panel.entry(entry, index));
  panel.end();
  return panel.known;
}

/** Of a panel beside a history that is told already: what a person said that is not written there yet. */
export function tellLate(entries: readonly unknown[], path: string, story: Story): void {
  const told = new Set(story.events.flatMap((event) => (event.kind === "prompt" ? [wordsOfPerson(event.spans)] : [])));
  entries.forEach((value, index) => {
    const entry = asFields(value);
    const place = { path, line: index + 1 };
    if (entry?.["say"] !== "user_feedback" || entry["partial"] === true) return;
    const typed = typedText(textOrNull(entry["text"]) ?? "");
    if (typed.kind === "words" && told.has(typed.text)) story.drop("record.duplicate", place, "prompt");
    else tellTyped(typed, { story, id: `entry:${index + 1}`, at: timeOf(entry["ts"]), place });
  });
}

/** Entries -> the calls that were shown, in order. */
export function callsShown(entries: readonly unknown[]): readonly Shown[] {
  let before: string | null = null;
  return entries.flatMap((one) => {
    const entry = asFields(one) ?? {};
    const kind = kindOf(entry);
    const text = textOrNull(entry["text"]) ?? "";
    const isCall = kind !== null && CALLS.has(kind) && entry["partial"] !== true && !isEnd(kind, text);
    const isRepeated = isCall && before === "browser_action_launch" && kind === "browser_action";
    before = kind;
    if (!isCall || isRepeated) return [];
    const input = kind === "tool" ? asFields(parsedOrUndefined(text)) : null;
    return [{ kind, text, tool: textOrNull(input?.["tool"]), path: textOrNull(input?.["path"]) }];
  });
}

/** A subtask asks whether it may end as it asks for a tool. */
function isEnd(kind: string, text: string): boolean {
  return kind === "tool" && text.includes('"finishTask"') && asFields(parsedOrUndefined(text))?.["tool"] === "finishTask";
}

function kindOf(entry: Fields): string | null {
  return textOrNull(entry["type"] === "say" ? entry["say"] : entry["type"] === "ask" ? entry["ask"] : null);
}

class Panel {
  known = 0;
  private asked = false;
  private lastReply: string | null = null;
  private made = 0;
  private open: { id: string; output: string[]; at: number | null; place: Place } | null = null;
  private readonly story: Story;
  private readonly calls: readonly KnownCall[];
  private readonly path: string;

  constructor(story: Story, calls: readonly KnownCall[], path: string) {
    this.story = story;
    this.calls = calls;
    this.path = path;
  }

  entry(value: unknown, index: number): void {
    const place = { path: this.path, line: index + 1 };
    const entry = asFields(value);
    const kind = entry === null ? null : kindOf(entry);
    if (entry === null || kind === null) {
      this.story.drop("record.wrong-shape", place, "type");
      return;
    }
    const at = timeOf(entry["ts"]);
    const text = textOrNull(entry["text"]) ?? "";
    const isSay = entry["type"] === "say";
    if (entry["partial"] === true) this.story.drop("record.half-written", place);
    else if (isSay && (kind === "task" || (kind === "text" && !this.asked)) && !this.asked) this.typed(text, index, at, place);
    else if (kind === "user_feedback") this.typed(text, index, at, place);
    else if (kind === "command_output") this.output(text, at, place);
    else if (isEnd(kind, text)) this.end();
    else if (CALLS.has(kind)) this.call(kind, text, index, at, place);
    else if (ANSWERS.has(kind)) this.answer(kind, text, isSay, index, at, place);
    else if (kind === "api_req_failed") this.failed(at, place);
    else if (!QUIET.has(kind)) {
      this.story.drop("record.unknown-kind", place, isSay ? "say" : "ask");
      return;
    }
    this.known += 1;
  }

  /** The last command may have printed until the end. */
  end(): void {
    const { open } = this;
    this.open = null;
    if (open !== null && open.output.length > 0) this.story.result(open.id, outcomeOfOutput(open.output.join("\n")), open);
  }

  private typed(text: string, index: number, at: number | null, place: Place): void {
    this.asked = true;
    this.end();
    tellTyped(typedText(text), { story: this.story, id: `entry:${index + 1}`, at, place });
  }

  /** Ending an answer asks whether it is one: the words are said before, the question repeats or has none. */
  private answer(kind: string, text: string, isSay: boolean, index: number, at: number | null, place: Place): void {
    this.end();
    if (!isSay && kind === "completion_result" && text === "") return;
    const shown = kind.endsWith("_respond") ? (textOrNull(asFields(parsedOrUndefined(text))?.["response"]) ?? text) : text;
    this.lastReply = `entry:${index + 1}`;
    this.story.reply(this.lastReply, shown, { at, place });
  }

  private failed(at: number | null, place: Place): void {
    if (this.lastReply !== null) this.story.reply(this.lastReply, "", { at, place }, "api_req_failed");
  }

  private call(kind: string, text: string, index: number, at: number | null, place: Place): void {
    this.end();
    const known = this.calls[this.made];
    this.made += 1;
    const shown = shownCall(kind, text, `entry:${index + 1}`);
    if (known !== undefined) {
      known.told(this.story, shown, at, place);
      return;
    }
    this.story.call(shown.id, shown.tool, shown.input, { at, place });
    this.open = kind === "command" ? { id: shown.id, output: [], at, place } : null;
  }

  /** A running command's output is shown with the question whether to go on, and without it once that was answered. */
  private output(text: string, at: number | null, place: Place): void {
    if (this.open === null || text === "") return;
    this.open.output.push(text.slice(0, 4000));
    this.open = { ...this.open, at, place };
  }
}

function shownCall(kind: string, text: string, id: string): ShownCall {
  if (kind === "command") return { id, tool: "execute_command", input: { command: text } };
  const input = asFields(parsedOrUndefined(text)) ?? {};
  return { id, tool: textOrNull(input["tool"]) ?? textOrNull(input["toolName"]) ?? kind, input: withoutBulk(input) };
}

function withoutBulk(input: Fields): Fields {
  return Object.fromEntries(Object.entries(input).filter(([key]) => key !== "tool"));
}
