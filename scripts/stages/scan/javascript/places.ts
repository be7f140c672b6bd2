import { isFurtherKeyFile } from "../key-files.ts";

/**
 * Paths that other programs run, source, or obey later: shell start-up, schedulers, login items, keys, git hooks, what says where packages come from, and
 * the settings, instructions and memory of agents.
 */
const KEPT =
  /(?:^|[/\\])(?:\.(?:bashrc|bash_profile|bash_login|bash_aliases|bash_logout|profile|zshrc|zshenv|zprofile|zlogin|kshrc|cshrc|inputrc|xinitrc|xprofile|xsession|npmrc|yarnrc|yarnrc\.yml|pypirc|gitconfig|netrc|envrc|vimrc|mcp\.json|cursorrules|windsurfrules|clinerules|gitmodules|gitattributes|pre-commit-config\.yaml)|authorized_keys2?|known_hosts|crontab|sudoers|config\.fish|(?:AGENTS|CLAUDE|GEMINI|MEMORY|SOUL|TOOLS|IDENTITY|USER|HEARTBEAT|BOOTSTRAP|SKILL)\.md|copilot-instructions\.md|claude_desktop_config\.json|mcp_config\.json|ld\.so\.preload|sitecustomize\.py|usercustomize\.py|pip\.(?:conf|ini)|\.(?:condarc|mambarc|gemrc)|\.cargo[/\\]config(?:\.toml)?|\.m2[/\\]settings\.xml|\.gradle[/\\]init\.gradle(?:\.kts)?|uv[/\\]uv\.toml|nuget\.config)$|(?:^|[/\\])(?:\.ssh|\.gradle[/\\]init\.d|\.git[/\\](?:hooks|config)|\.husky|\.githooks|\.vscode|\.devcontainer|\.config[/\\](?:autostart|systemd|fish)|LaunchAgents|LaunchDaemons|systemd[/\\](?:system|user)|cron\.(?:d|daily|hourly|weekly|monthly)|init\.d|profile\.d|Start Menu[/\\]Programs[/\\]Startup|\.github[/\\]workflows|(?:site|dist)-packages)(?:[/\\]|$)/i;

const SECRET =
  /(?:^|[/\\])(?:\.ssh|\.aws|\.azure|\.gnupg|\.kube|\.docker|\.password-store|Keychains|\.config[/\\](?:gcloud|gh|op|rclone|solana|github-copilot|sops)|\.sui|\.aptos|\.near-credentials|\.foundry[/\\]keystores|\.local[/\\]share[/\\]keyrings|\.mozilla|\.electrum|\.bitcoin|\.ethereum|\.solana|\.terraform\.d|Login Data|Local State)(?:[/\\]|$)|(?:^|[/\\])(?:\.env(?!\.(?:example|sample|template|dist|defaults?)$)(?:\.[a-z]+)?|\.netrc|_netrc|\.npmrc|\.pypirc|\.git-credentials|\.pgpass|\.my\.cnf|\.?credentials(?:\.json|\.toml)?|oauth_creds\.json|\.s3cfg|\.boto|id_(?:rsa|dsa|ecdsa|ed25519)|shadow|wallet\.dat|keystore|secrets?\.(?:json|ya?ml|toml)|auth-profiles\.json|\.bash_history|\.zsh_history|kubeconfig|cookies(?:\.sqlite)?)$|(?:^|[/\\])(?:\.codex|opencode)[/\\]auth\.json$|^\/proc\/[^/]+\/(?:environ|mem|maps|cmdline)/i;

/** Folders in which agents keep their settings and instructions, among much else. */
const AGENT =
  /(?:^|[/\\])(?:\.(?:claude|cursor|codex|gemini|openclaw|clawdbot|moltbot|continue|windsurf|roo|kiro|aider)|\.config[/\\](?:opencode|zed|goose))(?:[/\\]+(.*))?$/is;

/** Parts of such a folder that are obeyed or run; a skill's own data beside them is only data. */
const OBEYED =
  /^(?:(?:hooks?|commands?|agents?|skills?|plugins?|extensions?|rules?|workspaces?|memory|memories|cron|prompts?|modes?|steering|tools?|output-styles|projects|bin|mcp(?:[-_]?(?:servers?|configs?|settings))?|node_modules|scripts)(?:[/\\]|$)|[^/\\]*(?:settings|config|hooks|mcp|permission|approval|auth|profile|keybinding|statusline|openclaw|clawdbot|moltbot)[^/\\]*$|[^/\\]*\.(?:md|mdc|toml|ya?ml|[cm]?[jt]s|sh|py|rules)$)/i;

/** OpenClaw's own folder of work: its instructions, memory, skills and scripts are obeyed, other folders in it hold what skills store. */
const WORKSPACE = /(?:^|[/\\])\.(?:openclaw|clawdbot|moltbot)[/\\]+workspace(?:[/\\]+(.*))?$/is;

/** What installed skills keep in a folder of their own for it: no host reads logs and tables as words or runs them. */
const SKILL_DATA =
  /^skills[/\\]+[\w.-]+[/\\]+(?:logs?|data|cache|outputs?|state|reports?|exports?|results?|history)(?:[/\\]+(?:[\w-][^/\\]*[/\\]+)*[\w-][^/\\]*\.(?:log|jsonl?|csv|tsv|txt|db|sqlite3?|png|jpe?g|pdf|lock|pid))?$/i;
