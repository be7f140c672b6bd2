import { insideBlock, withoutBlocks } from "#adapters/common/injected";

/** What a user message holds of a person. */
export type Typed =
  | Readonly<{ kind: "words"; text: string }>
  | Readonly<{ kind: "skill"; name: string; text: string }>
  | Readonly<{ kind: "command" | "machine" | "nothing" }>;

const INJECTED = new Set([
  "environment_details",
  "mode_notice",
  "file_content",
  "folder_content",
  "explicit_instructions",
  "url_content",
  "git_working_state",
  "git_commit",
  "workspace_diagnostics",
  "terminal_output",
  "system-reminder",
]);
const WRAPPERS = ["user_input", "task", "user_message", "feedback", "answer"];
const SLASH = /^\/([A-Za-z][\w.:-]{0,80})(?:\s+([\s\S]*))?$/;
const MACHINE = /^\[(?:[a-z_]+(?: for '[\s\S]{0,2000}?')?\] Result:|ERROR\]|TASK RESUMPTION\])/;
/** Said in the person's name after a tool changed the mode. */
const CONTINUATION = "The user approved switching to act mode. Continue with the approved plan now.";

/** Text as it was typed (a task's first entry, feedback) -> words, or a command called by its name. */
export function typedText(text: string): Typed {
  const trimmed = text.trim();
  const slash = SLASH.exec(trimmed);
  if (trimmed === "") return { kind: "nothing" };
  if (slash === null) return { kind: "words", text: trimmed };
  const rest = (slash[2] ?? "").trim();
  return rest === "" ? { kind: "command" } : { kind: "skill", name: slash[1] ?? "", text: rest };
}

/** Text of a user message as the model got it -> what the person typed in it. `bare` says that words without a wrapper are the person's. */
export function typedInMessage(message: string, bare: boolean): Typed {
  const { text } = withoutBlocks(message.trim(), INJECTED);
  const command = /^<user_command\s[^<>]{0,200}?slash="([^"<>]{1,80})"[^<>]{0,200}>/.exec(text)?.[1];
  if (command !== undefined) return typedText(`/${command} ${insideBlock(text, "user_command") ?? ""}`);
  if (MACHINE.test(text)) return inWrapper(text, WRAPPERS.slice(2)) ?? { kind: "machine" };
  const wrapped = inWrapper(text, WRAPPERS);
  if (wrapped !== null) return wrapped;
  if (text === "" || text === CONTINUATION || !bare) return { kind: text === "" ? "nothing" : "machine" };
  return typedText(text);
}

function inWrapper(text: string, wrappers: readonly string[]): Typed | null {
  for (const wrapper of wrappers) {
    if (!text.includes(`<${wrapper}`)) continue;
    const inside = insideBlock(text, wrapper);
    if (inside !== null) return inside === CONTINUATION ? { kind: "machine" } : typedText(inside);
  }
  return null;
}
