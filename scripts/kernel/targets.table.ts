/** Agent Skills specification, `name`. Claude Code refuses two words besides. */
const SPEC_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Hosts that skills are deployed to, by where they look for skills. Another concern than `hosts.table.ts`, which says what a skill has to fit: a host can
 * be written for and not be deployed to.
 *
 * `how`: a copy of the folder, or a link to a generation. OpenClaw skips a folder whose real path leaves its root, Codex and Cursor have had releases that
 * follow no link; Claude Code follows them. In a project it is always a copy: a link to somebody's home is of no use in a repository.
 * `own`: the host's folder, whose presence says that the host is here; `variable` moves it. `user` and `project`: the skill root that is written.
 * `reads`: all other roots in which the host looks, of which none may hold the name already. Skills of plugins are not among them where the host puts the
 * plugin's name before theirs (Claude Code, Codex): they cannot be taken for ours. `links`: does the host follow links in that root? Where it is not stated
 * the answer is yes, because a name that might be seen counts as seen. OpenClaw's roots depend on its configuration and come from its adapter.
 * `name`: what the host takes for the name of a skill.
 *
 * Sources: Cursor's documentation of skill directories; Codex' documentation of skills and its loader (the user root and, kept for older installations,
 * `skills` of its own folder); Claude Code's documentation of where skills live and of the order in which a name is looked up.
 */
export const TARGETS = {
  openclaw: {
    title: "OpenClaw",
    how: "copy",
    own: null,
    user: null,
    project: null,
    reads: [],
    name: SPEC_NAME,
    longest: 64,
  },
  cursor: {
    title: "Cursor",
    how: "copy",
    own: { folder: ".cursor", variable: null },
    user: { at: "own", path: "skills" },
    project: ".cursor/skills",
    reads: [
      { at: "own", path: "skills-cursor", source: "cursor-built-in", links: true },
      { at: "own", path: "plugins/cache", source: "cursor-plugins", links: true },
      { at: "home", path: ".agents/skills", source: "agents-personal", links: true },
      { at: "home", path: ".claude/skills", source: "claude-personal", links: true },
      { at: "home", path: ".codex/skills", source: "codex-personal", links: true },
      { at: "project", path: ".agents/skills", source: "agents-project", links: true },
      { at: "project", path: ".claude/skills", source: "claude-project", links: true },
      { at: "project", path: ".codex/skills", source: "codex-project", links: true },
    ],
    name: SPEC_NAME,
    longest: 64,
  },
  codex: {
    title: "Codex",
    how: "copy",
    own: { folder: ".codex", variable: "CODEX_HOME" },
    user: { at: "home", path: ".agents/skills" },
    project: ".agents/skills",
    reads: [
      { at: "own", path: "skills", source: "codex-personal", links: true },
      { at: "own", path: "skills/.system", source: "codex-built-in", links: false },
      { at: "machine", path: "/etc/codex/skills", source: "codex-admin", links: true },
      { at: "project", path: ".codex/skills", source: "codex-project", links: true },
    ],
    name: SPEC_NAME,
    longest: 64,
  },
  "claude-code": {
    title: "Claude Code",
    how: "link",
    own: { folder: ".claude", variable: "CLAUDE_CONFIG_DIR" },
    user: { at: "own", path: "skills" },
    project: ".claude/skills",
    reads: [
      { at: "machine", path: "/etc/claude-code/.claude/skills", source: "claude-managed", links: true },
      { at: "machine", path: "/Library/Application Support/ClaudeCode/.claude/skills", source: "claude-managed", links: true },
    ],
    // the two words are reserved for skills of the host's maker
    name: /^(?!.*(?:anthropic|claude))[a-z0-9]+(?:-[a-z0-9]+)*$/,
    longest: 64,
  },
} as const satisfies Record<string, Target>;

/** Where a root begins: the person's home, the host's own folder, a project, or the machine (then the path is whole). */
export type RootPlace = Readonly<{ at: "home" | "own" | "project" | "machine"; path: string }>;

export type Target = Readonly<{
  title: string;
  how: "copy" | "link";
  own: Readonly<{ folder: string; variable: string | null }> | null;
  user: RootPlace | null;
  project: string | null;
  reads: readonly (RootPlace & Readonly<{ source: string; links: boolean }>)[];
  name: RegExp;
  longest: number;
}>;

export type TargetId = keyof typeof TARGETS;
export const TARGET_IDS = Object.keys(TARGETS).filter((id): id is TargetId => id in TARGETS);

/** The host that a deploy without --to is for. */
export const DEFAULT_TARGET: TargetId = "openclaw";

export function isTarget(id: string): id is TargetId {
  return Object.hasOwn(TARGETS, id);
}
