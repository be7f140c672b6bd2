import { asFields, asList, type Fields, parsedOrUndefined, textOrNull, valueAt } from "#adapters/common/fields";
import { exitCodeIn } from "#adapters/common/injected";
import type { Ending } from "#adapters/common/story";

const HEADER = 400;
const KEPT = 8_000;

/** Output of a call as the model got it (text with a header, JSON in a text, or parts) -> how the call ended. */
export function endingOfOutput(output: unknown): Ending {
  const fields = asFields(output);
  if (fields !== null) {
    const inner = endingOfOutput(fields["content"] ?? fields["content_items"] ?? fields["output"] ?? "");
    return typeof fields["success"] === "boolean" && inner.exitCode == null ? { ...inner, ok: fields["success"] } : inner;
  }
  const text = textOf(output);
  const older = text.startsWith("{") ? asFields(parsedOrUndefined(text)) : null;
  const metadata = asFields(older?.["metadata"]);
  if (older !== null && metadata !== null) {
    const exitCode = wholeOrNull(metadata["exit_code"]);
    return { ...verdict(exitCode), durationMs: secondsIn(metadata["duration_seconds"]), text: shortened(textOrNull(older["output"]) ?? "") };
  }
  return endingOfText(text);
}

/** Before `Output:` a header of the program's own says how the command ended; after it stand words of the command. */
function endingOfText(text: string): Ending {
  const head = text.slice(0, HEADER);
  const end = /^Output:$/m.exec(head)?.index;
  const header = end === undefined ? head : head.slice(0, end);
  const seconds = /^Wall time: ([\d.]{1,12}) seconds?/m.exec(header)?.[1];
  const durationMs = seconds === undefined ? null : secondsIn(Number(seconds));
  if (/^Process running with session ID/m.test(header)) return { ok: null, status: "running", durationMs, text: shortened(text) };
  const exitCode = exitCodeIn(header);
  if (exitCode === null && /^(?:failed|execution error|error|aborted|exec_command failed|apply_patch verification failed|sandbox error)\b/i.test(text)) {
    return { ok: false, status: /^aborted/i.test(text) ? "aborted" : null, durationMs, text: shortened(text) };
  }
  if (exitCode === null && /^command timed out/im.test(header)) return { ok: false, status: "timeout", durationMs, text: shortened(text) };
  return { ...verdict(exitCode), durationMs, text: shortened(text) };
}

/** The screen's report of a call (`exec_command_end`, `patch_apply_end`, `mcp_tool_call_end`, or a finished item) -> how it ended; null when it does not say. */
export function endingOfEvent(payload: Fields): Ending | null {
  const text = shortened(textOrNull(payload["aggregated_output"]) ?? textOrNull(payload["aggregatedOutput"]) ?? textOrNull(payload["stdout"]) ?? "");
  const durationMs = durationOf(payload["duration"]) ?? wholeOrNull(payload["duration_ms"]) ?? wholeOrNull(payload["durationMs"]);
  const status = textOrNull(payload["status"]);
  const exitCode = wholeOrNull(payload["exit_code"]) ?? wholeOrNull(payload["exitCode"]);
  if (exitCode !== null) return { ...verdict(exitCode), status, durationMs, text };
  if (typeof payload["success"] === "boolean") return { ok: payload["success"], status, durationMs, text };
  const result = asFields(payload["result"]);
  if (result !== null) {
    const isError = "Err" in result || valueAt(result, "Ok", "isError") === true || valueAt(result, "Ok", "is_error") === true;
    return { ok: !isError, status, durationMs, text };
  }
  if (status === "failed" || status === "declined") return { ok: false, status, durationMs, text };
  return durationMs === null && status === null ? null : { ok: null, status, durationMs, text };
}

/** What both say of one call: the screen knows the exit code and the time better, the model's output has the words. */
export function joined(output: Ending, beside: Ending | null): Ending {
  if (beside === null) return output;
  const knows = beside.ok !== null;
  return {
    ok: knows ? beside.ok : output.ok,
    exitCode: beside.exitCode ?? output.exitCode ?? null,
    status: output.status ?? beside.status ?? null,
    durationMs: beside.durationMs ?? output.durationMs ?? null,
    text: output.text === "" ? beside.text : output.text,
  };
}

function verdict(exitCode: number | null): Readonly<{ ok: boolean | null; exitCode: number | null }> {
  return { ok: exitCode === null ? null : exitCode === 0, exitCode };
}

function textOf(output: unknown): string {
  if (typeof output === "string") return output;
  return asList(output)
    .map((part) => textOrNull(asFields(part)?.["text"]) ?? "")
    .join("\n");
}

function durationOf(duration: unknown): number | null {
  const fields = asFields(duration);
  if (fields === null || typeof fields["secs"] !== "number") return null;
  const nanos = typeof fields["nanos"] === "number" ? fields["nanos"] : 0;
  return finite(Math.round(fields["secs"] * 1000 + nanos / 1e6));
}

function secondsIn(seconds: unknown): number | null {
  return typeof seconds === "number" ? finite(Math.round(seconds * 1000)) : null;
}

function wholeOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

function shortened(text: string): string {
  return text.length <= 2 * KEPT ? text : `${text.slice(0, KEPT)}\n${text.slice(-KEPT)}`;
}

/** A damaged log may say more seconds than a number of milliseconds can hold. */
function finite(milliseconds: number): number | null {
  return Number.isSafeInteger(milliseconds) ? milliseconds : null;
}
