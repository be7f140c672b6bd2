/** Programs that switch a protection off or change what is trusted -> the words by which they do. The line begins and ends with a blank. */
export const SWITCHES: Readonly<Record<string, RegExp>> = {
  spctl: /--(?:master|global)-disable|--disable|--add/,
  csrutil: /disable/,
  setenforce: /\s(?:0|permissive)\s/i,
  ufw: /\s(?:disable|reset|default\s+allow(?:\s+(?:incoming|routed))?)\s(?!outgoing)/,
  iptables: /\s(?:-F|--flush|-X|--delete-chain|-D|--delete|(?:-P|--policy)\s+\S+\s+ACCEPT)\s/,
  ip6tables: /\s(?:-F|--flush|-X|--delete-chain|-D|--delete|(?:-P|--policy)\s+\S+\s+ACCEPT)\s/,
  nft: /\s(?:flush|delete|destroy)\s/,
  "firewall-cmd": /--(?:remove|set-default-zone[= ]trusted|set-target[= ]ACCEPT|panic-off)/,
  xattr: /\s-\w*d\w*\s.*com\.apple\.quarantine|\s-\w*(?:c\w*r|r\w*c)\w*\s|\s-(?:c -r|r -c)\s/,
  pfctl: /\s-(?:d|F)\s/,
  auditctl: /\s-(?:e 0|D)\s/,
  // Who may look at what on a Mac; `tccutil` only takes such consent back.
  sqlite3: /TCC\.db.*\b(?:insert|update|delete|replace|drop|alter)\b/i,
  fdesetup: /disable/,
  defaults: /\swrite\s[^ ]*(?:LSQuarantine|com\.apple\.LaunchServices|loginwindow|alf)/,
  sysctl:
    /\b(?:kernel\.(?:core_pattern|modprobe|hotplug|poweroff_cmd|randomize_va_space|yama|kptr_restrict|dmesg_restrict|unprivileged|modules_disabled|kexec)|fs\.(?:protected|suid_dumpable)|user\.max_user_namespaces)[\w.]*\s*=/,
  setcap: /\S/,
  visudo: /\S/,
  usermod: /\S/,
  useradd: /\S/,
  passwd: /\S/,
  chpasswd: /\S/,
  insmod: /\S/,
  modprobe: /\S/,
  auditd: /\S/,
  dseditgroup: /\S/,
  nvram: /boot-args|=/,
  chattr: /\s\+[ai]/,
  update_ca: /\S/,
  "update-ca-certificates": /\S/,
  "update-alternatives": /--(?:install|set)/,
  setfacl: /\s-m/,
};

/**
 * Ordinary administration of a machine, which opens or changes no more than it names: a port, a group for one program, a user nobody signs in as.
 * The permission to start the program is asked for, and what it changes is shown.
 */
export const ADMINISTERS: Readonly<Record<string, RegExp>> = {
  ufw: /\s(?:allow|limit|delete|default|enable)\s/,
  iptables: /\s(?:-A|-I|-P|--append|--insert|--policy)\s/,
  ip6tables: /\s(?:-A|-I|-P|--append|--insert|--policy)\s/,
  nft: /\s(?:add|insert)\s/,
  "firewall-cmd": /--(?:add|set)/,
  sysctl: /\s(?:-w|--write|-p|--load|--system)\s|=/,
  // Groups that give the rights of the administrator, or of every disk, are no group for one program.
  usermod:
    /^ (?:-aG|-a -G|-G -a|--append --groups) (?!(?:[^ ]*,)?(?:sudo|wheel|admin|root|adm|shadow|disk|kmem|lxd|incus|lxc|staff)(?:,|\s))[a-z][\w,-]* \S+ $/,
  useradd:
    /^(?=.*\s(?:-r|--system|-rs?)\s)(?=.*\s(?:-s|--shell)[= ]\S*(?:nologin|false)\s)(?!.*\s(?:-o|--non-unique|-u 0|--uid[= ]0|-G|--groups|-p|--password)\b)/,
};

