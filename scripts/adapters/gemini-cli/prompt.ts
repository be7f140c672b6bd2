import { beginsWith, insideBlock, withoutBlocks } from "#adapters/common/injected";
import { inParts, slashCommand, withoutReferenced, wordsOf } from "#adapters/common/parts";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import type { Message } from "./messages.ts";

const BLOCKS: ReadonlySet<string> = new Set(["session_context", "hook_context", "state_snapshot", "system-reminder"]);
const OPENINGS = [
  "<session_context>",
  "<hook_context>",
  "<state_snapshot>",
  "This is the Gemini CLI. We are setting up the context for our chat.",
  "This is the Qwen Code. We are setting up the context for our chat.",
  "This is Qwen Code. We are setting up the context for our chat.",
];
const CONTINUATIONS = ["System: Please continue.", "System: Potential loop detected. Details:", "Background execution update:\n<background_output>"];
/** What keeps the model going when it stopped in the middle. */
const GO_ON = "Please continue.";
/** Words typed while a turn ran: they go to the model with the next results, or alone. */
const STEERING = "User steering update:\n<user_input>";

/** What Gemini's editor extension puts behind the words. */
const SELECTED = /\n\nUser Selected Files:\n(?:- [^\n]+(?:\n|$))+$/;
const EARLIER = "\n\n\n\n\n PRIOR CHAT HISTORY: ";

type At = Readonly<{ at: number | null; place: Place }>;

/** Tells the user records of a session, in order: the log has whatever was sent to the model in the person's name. */
export class Prompts {
  private readonly story: Story;
  private before: Readonly<{ sent: string; display: string | null }> = { sent: "", display: null };

  constructor(story: Story) {
    this.story = story;
  }

  tell({ id, parts, shown }: Message, at: At): void {
    const sent = wordsOf(parts);
    const hint = beginsWith(sent, [STEERING]) ? insideBlock(sent, "user_input") : null;
    if (hint !== null) {
      this.story.drop("text.injected", at.place, "steering");
      this.typed(id, hint, at);
    } else if (inParts(parts, "functionResponse").length === 0) {
      const display = shown === null ? null : wordsOf(shown);
      if (this.isGoingOn(sent, display)) this.story.drop("prompt.machine", at.place, "continuation");
      else this.typed(id, display ?? sent, at);
      this.before = { sent, display };
    }
  }

  /** What the program sends to go on (after a loop, for a hook) has the words that were shown for the prompt before. */
  private isGoingOn(sent: string, display: string | null): boolean {
    if (sent.trim() === GO_ON || beginsWith(sent, CONTINUATIONS)) return true;
    return display !== null && display === this.before.display && !sent.startsWith(display) && sent !== this.before.sent;
  }

  private typed(id: string, whole: string, at: At): void {
    const { story } = this;
    const { text, cut } = withoutReferenced(whole);
    const own = withoutEditor(text);
    const rest = withoutBlocks(own, BLOCKS);
    const words = rest.text.trim();
    const command = slashCommand(words);
    if (cut) story.drop("text.external", at.place, "files");
    if (own !== text) story.drop("text.injected", at.place, "editor");
    if (words === "") story.drop(rest.blocks > 0 ? "prompt.machine" : "prompt.no-words", at.place);
    else if (beginsWith(words, OPENINGS)) story.drop("prompt.machine", at.place, "context");
    else if (command !== null && command.rest === "") story.drop("prompt.command", at.place);
    else if (command !== null) story.skillUse(id, command.name, command.rest, at);
    else {
      for (let one = 0; one < rest.blocks; one += 1) story.drop("text.injected", at.place, "context");
      story.prompt(id, words, at);
    }
  }
}

function withoutEditor(text: string): string {
  const at = text.indexOf(EARLIER);
  const said = at < 0 ? text : text.slice(0, at);
  return said.replace(SELECTED, "");
}
