import { asFields, type Fields, textOrNull } from "./fields.ts";
import type { Ending } from "./story.ts";

/** Content of a message in Google's form (text, one part, parts) -> its parts; null for another shape. */
export function partsOf(content: unknown): readonly Fields[] | null {
  if (typeof content === "string") return [{ text: content }];
  const list: readonly unknown[] = Array.isArray(content) ? content : [content];
  const parts = list.map(asFields).filter((one) => one !== null);
  return parts.length === list.length ? parts : null;
}

/** Parts -> their words, thoughts left out. */
export function wordsOf(parts: readonly Fields[]): string {
  return parts.flatMap((part) => (typeof part["text"] === "string" && part["thought"] !== true ? [part["text"]] : [])).join("");
}

/** Parts -> what stands under this name in them (`functionCall`, `functionResponse`). */
export function inParts(parts: readonly Fields[], name: string): readonly Fields[] {
  return parts.map((part) => asFields(part[name])).filter((one) => one !== null);
}

/** What a tool gave back, with the status that the program noted, if any. A shell says its exit code in a line of text, or none when it is 0. */
export function endingOf(tool: string, response: Fields | null, status: string | null, stated: number | null = null): Ending {
  const text = textOrNull(response?.["output"]) ?? textOrNull(response?.["error"]) ?? "";
  const failed = status === null ? response !== null && response["error"] !== undefined : status !== "success";
  const isShell = tool === "run_shell_command";
  const exitCode = stated ?? (isShell ? (lastExitCode(text) ?? (failed || response === null ? null : 0)) : null);
  const ok = failed ? false : exitCode !== null ? exitCode === 0 : response === null && status === null ? null : true;
  return { ok, exitCode, status, text };
}

function lastExitCode(text: string): number | null {
  let code: number | null = null;
  for (const found of text.slice(-2000).matchAll(/^Exit Code: (-?\d{1,6})$/gm)) code = Number(found[1]);
  return code;
}

/** Text of a prompt without the contents of files that the program put behind it. */
export function withoutReferenced(text: string): Readonly<{ text: string; cut: boolean }> {
  const at = /(?:^|\n)--- Content from referenced files ---/.exec(text)?.index;
  return at === undefined ? { text, cut: false } : { text: text.slice(0, at), cut: true };
}

/** `/name words` as typed -> name and words; null for a path or anything else. */
export function slashCommand(text: string): Readonly<{ name: string; rest: string }> | null {
  const found = /^\/([A-Za-z?][\w:.-]{0,80})(?:\s+([\s\S]*))?$/.exec(text.trim());
  return found === null ? null : { name: found[1] ?? "", rest: (found[2] ?? "").trim() };
}
