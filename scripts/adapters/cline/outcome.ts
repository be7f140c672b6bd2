import { asFields, asList, type Fields, parsedOrUndefined, textOrNull } from "#adapters/common/fields";
import { exitCodeIn } from "#adapters/common/injected";
import type { Ending } from "#adapters/common/story";

const EXIT = /(?:Command (?:exited|failed) with (?:exit )?code:?|Exit code:|Command executed successfully \(exit code) (-?\d{1,6})/;

/** Roo Code puts what a person said as they allowed a call before its result, as JSON on the first line. */
function withoutLeave(content: string): string {
  const [line = ""] = content.startsWith('{"status":"approved",') ? content.split("\n", 1) : [];
  return line === "" || asFields(parsedOrUndefined(line)) === null ? content : content.slice(line.length).trimStart();
}

/** A `tool_result` block -> how the call ended. Cline's command line writes one entry for each command or file with its own `success`. */
export function outcomeOf(block: Fields): Ending {
  const content = typeof block["content"] === "string" ? withoutLeave(block["content"]) : block["content"];
  const entries = entriesOf(content);
  const text = typeof content === "string" ? content : asList(content).map(textOf).join("\n");
  const exitCode = exitIn(text);
  if (exitCode !== null) return { ok: exitCode === 0, exitCode, text };
  const refused = refusalIn(content, entries);
  if (refused !== null) return { ok: false, status: refused, text };
  const successes = entries.map((entry) => entry["success"]).filter((one) => typeof one === "boolean");
  if (block["is_error"] === true || successes.includes(false)) return { ok: false, text };
  if (successes.length > 0) return { ok: true, text };
  return { ok: block["is_error"] === false ? true : null, text };
}

/** Roo Code answers in the place of a tool that failed, or that the person did not allow: JSON with a status, or an error behind the name of the file. */
function refusalIn(content: unknown, entries: readonly Fields[]): string | null {
  if (typeof content !== "string") return null;
  if (/^(?:File: [^\n]{1,2000}\n)?Error: /.test(content)) return "error";
  const status = content.startsWith('{"status":"') ? textOrNull(entries[0]?.["status"]) : null;
  const isOwn = entries[0]?.["message"] !== undefined || entries[0]?.["feedback"] !== undefined;
  return isOwn && (status === "error" || status === "denied") ? status : null;
}

/** What a command printed, as shown to the person -> its end, as far as that says. */
export function outcomeOfOutput(text: string): Ending {
  const exitCode = exitIn(text);
  return { ok: exitCode === null ? null : exitCode === 0, exitCode, text };
}

function exitIn(text: string): number | null {
  const code = EXIT.exec(text.slice(0, 400))?.[1];
  return code === undefined ? exitCodeIn(text) : Number(code);
}

function entriesOf(content: unknown): readonly Fields[] {
  const parsed = typeof content === "string" && content.startsWith("{") && content.length < 1 << 20 ? parsedOrUndefined(content) : content;
  const list: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  return list.map(asFields).filter((one) => one !== null);
}

function textOf(part: unknown): string {
  const fields = asFields(part);
  return textOrNull(fields?.["text"]) ?? [fields?.["result"], fields?.["error"]].flatMap((one) => textOrNull(one) ?? []).join("\n");
}
