import { asFields, asList, type Fields, integerOrNull, textOrNull, valueAt } from "#adapters/common/fields";
import type { Ending } from "#adapters/common/story";

/** What the shell tool writes at the end of an output; `success` only says that the tool itself ran. */
const EXIT = /<(?:shellId: \S{1,40} |command with (?:shellId|id): \S{1,40} )?(?:exited|completed) with exit code (-?\d{1,6})>\s*$/;
const RUNNING = /^<command with shellId: \S{1,40} (?:is still running|moved to background)/m;

/** `tool.execution_complete` -> how the call ended. A command succeeds by its exit code and by nothing else. */
export function outcomeOf(data: Fields, durationMs: number | null): Ending {
  const text = textOf(data);
  const exitCode = integerOrNull(valueAt(data, "shellExecution", "exitCode")) ?? exitIn(text);
  const success = typeof data["success"] === "boolean" ? data["success"] : null;
  const status = textOrNull(valueAt(data, "error", "code"));
  if (exitCode !== null) return { ok: exitCode === 0 && success !== false, exitCode, status, durationMs, text };
  if (success === true && RUNNING.test(text.slice(0, 400))) return { ok: null, status: "running", text };
  return { ok: success, status, durationMs, text };
}

function exitIn(text: string): number | null {
  const code = EXIT.exec(text.slice(-200))?.[1];
  return code === undefined ? null : Number(code);
}

function textOf(data: Fields): string {
  const result = asFields(data["result"]);
  const blocks = asList(result?.["contents"]).map((block) => textOrNull(asFields(block)?.["text"]) ?? "");
  return textOrNull(result?.["content"]) ?? textOrNull(data["result"]) ?? textOrNull(valueAt(data, "error", "message")) ?? blocks.join("\n");
}
