import { type Fields, textOrNull, valueAt } from "#adapters/common/fields";
import { beginsWith, withoutBlocks } from "#adapters/common/injected";
import { slashCommand, withoutReferenced } from "#adapters/common/parts";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";

const BLOCKS: ReadonlySet<string> = new Set(["system-reminder", "session_context", "hook_context", "state_snapshot"]);
const OPENINGS = ["This is the Qwen Code. We are setting up the context", "This is Qwen Code. We are setting up the context", "System: Please continue."];

/** User records of these kinds hold what a person typed, or said while a conversation was spoken. */
const OWN_SUBTYPES: ReadonlySet<string> = new Set(["mid_turn_user_message", "user_text_elements", "realtime_message"]);

type At = Readonly<{ at: number | null; place: Place }>;

/** A user record -> the prompt in it, or why there is none. `subtype` and `provenance` tell who wrote it where the release notes them. */
export function tellUser(story: Story, id: string, fields: Fields, text: string, at: At, isSentByCommand: boolean): void {
  const subtype = textOrNull(fields["subtype"]);
  const provenance = textOrNull(fields["provenance"]);
  if ((subtype !== null && !OWN_SUBTYPES.has(subtype)) || (provenance !== null && !provenance.endsWith("user"))) {
    story.drop("prompt.machine", at.place, subtype ?? "provenance");
    return;
  }
  if (isSentByCommand) {
    story.drop("prompt.machine", at.place, "text of a command");
    return;
  }
  const shown = withoutReferenced(textOrNull(valueAt(fields, "systemPayload", "displayText")) ?? text);
  const rest = withoutBlocks(shown.text, BLOCKS);
  const words = rest.text.trim();
  const command = slashCommand(words);
  if (shown.cut) story.drop("text.external", at.place, "files");
  if (words === "") story.drop(rest.blocks > 0 ? "prompt.machine" : "prompt.no-words", at.place);
  else if (beginsWith(words, OPENINGS)) story.drop("prompt.machine", at.place, "context");
  else if (words === "?" || (command !== null && command.rest === "")) story.drop("prompt.command", at.place);
  else if (command !== null) story.skillUse(id, command.name, command.rest, at);
  else {
    for (let one = 0; one < rest.blocks; one += 1) story.drop("text.injected", at.place, "context");
    story.prompt(id, words, at);
  }
}

/** The record of a command given by name; it is written when the command begins and again with its result. True when it was given just now. */
export function tellCommand(story: Story, id: string, payload: Fields | null, at: At): boolean {
  const command = slashCommand(textOrNull(payload?.["rawCommand"]) ?? "");
  if (command === null || payload?.["phase"] === "result") return false;
  if (command.rest === "") story.drop("prompt.command", at.place);
  else story.skillUse(id, command.name, command.rest, at);
  return true;
}
