import { type Fields, textOrNull } from "#adapters/common/fields";
import { withoutBlocks } from "#adapters/common/injected";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";

const REMINDERS: ReadonlySet<string> = new Set(["system-reminder"]);

/** A user message -> a prompt, the use of a command, or the reason why it is neither. */
export function tellUser(story: Story, id: string, parts: readonly Fields[], at: Readonly<{ at: number | null; place: Place }>): void {
  const texts = parts.filter((part) => part["type"] === "text" && typeof part["text"] === "string");
  const own = texts.filter((part) => part["synthetic"] !== true && part["ignored"] !== true);
  const others = texts.length - own.length;
  const cut = withoutBlocks(own.map((part) => String(part["text"])).join("\n"), REMINDERS);
  const words = unquoted(cut.text.trim());
  if (words !== "") {
    for (let one = 0; one < others + cut.blocks; one += 1) story.drop("text.injected", at.place, "added by the program");
    story.prompt(id, words, at);
    return;
  }
  const subtask = parts.find((part) => part["type"] === "subtask");
  const compaction = parts.find((part) => part["type"] === "compaction");
  const command = textOrNull(subtask?.["command"]);
  if (command !== null) story.skillUse(id, command, "", at);
  else if (subtask !== undefined) story.drop("prompt.command", at.place, "subtask");
  else if (compaction !== undefined) story.drop(compaction["auto"] === true ? "prompt.machine" : "prompt.command", at.place, "compaction");
  else if (others + cut.blocks > 0) story.drop("prompt.machine", at.place, "added by the program");
  else story.drop("prompt.no-words", at.place);
}

/** `opencode run` puts every word with a space into double quotes: a text that is one such word loses them. */
function unquoted(text: string): string {
  const inner = /^"((?:[^"\\]|\\[^])*)"$/.exec(text)?.[1];
  return inner === undefined ? text : inner.replaceAll('\\"', '"').trim();
}
