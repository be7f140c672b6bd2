import { type Fields, textOrNull } from "#adapters/common/fields";

/** What a `user.message` is: words of the person, a command or skill called by name, or nothing a person typed. */
export type Typed =
  | Readonly<{ kind: "words"; text: string }>
  | Readonly<{ kind: "skill"; name: string; text: string }>
  | Readonly<{ kind: "command" }>
  | Readonly<{ kind: "machine"; why: string }>
  | Readonly<{ kind: "nothing" }>;

/** A slash command of the host that became a message: the model was told which, the log shows other words. */
const BY_COMMAND = /^The user has requested .{0,80} via the \/([\w-]{1,60}) command/m;
const SLASH = /^\/([A-Za-z][\w:.-]{0,80})(?:\s+([\s\S]*))?$/;

/** Data of a `user.message` and the skill called just before it -> what it is. `content` is what was typed; what the model got has more around it. */
export function typedIn(data: Fields, skill: string | null): Typed {
  const source = textOrNull(data["source"]);
  if (source !== null && source !== "user") return { kind: "machine", why: "source" };
  if (data["isAutopilotContinuation"] === true) return { kind: "machine", why: "autopilot" };
  const text = (textOrNull(data["content"]) ?? "").trim();
  if (text === "") return { kind: "nothing" };
  const sent = textOrNull(data["transformedContent"]);
  const slash = SLASH.exec(text);
  const isExpanded = sent !== null && !sent.includes(text);
  if (slash !== null && (slash[1] === skill || isExpanded)) return called(slash[1] ?? "", (slash[2] ?? "").trim(), slash[1] === skill);
  const command = isExpanded ? BY_COMMAND.exec(sent)?.[1] : undefined;
  return command === undefined ? { kind: "words", text } : called(command, text.replace(/^[A-Z][a-z]+: /, ""), false);
}

function called(name: string, text: string, isSkill: boolean): Typed {
  return text === "" && !isSkill ? { kind: "command" } : { kind: "skill", name, text };
}
