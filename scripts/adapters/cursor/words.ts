import { insideBlock, withoutBlocks } from "#adapters/common/injected";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";

const CONTEXT = new Set([
  "user_info",
  "attached_files",
  "external_links",
  "open_and_recently_viewed_files",
  "cursor_commands",
  "manually_attached_skills",
  "rules",
  "git_status",
  "project_layout",
  "system_reminder",
  "system-reminder",
  "timestamp",
  "additional_data",
  "agent_transcripts",
  "agent_skills",
  "mcp_file_system",
]);
const SLASH = /^\/([A-Za-z][\w.:-]{0,80})(?:\s+([\s\S]*))?$/;
/** Written by the button that builds a plan. */
const BUILD = "Implement the plan as specified";

type At = Readonly<{ at: number | null; place: Place }>;

/** Text of a user's message -> story. The words stand in `<user_query>` where there is one; what stands around them is context of the editor. */
export function tellUser(id: string, stored: string, story: Story, where: At): void {
  const query = insideBlock(stored, "user_query");
  const cut = withoutBlocks(stored.trim(), CONTEXT);
  const text = query ?? cut.text;
  if (cut.blocks > 0) story.drop("text.injected", where.place);
  if (text === "") story.drop(cut.blocks > 0 ? "prompt.machine" : "prompt.no-words", where.place);
  else if (text.startsWith(BUILD) && text.includes("Do NOT edit the plan file")) story.drop("prompt.machine", where.place, "plan");
  else tellWords(id, text, story, where);
}

function tellWords(id: string, text: string, story: Story, where: At): void {
  const slash = SLASH.exec(text);
  const rest = (slash?.[2] ?? "").trim();
  if (slash === null) story.prompt(id, text, where);
  else if (rest === "") story.drop("prompt.command", where.place);
  else story.skillUse(id, slash[1] ?? "", rest, where);
}
