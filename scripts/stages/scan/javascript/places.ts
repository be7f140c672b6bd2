/**
 * Paths that other programs run, source, or obey later: shell start-up, schedulers, login items, keys, git hooks, and
 * the settings, instructions and memory of agents.
 */
const KEPT =
  /(?:^|[/\\])(?:\.(?:bashrc|bash_profile|bash_login|bash_aliases|bash_logout|profile|zshrc|zshenv|zprofile|zlogin|kshrc|cshrc|inputrc|xinitrc|xprofile|xsession|npmrc|yarnrc|yarnrc\.yml|pypirc|gitconfig|netrc|envrc|vimrc|mcp\.json|cursorrules|windsurfrules|clinerules|gitmodules|gitattributes|pre-commit-config\.yaml)|authorized_keys2?|known_hosts|crontab|sudoers|config\.fish|(?:AGENTS|CLAUDE|GEMINI|MEMORY|SOUL|TOOLS|IDENTITY|USER|HEARTBEAT|BOOTSTRAP|SKILL)\.md|copilot-instructions\.md|claude_desktop_config\.json|mcp_config\.json|ld\.so\.preload|sitecustomize\.py|usercustomize\.py)$|(?:^|[/\\])(?:\.ssh|\.git[/\\]hooks|\.husky|\.githooks|\.claude|\.cursor|\.codex|\.gemini|\.openclaw|\.clawdbot|\.moltbot|\.continue|\.windsurf|\.roo|\.kiro|\.aider|\.vscode|\.devcontainer|\.config[/\\](?:autostart|systemd|fish|opencode|zed|goose)|LaunchAgents|LaunchDaemons|systemd[/\\](?:system|user)|cron\.(?:d|daily|hourly|weekly|monthly)|init\.d|profile\.d|Start Menu[/\\]Programs[/\\]Startup|\.github[/\\]workflows)(?:[/\\]|$)/i;

const SECRET =
  /(?:^|[/\\])(?:\.ssh|\.aws|\.azure|\.gnupg|\.kube|\.docker|\.password-store|Keychains|\.config[/\\](?:gcloud|gh|op|rclone)|\.mozilla|\.electrum|\.bitcoin|\.ethereum|\.solana|\.terraform\.d|Login Data|Local State)(?:[/\\]|$)|(?:^|[/\\])(?:\.env(?:\.[a-z]+)?|\.netrc|_netrc|\.npmrc|\.pypirc|\.git-credentials|\.pgpass|\.my\.cnf|credentials(?:\.json)?|id_(?:rsa|dsa|ecdsa|ed25519)|shadow|wallet\.dat|keystore|secrets?\.(?:json|ya?ml|toml)|auth-profiles\.json|\.bash_history|\.zsh_history|kubeconfig|cookies(?:\.sqlite)?)$|^\/proc\/[^/]+\/(?:environ|mem|maps|cmdline)/i;

/** Is this (folded or partial) path one from which something starts or is obeyed later? */
export function isKept(path: string): boolean {
  return path !== "*" && KEPT.test(path);
}

/** Does this path hold credentials? */
export function isSecretPath(path: string): boolean {
  return path !== "*" && SECRET.test(path);
}
