import { asFields, integerOrNull, parsedOrUndefined, textOrNull } from "#adapters/common/fields";
import { exitCodeIn } from "#adapters/common/injected";
import type { Ending } from "#adapters/common/story";

const SHELL = /shell|terminal|command/i;

/** What a tool answered, and what is said of how it went -> how the call ended. That a shell ran says nothing about its command. */
export function outcomeOf(tool: string, answer: unknown, went: boolean | null, status: string | null): Ending {
  const parsed = typeof answer === "string" && answer.startsWith("{") ? parsedOrUndefined(answer) : answer;
  const fields = asFields(parsed);
  const text = typeof answer === "string" ? answer : (textOrNull(fields?.["output"]) ?? "");
  const exitCode = integerOrNull(fields?.["exitCodeV2"]) ?? integerOrNull(fields?.["exitCode"]) ?? exitCodeIn(text);
  if (exitCode !== null) return { ok: exitCode === 0, exitCode, status, text };
  if (went === false || fields?.["rejected"] === true) return { ok: false, status, text };
  return { ok: SHELL.test(tool) ? null : went, status, text };
}
