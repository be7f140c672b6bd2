/** Names by which the skills of this installation can be called: slash command or `$name` -> the skill's name. */
export type SkillNames = ReadonlyMap<string, string>;

/** What a message that begins with a slash is: the use of a skill, or a command of the host (null: neither). */
export type Command = Readonly<{ kind: "skill-use"; skill: string; text: string }> | Readonly<{ kind: "command" }>;

const COMMAND = /^\/([a-z0-9_:-]+)(?:\s|$)/;
const REFERENCE = /(^|[^\\$\w])\$([A-Za-z][A-Za-z0-9_-]{0,63})/g;
const MAX_REFERENCES = 8;
const SLASH_LENGTH = 32;
const DIRECTIVE = /\[\[[ \t]{0,4}[A-Za-z][A-Za-z0-9_-]{0,40}[ \t]{0,4}(?::[^[\]\n]{0,300})?\]\]/g;

/** Skill name -> its slash command, as the host makes it. */
export function slashCommandOf(name: string): string {
  const spelled = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "_")
    .slice(0, 200);
  return trimUnderscores(trimUnderscores(spelled).slice(0, SLASH_LENGTH));
}

/** Names of installed skills -> how they can be called. */
export function skillNames(names: Iterable<string>): SkillNames {
  const known = new Map<string, string>();
  for (const name of names) for (const spelling of [name, slashCommandOf(name)]) if (!known.has(spelling)) known.set(spelling, name);
  return known;
}

/** Message and known skills -> command of the host, use of a skill, or null. `/learn` is an explicit wish for a skill and counts as a use of `learn`. */
export function readCommand(text: string, skills: SkillNames): Command | null {
  const name = COMMAND.exec(text)?.[1];
  if (name === undefined) return null;
  const rest = text.slice(name.length + 1).trim();
  if (name === "learn") return { kind: "skill-use", skill: "learn", text: rest };
  if (name === "skill") {
    const space = rest.search(/\s/);
    const skill = space < 0 ? rest : rest.slice(0, space);
    return skill === "" ? { kind: "command" } : { kind: "skill-use", skill: skills.get(skill) ?? skill, text: space < 0 ? "" : rest.slice(space).trim() };
  }
  const skill = skills.get(name);
  return skill === undefined ? { kind: "command" } : { kind: "skill-use", skill, text: rest };
}

/** Message and known skills -> skills it names as `$name`, each once, at most 8. `\$name` is literal, `$HOME` names no skill. */
export function readReferences(text: string, skills: SkillNames): readonly string[] {
  if (!text.includes("$") || skills.size === 0) return [];
  const found = new Set<string>();
  for (const match of text.matchAll(REFERENCE)) {
    const skill = skills.get(match[2] ?? "");
    if (skill !== undefined) found.add(skill);
    if (found.size >= MAX_REFERENCES) break;
  }
  return [...found];
}

/** Text of an assistant message -> text without delivery directives such as `[[reply_to_current]]`. */
export function withoutDirectives(text: string): string {
  return text.includes("[[") ? text.replace(DIRECTIVE, "").trim() : text;
}

function trimUnderscores(text: string): string {
  let [start, end] = [0, text.length];
  while (text.charAt(start) === "_") start += 1;
  while (end > start && text.charAt(end - 1) === "_") end -= 1;
  return text.slice(start, end);
}
