import { beginsWith } from "#adapters/common/injected";

/** What stands in one text of a user's: words of a person (with the context an editor put before them cut off), or something of the host. */
export type Words =
  | Readonly<{ kind: "prompt"; text: string; injected: number }>
  | Readonly<{ kind: "host"; how: string }>
  /** `files`: none were written, but the person sent files. */
  | Readonly<{ kind: "nothing"; files: boolean }>;

/** First words of what the host writes in the person's place. */
const MARKERS: Readonly<Record<string, readonly string[]>> = {
  memory: ["# AGENTS.md instructions for ", "<user_instructions>", "<INSTRUCTIONS>"],
  environment: ["<environment_context>", "<additional_context>"],
  skill: ["<skill>"],
  "by hand": ["<user_shell_command>"],
  interrupt: ["<turn_aborted>"],
  "other agent": ["<subagent_notification>", "<inter_agent"],
  hook: ["<hook_prompt"],
  goal: ["<goal_context>", "<codex_internal_context"],
  review: ["<user_action>"],
  warning: ["Warning: apply_patch was requested via "],
};
/** An editor or the desktop app puts what it knows before the request. */
const FILES = "# Files mentioned by the user:";
const CONTEXT = ["# Context from my IDE setup:", FILES];
/** What stands around a picture where it went to the model. */
const PICTURE = /^(?:<image(?: name=\[[^\]\n]{1,80}\])?>|<\/image>)$/;
const REQUEST = /^## My request for Codex:[ \t]*$/m;

export function wordsOf(stored: string): Words {
  const text = stored.trim();
  if (text === "" || PICTURE.test(text)) return { kind: "nothing", files: false };
  const how = Object.entries(MARKERS).find(([, markers]) => beginsWith(text, markers))?.[0];
  if (how !== undefined) return { kind: "host", how };
  const request = beginsWith(text, CONTEXT) ? REQUEST.exec(text) : null;
  if (request === null) return { kind: "prompt", text, injected: 0 };
  const own = text.slice(request.index + request[0].length).trim();
  return own === "" ? { kind: "nothing", files: text.startsWith(FILES) } : { kind: "prompt", text: own, injected: 1 };
}

/** Working directory in an `<environment_context>`, where the oldest files keep it; null when there is none. */
export function folderIn(text: string): string | null {
  if (!beginsWith(text, ["<environment_context>"])) return null;
  return (/<cwd>([^<>\n]{1,4096})<\/cwd>/.exec(text) ?? /^\s*(?:Current )?working directory: (.{1,4096})$/im.exec(text))?.[1]?.trim() ?? null;
}
