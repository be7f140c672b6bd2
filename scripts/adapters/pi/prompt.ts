import { withoutBlocks } from "#adapters/common/injected";
import type { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";

const FILES: ReadonlySet<string> = new Set(["file"]);
const SKILL = /^<skill name="([^"\n]{1,200})" location="[^"\n]{0,2000}">\n/;

/** Text of a user message -> the prompt in it. A skill called by name is written out before the words, files that were named with `@` as well. */
export function tellUser(story: Story, id: string, text: string, at: Readonly<{ at: number | null; place: Place }>): void {
  const { skill, rest } = withoutSkill(text);
  const cut = withoutBlocks(rest, FILES);
  for (let one = 0; one < cut.blocks; one += 1) story.drop("text.external", at.place, "file");
  const words = cut.text.trim();
  if (skill !== null) story.skillUse(`${id}$${skill}`, skill, "", at);
  if (words !== "") story.prompt(id, words, at);
  else if (skill === null) story.drop("prompt.no-words", at.place);
}

function withoutSkill(text: string): Readonly<{ skill: string | null; rest: string }> {
  const skill = SKILL.exec(text)?.[1] ?? null;
  if (skill === null) return { skill, rest: text };
  // the text of a skill may hold the closing tag itself; what the person added stands after the last one
  const end = text.lastIndexOf("\n</skill>");
  return end < 0 ? { skill: null, rest: text } : { skill, rest: text.slice(end + "\n</skill>".length) };
}
