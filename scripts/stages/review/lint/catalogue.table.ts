/** Every lint rule: what it asks for, how a finding reads (`{name}` is an argument), and what to do. */
export const LINT_CATALOGUE = {
  SF001: {
    title: "SKILL.md begins with frontmatter that is a YAML map and closes",
    text: "{why}",
    help: "Begin SKILL.md with a line ---, one key per line, strings in double quotes, and a closing ---.",
  },
  SF002: {
    title: "the name is lower-case words joined by hyphens and equals the folder",
    text: "name {name}: {why}",
    help: "Use a-z, 0-9 and single hyphens, at most 64 characters, and name the folder the same.",
  },
  SF003: { title: "the name holds no platform's name", text: "name {name} holds a reserved word", help: "Choose a name without anthropic or claude." },
  SF004: {
    title: "the description is 1 to 1,024 plain characters",
    text: "description: {why}",
    help: "Write one line that says what the skill does and when to use it, without angle brackets or hidden characters.",
  },
  SF005: {
    title: "only known frontmatter keys; own data under metadata",
    text: "{key}: {why}",
    help: "Move own data under metadata, as strings; only metadata.openclaw holds nested values.",
  },
  SF006: { title: "compatibility is 1 to 500 characters", text: "compatibility: {why}", help: "Shorten it or leave it out." },
  SF007: {
    title: "the description says what and when",
    text: "description: {why}",
    help: 'Say what it does in the words people use, then "Use when ..."; at most 60 words, not in the first or second person.',
  },
  SF008: { title: "all descriptions fit the host's budget", text: "{why}", help: "Shorten descriptions or retire skills that are not used." },
  SF009: { title: "the skill is short", text: "about {tokens} tokens (est.) and {lines} lines; {why}", help: "Move detail into references/ or cut it." },
  SF010: {
    title: "every relative link exists inside the skill",
    text: "link {link}: {why}",
    help: "Link to a file of the skill with forward slashes, at most one folder deep.",
  },
  SF011: {
    title: "each reference says when to read it",
    text: "{path}: {why}",
    help: "Mention the file in SKILL.md with when to read it; give long references a table of contents.",
  },
  SF012: {
    title: "steps, a check and gotchas",
    text: "there is no {what}",
    help: "Add numbered steps, a section Check, and a section Gotchas (or say that none are known).",
  },
  SF013: { title: "no filler, no menus, no shouting", text: "{phrase}: {why}", help: "Say exactly what to do and why, or leave it out." },
  SF014: {
    title: "nothing bound to one machine or day",
    text: "{found} is bound to {what}",
    help: "Use a placeholder or a path relative to the skill or the home folder.",
  },
  SF015: { title: "nothing unfinished", text: "{found}: {why}", help: "Fill in or remove what is left over from a template or a plan." },
  SF016: {
    title: "named programs and files exist, stated versions are the project's",
    text: "{what}: {why}",
    help: "Name what is there, say under which conditions it is needed, or bring the file along.",
  },
  SF017: {
    title: "distinct from every installed skill",
    text: "{percent} percent like {other}",
    help: "Merge it with the other skill, or make name, description and steps distinct.",
  },
  SF018: {
    title: "allowed-tools names no more than the steps use",
    text: "{tool}: {why}",
    help: "Allow only what the steps run, as in Bash(git:*) Read; what is allowed is not asked about any more.",
  },
  SF019: {
    title: "every step and gotcha carries evidence that resolves",
    text: "{what}: {why}",
    help: "Generate the skill again from its genes; a statement without evidence has no place in it.",
  },
  SF020: { title: "only files that can be read as text", text: "{path}: {why}", help: "Remove the file or replace it by its source." },
} as const satisfies Record<string, Readonly<{ title: string; text: string; help: string }>>;

export type LintId = keyof typeof LINT_CATALOGUE;