/** Tables and records beside a skill's instructions, but for those by whose names a host, a package manager or a compiler finds what to do. */
const SKILL_RECORDS =
  /^skills[/\\]+(?:(?!node_modules[/\\])[\w-][\w.-]*[/\\]+)+(?![^/\\]*(?:skill|package|plugin|manifest|settings|config|hooks|mcp|permission|lock)[^/\\]*$)[\w-][^/\\]*\.(?:log|jsonl?|csv|tsv|db|sqlite3?|png|jpe?g|pdf)$/i;
/** The same set aside, or while it is written. */
const SKILL_COPIES =
  /^skills[/\\]+(?:(?!node_modules[/\\])[\w-][\w.-]*[/\\]+)+(?![^/\\]*(?:skill|package|plugin|manifest|settings|config|hooks|mcp|permission|lock)[^/\\]*$)[\w-]+(?:\.(?:log|jsonl?|csv|tsv|db|sqlite3?)\.(?:bak|backup|old|tmp|temp)|\.(?:tmp|temp))$/i;
/** Settings that a skill keeps for itself beside those of an agent: named after it, in several words, and after nothing that an agent has. */
const OWN_SETTINGS =
  /^(?!.*(?:settings|hooks?|mcp|permission|approval|auth|profile|keybinding|statusline|claude|openclaw|clawdbot|moltbot|codex|cursor|gemini|desktop|agents?[-_]|managed|remote|policy|server|plugin|tools?[-_]|global|user|local|project))(?:[a-z0-9]+[-_]){2,}config\.json$/i;
/** Endings and names by which a host, a package manager or an interpreter finds what to do. */
const NAMED_FOR_HOSTS = /\.(?:md|mdc|[cm]?[jt]sx?|py|sh|ya?ml|toml|rules|pth|so|node)$|(?:settings|config|hooks?|mcp|package|plugin|manifest|skill)[^/\\]*$/i;

/** Path in the folder of an agent -> is it data that a skill keeps for itself? */
export function isSkillData(rest: string): boolean {
  return [SKILL_DATA, SKILL_RECORDS, SKILL_COPIES, OWN_SETTINGS].some((one) => one.test(rest)) && !rest.includes("..");
}

/** What a skill keeps for itself beside the notes that OpenClaw remembers by (Markdown in `memory/`): no host reads it as words, nor a copy that is set aside. */
const KEPT_DATA = /^memory[/\\](?:[^/\\]+[/\\])*[^/\\]+\.(?:json|jsonl|csv|tsv|sqlite3?|db)(?:\.(?:bak|backup|old|tmp|temp))?$/i;
/** The same beside the index of that memory, which is a database in a folder of its own: tables and records of other names are none of it. */
const BESIDE_INDEX =
  /(?:^|[/\\])\.(?:openclaw|clawdbot|moltbot)[/\\]+memory[/\\]+(?:[\w-]+[/\\]+)*[\w-]+\.(?:jsonl?|csv|tsv)(?:\.(?:bak|backup|old|tmp|temp))?$/i;
/** Folders hidden in a workspace that by their names hold data, and tables, records and states in a hidden file: no agent, package manager or git looks for them. */
const HIDDEN_DATA =
  /^(?:\.(?:data|cache|state|db|storage|backups?|tmp|temp)[/\\](?:[\w-][\w-]*[/\\])*[\w-][^/\\]*|(?:(?!(?:skills|hooks|plugins|extensions|node_modules)[/\\])[\w-]+[/\\])*\.(?:[\w-]+\.(?:jsonl|csv|tsv|sqlite3?|db|log)|(?:[\w-]*[_-])?(?:state|cache|data|history|seen|index|queue|status|stats|snapshot|progress|cookies|session)\.json))$/i;

/**
 * Is this (folded or partial) path one from which something starts or is obeyed later? Of a `complete` path the folder of an agent by
 * itself is none; of a beginning it may become any file in there.
 */
export function isKept(path: string, complete = false): boolean {
  if (path === "*") return false;
  if (KEPT.test(path)) return true;
  const workspace = WORKSPACE.exec(path);
  const agent = workspace ?? AGENT.exec(path);
  if (agent === null) return false;
  const rest = (agent[1] ?? "").replace(/(?<![/\\])[/\\]+$/, "");
  if (complete && workspace !== null && HIDDEN_DATA.test(rest) && !NAMED_FOR_HOSTS.test(rest)) return false;
  // What is hidden in a workspace (`..` too) may be the folder of another agent or of git.
  if (workspace !== null && /(?:^|[/\\])\./.test(rest)) return true;
  if (complete && workspace !== null && KEPT_DATA.test(rest)) return false;
  if (complete && BESIDE_INDEX.test(path) && !NAMED_FOR_HOSTS.test(rest)) return false;
  if (complete && isSkillData(rest)) return false;
  return rest === "" ? !complete : OBEYED.test(rest) || (!complete && !/[/\\]/.test(agent[1] ?? ""));
}

/** Does this path hold credentials? */
export function isSecretPath(path: string): boolean {
  return path !== "*" && (SECRET.test(path) || isFurtherKeyFile(path));
}
