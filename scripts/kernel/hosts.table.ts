const SPECIFICATION = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"] as const;

/**
 * Hosts that read skills, by what of them a skill has to fit. `keys`: frontmatter that the host reads; others are refused by strict checkers and ignored by the
 * rest. `nested`: keys under `metadata` that may hold more than text. `listing`: characters of the list of skills that it puts before its model (null: not
 * stated). `entry`: characters of one skill in it. Sources: Agent Skills specification; OpenClaw `skills.limits.maxSkillsPromptChars` and its loader; Claude
 * Code's reference of skill frontmatter, 1 % of a context of 200,000 tokens at four characters each.
 */
export const HOSTS = {
  "agent-skills": { keys: SPECIFICATION, nested: [], listing: null, entry: null },
  openclaw: {
    keys: [
      ...SPECIFICATION,
      "homepage",
      "user-invocable",
      "disable-model-invocation",
      "command-dispatch",
      "command-tool",
      "command-arg-mode",
      "version",
      "permissions",
    ],
    nested: ["openclaw", "permissions"],
    listing: 18_000,
    entry: 1_536,
  },
  "claude-code": {
    keys: [
      ...SPECIFICATION,
      "when_to_use",
      "argument-hint",
      "arguments",
      "disable-model-invocation",
      "user-invocable",
      "model",
      "effort",
      "context",
      "agent",
      "hooks",
      "paths",
      "shell",
    ],
    nested: [],
    listing: 8_000,
    entry: 1_536,
  },
} as const satisfies Record<string, Host>;

export type HostId = keyof typeof HOSTS;
export type Host = Readonly<{ keys: readonly string[]; nested: readonly string[]; listing: number | null; entry: number | null }>;

export const HOST_IDS = Object.keys(HOSTS).filter((id): id is HostId => id in HOSTS);
