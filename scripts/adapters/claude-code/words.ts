import { beginsWith, insideBlock, withoutBlocks } from "#adapters/common/injected";

/** What stands in a user record: a person's words (with what they pasted), a command, or something of the host. */
export type Words = Readonly<{ injected: number }> &
  (
    | Readonly<{ kind: "prompt"; text: string; pasted: readonly string[] }>
    | Readonly<{ kind: "command"; name: string; added: string }>
    | Readonly<{ kind: "host"; how: string }>
    | Readonly<{ kind: "nothing" }>
  );

/** Blocks that the host or an editor puts around words. */
const BLOCKS = new Set([
  "system-reminder",
  "ide_opened_file",
  "ide_selection",
  "ide_diagnostics",
  "user-prompt-submit-hook",
  "session-start-hook",
  "new-diagnostics",
  "local-command-caveat",
]);

/** First words of what the host writes as if the person had. */
const MARKERS: Readonly<Record<string, readonly string[]>> = {
  "command output": ["<local-command-stdout>", "<local-command-stderr>", "Caveat: The messages below were generated"],
  "by hand": ["<bash-input>", "<bash-stdout>", "<bash-stderr>"],
  notification: ["<task-notification>", "<poll-event", "<tick>"],
  memory: ["<user-memory-input>"],
  "other agent": ["<teammate-message", "<agent-message", "<cross-session-message", "<fork-boilerplate>", "<channel "],
  interrupt: ["[Request interrupted by user"],
  compaction: ["This session is being continued from a previous conversation"],
  hook: ["Stop hook feedback:"],
  picture: ["[Image: source:"],
  plan: ["Implement the following plan:"],
  "skill body": ["Base directory for this skill:"],
};

const HOOK = /^\s*(?:(?:Pre|Post)ToolUse:\S{1,80} hook\b|\w{1,40} hook (?:success|additional context|blocking error|stopped continuation))/;
const PASTE_END = "</pasted_content";

/** Stored text -> what of it a person said. Only blocks that are closed are cut, and a marker only counts at the beginning: people quote both. */
export function wordsOf(stored: string): Words {
  const { text, blocks: injected } = withoutBlocks(stored.trim(), BLOCKS);
  if (text.trim() === "") return { kind: "nothing", injected };
  const command = commandIn(text);
  if (command !== null) return { kind: "command", ...command, injected };
  const how = Object.entries(MARKERS).find(([, markers]) => beginsWith(text, markers))?.[0];
  if (how !== undefined) return { kind: "host", how, injected };
  if (HOOK.test(text)) return { kind: "host", how: "hook", injected };
  return { kind: "prompt", ...apart(text), injected };
}

/** A command as the host stores it, or as it was typed into the queue. */
function commandIn(text: string): Readonly<{ name: string; added: string }> | null {
  if (!beginsWith(text, ["<command-name>", "<command-message>"])) return null;
  const name = insideBlock(text, "command-name") ?? insideBlock(text, "command-message") ?? "";
  return { name: name.replace(/^\//, ""), added: insideBlock(text, "command-args") ?? "" };
}

/** A command typed into the queue, where it is not yet taken apart. */
export function typedCommand(text: string): Readonly<{ name: string; added: string }> | null {
  const found = /^\/([A-Za-z][\w:.-]{0,80})(?:\s+([\s\S]*))?$/.exec(text.trim());
  return found === null ? null : { name: found[1] ?? "", added: (found[2] ?? "").trim() };
}

/** Newer versions mark what was pasted. A prompt that is nothing but a paste is what the person had to say. */
function apart(text: string): Readonly<{ text: string; pasted: readonly string[] }> {
  const pasted: string[] = [];
  const own: string[] = [];
  let from = 0;
  for (const { 0: open, index } of text.matchAll(/<pasted_content(?: [^<>]{0,100})?>/g)) {
    if (index < from) continue;
    const end = text.indexOf(PASTE_END, index);
    const closed = end < 0 ? -1 : text.indexOf(">", end);
    if (closed < 0) break;
    own.push(text.slice(from, index));
    pasted.push(text.slice(index + open.length, end).trim());
    from = closed + 1;
  }
  own.push(text.slice(from));
  const said = own.join("").trim();
  return said === "" ? { text: pasted.join("\n"), pasted: [] } : { text: said, pasted };
}
