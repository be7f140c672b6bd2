import { asFields, type Fields, textOrNull } from "#adapters/common/fields";
import { type ToolOutcome } from "./entry.ts";

const EXIT_LINE = /\(Command exited with code (-?\d{1,6})\)$/;
const EXIT_TAIL = 64;

/**
 * A `toolResult` message -> how the call ended. Exit code 0 is success and nothing else is, whatever `isError` says: a
 * failing command is stored with `isError` false. A command that a signal ended has the code 0 and the status `failed`. A
 * call that still runs has no outcome.
 */
export function outcomeOf(message: Fields, text: string): ToolOutcome {
  const details = asFields(message["details"]) ?? {};
  const status = textOrNull(details["status"]);
  const exitCode = integer(details["exitCode"]) ?? exitCodeIn(text);
  const durationMs = typeof details["durationMs"] === "number" && Number.isFinite(details["durationMs"]) ? details["durationMs"] : null;
  return { ok: verdict(message, details, status, exitCode), exitCode, status, durationMs, text };
}

/** A `bashExecution` message (a command the person ran by hand) -> how it ended. */
export function outcomeByHand(message: Fields, text: string): ToolOutcome {
  const exitCode = integer(message["exitCode"]);
  const cancelled = message["cancelled"] === true;
  return { ok: cancelled ? false : exitCode === null ? null : exitCode === 0, exitCode, status: cancelled ? "cancelled" : null, durationMs: null, text };
}

/** A `tool_call` result holds the real result in an envelope; the text of the message is the envelope's JSON once more. */
export function unwrapped(message: Fields): Fields {
  const result = asFields(asFields(message["details"])?.["result"]);
  if (message["toolName"] !== "tool_call" || result === null) return message;
  return { ...message, content: result["content"] ?? message["content"], details: result["details"] };
}

function verdict(message: Fields, details: Fields, status: string | null, exitCode: number | null): boolean | null {
  if (status === "running") return null;
  if (details["timedOut"] === true) return false;
  if (exitCode !== null) return exitCode === 0 && status !== "failed";
  if (message["isError"] === true || status === "failed" || status === "error") return false;
  return message["isError"] === false ? true : null;
}

function exitCodeIn(text: string): number | null {
  const code = EXIT_LINE.exec(text.slice(-EXIT_TAIL).trimEnd())?.[1];
  return code === undefined ? null : Number(code);
}

function integer(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) ? value : null;
}