/** What is said to a debugger that only looks: stacks, registers, variables, and the way out. */
const LOOKS = String.raw`[=\s]+(["']?)(?:set (?:pagination|confirm|print \w+|width) \w+|(?:thread apply all )?(?:bt|backtrace|where)(?: full| all| \d+)*|thread (?:backtrace(?: all)?|list|info)|info (?:threads|registers|locals|args|sharedlibrary|proc)|frame (?:variable|info)|register read|image list|process status|detach|quit|q|exit|c|continue)\1(?=[ \t]|$)`;

/** Editors, pagers, debuggers and the like -> the words by which they start something else. */
export const LAUNCHES: Readonly<Record<string, RegExp>> = {
  vim: /\s(?:-c|--cmd|\+)\s*['"]?:?!?|\s-S\s|\s\+:?!/,
  nvim: /\s(?:-c|--cmd|\+)\s*['"]?:?(?:!|lua|py|call system|sil)|\s-l\s|\s-S\s/,
  vi: /\s-c\s*:?!|\s\+:?!/,
  ex: /\s-c\s|!/,
  ed: /!/,
  emacs: /--(?:eval|execute|load|funcall|batch)|\s-(?:l|f|Q)\s/,
  less: /\s\+!|\s--?lesskey|\s-k\s/,
  man: /\s-P\s|--pager|\s-H/,
  // attaching and looking start nothing; a file of commands and any other word may
  gdb: new RegExp(`\\s-(?:x|ix)\\s|--(?:init-)?command\\b|\\s-(?:ex|iex)(?!${LOOKS})|--(?:init-)?eval-command(?!${LOOKS})`),
  lldb: new RegExp(`\\s-[sS]\\s|--source|\\s-[oO](?!${LOOKS})|--one-line(?:-before-file)?(?!${LOOKS})`),
  sqlite3: /\.(?:shell|system|load)|\s-cmd\s|load_extension/,
  mysql: /\\!|\ssystem\s/,
  psql: /\\!|copy\s(?:(?!copy\s)[^;])*(?:copy)?\sprogram/i,
  ftp: /!/,
  // Scripts and categories by their names come with nmap; a file, a folder, `all` and a name that cannot be told may be anybody's.
  nmap: /--script(?:=|\s+)(?!['"]?(?!all\b)[a-z][a-z\d*-]*(?:,(?!all\b)[a-z][a-z\d*-]*)*['"]?\s)|--interactive|--datadir/,
  tcpdump: /\s-z\s/,
  rpm: /--(?:eval|pipe|define)|%\{?lua/,
  openssl: /\s-engine\s|\s-provider-path/,
  ffmpeg: /concat:.*\|.*\/etc|\s-protocol_whitelist/,
  journalctl: /!/,
  tmux: /\b(?:run-shell|if-shell|pipe-pane)\b/,
  screen: /\s-X\s+exec/,
  crontab: /./,
  gcc: /\s-wrapper\s|\s-B\s/,
  ssh_agent: /./,
  "ssh-keygen": /\s-D\s/,
  pkexec: /./,
  start_stop_daemon: /./,
  wall: /./,
  dmesg: /\s-(?:C|c)\s|--clear/,
  logrotate: /\S/,
  logger: /^$/,
};

/** Programs that format and overwrite -> the lines by which they only tell what is there. */
export const QUERIES: Readonly<Record<string, RegExp>> = {
  fdisk: /^ (?:-l|--list)(?: \/dev\/\w+)* $/,
  sfdisk: /^ (?:-l|--list|-d|--dump|-J|--json)(?: \/dev\/\w+)* $/,
  gdisk: /^ -l \/dev\/\w+ $/,
  sgdisk: /^ (?:-p|--print|-v|--verify)(?: \/dev\/\w+)* $/,
  parted: /^ (?:-l|--list|(?:-[sm] )*\/dev\/\w+ (?:unit \w+ )?print) $/,
  hdparm: /^ (?:-[IitTgWB] )+\/dev\/\w+ $/,
  cryptsetup: /^ (?:luksDump|status|isLuks|luksUUID) [\w/-]+ $/,
};
