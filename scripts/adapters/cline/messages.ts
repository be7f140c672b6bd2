import { asFields, asList, type Fields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import { outcomeOf } from "./outcome.ts";
import { answered, callsIn, textResults } from "./text-results.ts";
import { typedInMessage, type Typed } from "./words.ts";

const ASKS = new Set(["attempt_completion", "ask_followup_question", "plan_mode_respond"]);
const SAID = /^(?:<(?:user_message|answer|feedback)>|The user has provided feedback on the results\.)/;

/** What of a history is told: everything, or (where another document has the prompts) nothing but its calls. `bare` as in `typedInMessage`. */
type Options = Readonly<{ path: string; copied: ReadonlySet<string>; bare: boolean }>;

/** Messages in the shape of Anthropic's API, in order -> story. `line` of a place is the number of the message. */
export function tellMessages(messages: readonly unknown[], story: Story, { path, copied, bare }: Options): void {
  messages.forEach((value, index) => {
    const place = { path, line: index + 1 };
    const message = asFields(value);
    const role = message?.["role"];
    if (message === null || (role !== "user" && role !== "assistant")) {
      story.drop(message !== null && typeof role === "string" ? "record.unknown-kind" : "record.wrong-shape", place, "role");
      return;
    }
    const id = textOrNull(message["id"]);
    if (id !== null && copied.has(id)) story.drop("record.duplicate", place);
    else tell(message, messages[index - 1], { story, id: id ?? `message:${index + 1}`, at: timeOf(message["ts"]), place, bare });
  });
}

type Context = Readonly<{ story: Story; id: string; at: number | null; place: Place; bare: boolean }>;

function tell(message: Fields, before: unknown, context: Context): void {
  const { story, id, place } = context;
  const { content } = message;
  const blocks = typeof content === "string" ? [{ type: "text", text: content }] : Array.isArray(content) ? asList(content).map(asFields) : null;
  if (blocks === null) {
    story.drop("record.wrong-shape", place, "content");
    return;
  }
  const texts = blocks.flatMap((block) => (block?.["type"] === "text" && typeof block["text"] === "string" ? [block["text"]] : []));
  if (message["role"] === "assistant") {
    story.reply(id, texts.join("\n"), context);
    for (const block of blocks) if (block?.["type"] === "tool_use") tellCall(block, context);
    return;
  }
  const results = blocks.flatMap((block) => (block?.["type"] === "tool_result" ? [block] : []));
  for (const result of results) tellResult(result, context);
  const answers = typedInResults(results, callsIn(before));
  const written = results.length > 0 ? [] : [...answered(callsIn(before), textResults(message))];
  for (const [call, block] of written) story.result(call, outcomeOf(block), context);
  const isAnswer = results.length + written.length > 0;
  if (isSummary(message)) story.drop("text.injected", place, "compaction");
  else if (!isAnswer || texts.length + answers.length > 0) tellTexts([...answers, ...texts], isAnswer, context);
}

/** What a person says to a question or to an end is its result. Other results are of tools, whatever they say: a file or a server can look like a person's answer. */
function typedInResults(results: readonly (Fields | null)[], calls: readonly Readonly<{ id: string; name: string }>[]): readonly string[] {
  const asks = new Set(calls.flatMap(({ id, name }) => (ASKS.has(name) ? [id] : [])));
  return results.flatMap((result) => {
    if (!asks.has(textOrNull(result?.["tool_use_id"]) ?? "")) return [];
    const content = result?.["content"];
    const texts = typeof content === "string" ? [content] : asList(content).flatMap((part) => textOrNull(asFields(part)?.["text"]) ?? []);
    return texts.filter((text) => SAID.test(text.trimStart()));
  });
}

function isSummary(message: Fields): boolean {
  return textOrNull(valueAt(message, "metadata", "displayRole")) === "system" || message["isSummary"] === true;
}

function tellCall(block: Fields, { story, place, at }: Context): void {
  const [id, name] = [textOrNull(block["id"]), textOrNull(block["name"])];
  if (id === null || name === null) story.drop("record.wrong-shape", place, "tool_use");
  else story.call(id, name, asFields(block["input"]) ?? {}, { at, place });
}

function tellResult(block: Fields, { story, place, at }: Context): void {
  const call = textOrNull(block["tool_use_id"]);
  if (call === null) story.drop("record.wrong-shape", place, "tool_result");
  else story.result(call, outcomeOf(block), { at, place });
}

/** The texts of a user message are one prompt: one holds the words, the others what stands around them. */
function tellTexts(texts: readonly string[], besideResults: boolean, context: Context): void {
  const typed = texts.map((text) => typedInMessage(text, context.bare && !besideResults));
  const words = typed.flatMap((one) => (one.kind === "words" ? [one.text] : []));
  const first: Typed = words.length > 0 ? { kind: "words", text: words.join("\n") } : (typed.find((one) => one.kind !== "nothing") ?? { kind: "nothing" });
  if (besideResults && (first.kind === "machine" || first.kind === "nothing")) return;
  tellTyped(first, context);
}

/** What was typed -> story. */
export function tellTyped(typed: Typed, { story, id, at, place }: Omit<Context, "bare">): void {
  if (typed.kind === "words") story.prompt(id, typed.text, { at, place });
  else if (typed.kind === "skill") story.skillUse(id, typed.name, typed.text, { at, place });
  else if (typed.kind === "command") story.drop("prompt.command", place);
  else story.drop(typed.kind === "machine" ? "prompt.machine" : "prompt.no-words", place);
}
