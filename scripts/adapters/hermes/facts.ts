import { type Fields, secondsOf, textOrNull, timeOf } from "#adapters/common/fields";
import type { Facts } from "#adapters/common/story";

const OWN_SCREENS = new Set(["cli", "tui", "desktop", "local", "acp", "api_server", "web", "dashboard"]);
const GROUP_CHATS = new Set(["group", "supergroup", "channel", "thread", "room", "guild", "forum"]);

/** Did messages come through a messenger, which puts names before them? */
export function isGateway(source: unknown): boolean {
  return typeof source === "string" && source !== "" && !OWN_SCREENS.has(source);
}

export function isGroup(fields: Fields): boolean {
  return GROUP_CHATS.has(textOrNull(fields["chat_type"]) ?? "");
}

/** What a session says of itself, under the names of the database and of the documents. */
export function factsOf(fields: Fields, id: string, path: string, agent: string): Facts {
  const start = fields["started_at"] ?? fields["session_start"];
  return {
    id,
    adapter: "hermes",
    agent,
    path,
    key: textOrNull(fields["session_key"]),
    audience: isGroup(fields) ? "group" : "direct",
    project: textOrNull(fields["cwd"]) ?? textOrNull(fields["git_repo_root"]),
    startedAt: secondsOf(start) ?? timeOf(start),
    runtime: "hermes",
  };
}
