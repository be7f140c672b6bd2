import { beginsWith } from "#adapters/common/injected";

/** What a user message holds of a person; `speaker` is the name that a gateway put before it. */
export type Typed =
  | Readonly<{ kind: "words"; text: string; speaker: string | null }>
  | Readonly<{ kind: "skill"; name: string; text: string }>
  | Readonly<{ kind: "machine" | "summary" | "command" | "nothing" }>;

const SUMMARY = ["[CONTEXT COMPACTION", "[PRIOR CONTEXT", "[CONTEXT SUMMARY]", "[END OF PRIOR CONTEXT", "[Your active task list was preserved"];
const MACHINE = [
  "[Continuing toward your standing goal]",
  "[ASYNC DELEGATION BATCH COMPLETE",
  "[IMPORTANT: Background process",
  "[SYSTEM: Background process",
  "[IMPORTANT: The following skill(s)",
  "[SYSTEM: The following skill(s)",
  "[System:",
  "[System note:",
  "Review the conversation above and",
];
const SKILL = /^\[(?:IMPORTANT|SYSTEM): The user has invoked the "([^"\n]{1,120})" skill/;
const ALONGSIDE = "The user has provided the following instruction alongside the skill invocation: ";
const VOICE = /^\[The user sent a voice message~ Here's what they said: "([\s\S]*)"\]/;
const SEEN = /^\[The user sent (?:an image|a document|a file|a sticker)[^\]]*\]\s*/;
const SPEAKER = /^\[([^\]\n]{1,60})\] /;
const SLASH = /^\/([A-Za-z][\w-]{0,60})(?:\s+([\s\S]*))?$/;

/** Stored text of a user message -> what the person typed. `viaGateway` when it came through a messenger. */
export function typedIn(stored: string, viaGateway: boolean): Typed {
  const text = stored.trim();
  if (text === "") return { kind: "nothing" };
  if (beginsWith(text, SUMMARY)) return { kind: "summary" };
  const skill = SKILL.exec(text)?.[1];
  if (skill !== undefined) return { kind: "skill", name: skill, text: alongside(text) };
  if (beginsWith(text, MACHINE)) return { kind: "machine" };
  const speaker = viaGateway ? (SPEAKER.exec(text)?.[1] ?? null) : null;
  const said = speaker === null ? text : text.slice(speaker.length + 3).trim();
  const heard = VOICE.exec(said)?.[1];
  const words = (heard ?? said.replace(SEEN, "")).trim();
  if (words === "") return { kind: "nothing" };
  const slash = SLASH.exec(words);
  if (slash === null) return { kind: "words", text: words, speaker };
  const rest = (slash[2] ?? "").trim();
  return rest === "" ? { kind: "command" } : { kind: "skill", name: slash[1] ?? "", text: rest };
}

/** The person's own words stand behind the skill's, before notes about the machine. */
function alongside(text: string): string {
  const at = text.lastIndexOf(ALONGSIDE);
  return at < 0 ? "" : (text.slice(at + ALONGSIDE.length).split("\n\n[Runtime note:")[0] ?? "").trim();
}
