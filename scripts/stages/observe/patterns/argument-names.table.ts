/** What well-known commands take: text before an argument (lower case, up to it) and what such an argument is called. */
export const ARGUMENT_NAMES: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|[\s;&|(])git (?:checkout|switch|merge|rebase|cherry-pick|branch|(?:push|pull|fetch) [\w.-]{1,40})(?: -{1,2}[\w-]{1,30}){0,4} (?:origin\/|upstream\/)?$/,
    "branch",
  ],
  [
    /(?:^|[\s;&|(])(?:docker|podman)(?: container)? (?:logs|exec|stop|start|restart|rm|kill|inspect|stats|top|port)(?: -{1,2}\w[^\s]{0,30}(?: \d{1,9})?){0,5} $/,
    "container",
  ],
  [
    /(?:^|[\s;&|(])(?:(?:npm|pnpm|yarn|bun) (?:i|install|add|remove|rm|uninstall|update|view|info|why)|(?:pip3?|uv pip|brew|apt|apt-get|dnf|apk|cargo|gem|choco|winget) (?:install|add|remove|uninstall|upgrade|info|show))(?: -{1,2}[\w-]{1,30}){0,5} $/,
    "package",
  ],
  [
    /(?:^|[\s;&|(])(?:systemctl(?: --user)? (?:status|start|stop|restart|reload|enable|disable)|journalctl(?: -[\w-]{1,20}){0,3} -[a-z]{0,5}u|service) $/,
    "service",
  ],
  [/(?:^|[\s"'(])(?:from|into|join|update|table(?: if (?:not )?exists)?|describe|truncate) [`"']?$/, "table"],
  [/(?:^|[\s;&|(])(?:ssh|ping|dig|nslookup|host|traceroute|mtr)(?: -\w{1,4}(?: \d{1,5})?){0,4} (?:[\w.-]{1,32}@)?$/, "host"],
  [/(?:^|[\s;&|(])(?:gh|glab) pr (?:view|checkout|merge|diff|review|checks|close|comment) $/, "pr"],
  [/(?:^|[\s;&|(])(?:gh|glab) issue (?:view|close|comment|edit|develop) $/, "issue"],
];
