import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";
import { exitCodeIn } from "#adapters/common/injected";
import type { Ending } from "#adapters/common/story";

/** Longest text kept of a result: its beginning and its end say how it went. */
const KEPT = 8_000;
const DENIED = ["The user doesn't want to", "The user doesn't want to proceed", "Permission to use"];

/** Content of a message or block (text, or blocks) -> its text; pictures and documents are let go. */
export function textOfContent(content: unknown): string {
  if (typeof content === "string") return content;
  return asList(content)
    .flatMap((block) => (typeof block === "string" ? [block] : asFields(block)?.["type"] === "text" ? [textOrNull(asFields(block)?.["text"]) ?? ""] : []))
    .join("\n");
}

/**
 * A `tool_result` block and the structured result beside it -> how the call ended. There is no exit code but in the
 * text of a failed command; a command sent to the background and a helper that was only started have no ending yet.
 */
export function endingOf(block: Fields, structured: unknown): Ending {
  const text = shortened(textOfContent(block["content"]));
  const beside = asFields(structured) ?? {};
  const durationMs = durationOf(beside);
  const state = textOrNull(beside["status"]);
  if (block["is_error"] === true) {
    const denied = DENIED.some((words) => text.startsWith(words)) || beside["toolDenialKind"] !== undefined;
    return { ok: false, exitCode: exitCodeIn(text), status: denied ? "denied" : state, durationMs, text };
  }
  if (beside["interrupted"] === true) return { ok: false, status: "interrupted", durationMs, text };
  const isRunning = textOrNull(beside["backgroundTaskId"]) !== null || state === "async_launched" || state === "remote_launched";
  return { ok: isRunning ? null : true, status: isRunning ? "running" : state, durationMs, text };
}

function durationOf(beside: Fields): number | null {
  for (const key of ["durationMs", "totalDurationMs"]) if (typeof beside[key] === "number" && Number.isFinite(beside[key])) return beside[key];
  const seconds = beside["durationSeconds"];
  return typeof seconds === "number" && Number.isFinite(seconds) ? Math.round(seconds * 1000) : null;
}

function shortened(text: string): string {
  return text.length <= 2 * KEPT ? text : `${text.slice(0, KEPT)}\n${text.slice(-KEPT)}`;
}
