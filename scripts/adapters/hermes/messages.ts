import { asFields, asList, type Fields, integerOrNull, parsedOrUndefined, secondsOf, textOrNull, timeOf } from "#adapters/common/fields";
import { exitCodeIn } from "#adapters/common/injected";
import type { Ending, Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import { typedIn } from "./words.ts";

/** One message as it is stored: a row of the database, or an object of a document. */
export type Stored = Readonly<{ id: string; fields: Fields; place: Place }>;
export type Setting = Readonly<{ viaGateway: boolean }>;

const QUIET_ROLES = new Set(["system", "developer", "session_meta"]);
const STRUCTURED = "\u0000json:";

/** One message -> story. A message that was rewound is told, and its prompt taken back. */
export function tellMessage({ id, fields, place }: Stored, story: Story, setting: Setting): void {
  const role = fields["role"];
  const at = secondsOf(fields["timestamp"]) ?? timeOf(fields["timestamp"]);
  const where = { at, place };
  if (role === "user") tellUser(id, fields, story, setting, where);
  else if (role === "assistant") tellAssistant(id, fields, story, where);
  else if (role === "tool") tellResult(fields, story, where);
  else if (typeof role !== "string") story.drop("record.wrong-shape", place, "role");
  else if (!QUIET_ROLES.has(role)) story.drop("record.unknown-kind", place, "role");
}

type Where = Readonly<{ at: number | null; place: Place }>;

function tellUser(id: string, fields: Fields, story: Story, { viaGateway }: Setting, where: Where): void {
  const { place } = where;
  const text = textOf(fields["content"]);
  if (text === null) story.drop("record.wrong-shape", place, "content");
  else if (Number(fields["_compressed_summary"] ?? 0) === 1) story.drop("text.injected", place, "summary");
  else if (Number(fields["observed"] ?? 0) === 1) story.drop("prompt.other-person", place);
  else if (textOrNull(fields["display_kind"]) !== null) story.drop("prompt.machine", place, "display");
  else {
    const typed = typedIn(text, viaGateway);
    if (typed.kind === "words") story.prompt(id, typed.text, where, [], typed.speaker);
    else if (typed.kind === "skill") story.skillUse(id, typed.name, typed.text, where);
    else if (typed.kind === "summary") story.drop("text.injected", place, "summary");
    else story.drop(typed.kind === "machine" ? "prompt.machine" : typed.kind === "command" ? "prompt.command" : "prompt.no-words", place);
    if (typed.kind === "words" && isRewound(fields)) story.withdraw([id], where);
  }
}

/** Not active and not summarised away: the person went back behind it. */
function isRewound(fields: Fields): boolean {
  const { active, compacted } = fields;
  return (active === 0 || active === 0n || active === false) && Number(compacted ?? 0) !== 1;
}

function tellAssistant(id: string, fields: Fields, story: Story, where: Where): void {
  const text = textOf(fields["content"]) ?? "";
  const stored = fields["tool_calls"];
  const hasCalls = stored !== null && stored !== undefined && stored !== "";
  // stands where an answer was broken off before it said anything
  if (fields["display_kind"] === "hidden" && text === "" && !hasCalls) {
    story.drop("text.injected", where.place, "hidden");
    return;
  }
  story.reply(id, text, where);
  if (!hasCalls) return;
  const calls = typeof stored === "string" ? parsedOrUndefined(stored) : stored;
  if (!Array.isArray(calls)) {
    story.drop("record.wrong-shape", where.place, "tool_calls");
    return;
  }
  for (const one of asList(calls)) {
    const call = asFields(one);
    const does = asFields(call?.["function"]) ?? call;
    const [callId, name] = [textOrNull(call?.["id"]) ?? textOrNull(call?.["call_id"]), textOrNull(does?.["name"])];
    if (callId === null || name === null) story.drop("record.wrong-shape", where.place, "tool_calls");
    else story.call(callId, name, inputOf(does?.["arguments"]), where);
  }
}

function inputOf(value: unknown): Fields {
  const parsed = typeof value === "string" ? parsedOrUndefined(value) : value;
  return asFields(parsed) ?? (typeof value === "string" && value !== "" ? { input: value } : {});
}

function tellResult(fields: Fields, story: Story, where: Where): void {
  const call = textOrNull(fields["tool_call_id"]);
  if (call === null) story.drop("record.wrong-shape", where.place, "tool_call_id");
  else story.result(call, endingOf(textOf(fields["content"]) ?? ""), where);
}

/** A terminal answers with JSON that has an exit code, other tools with `success` or `error`. */
function endingOf(text: string): Ending {
  const answer = text.startsWith("{") ? asFields(parsedOrUndefined(text)) : null;
  const exitCode = integerOrNull(answer?.["exit_code"]) ?? (answer === null ? exitCodeIn(text) : null);
  const status = textOrNull(answer?.["status"]);
  if (exitCode !== null) return { ok: exitCode === 0, exitCode, status, text };
  if (textOrNull(answer?.["error"]) !== null || answer?.["success"] === false) return { ok: false, status, text };
  return { ok: answer?.["success"] === true ? true : null, status, text };
}

/** Content is text, or (marked, or in a document) a list of parts. Null for another shape. */
function textOf(content: unknown): string | null {
  if (content === null || content === undefined) return "";
  const value = typeof content === "string" && content.startsWith(STRUCTURED) ? parsedOrUndefined(content.slice(STRUCTURED.length)) : content;
  if (typeof value === "string") return value;
  if (Array.isArray(value))
    return asList(value)
      .flatMap((part) => textOrNull(part) ?? textOrNull(asFields(part)?.["text"]) ?? [])
      .join("\n");
  return asFields(value) === null ? null : (textOrNull(asFields(value)?.["text"]) ?? "");
}
