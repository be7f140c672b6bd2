import type { RuleId } from "../rules.table.ts";

export type CommandRule = Readonly<{ rule: RuleId; pattern: RegExp }>;

const on = (rule: RuleId, ...patterns: readonly RegExp[]): readonly CommandRule[] => patterns.map((pattern) => ({ rule, pattern }));
const SHELL = String.raw`(?:sudo\s+(?:-\S+\s+)*)?(?:env\s+)?(?:/(?:usr/)?bin/)?(?:ba|z|da|k|fi|a)?sh\b`;
/** An interpreter that is given its program apart from what is piped in: a file, a module that reads JSON, a line of its own. */
const HAS_PROGRAM = String.raw`(?!\s+(?:-m\s+json\.tool|-c\s(?![^\n]{0,300}\b(?:exec|eval|compile|system|popen|subprocess|__import__)\b)|[\w./~$-]{1,200}\.(?:py|[cm]?[jt]s|rb|pl|php)\b))`;
const INTERPRETER = String.raw`(?:sudo\s+(?:-\S+\s+)*)?(?:/(?:usr/)?bin/(?:env\s+)?)?(?:python[0-9.]*|node|perl|ruby|php|deno|bun|osascript|pwsh|powershell|iex|invoke-expression)\b`;

/** Command lines that no skill needs, one line at a time; a first line of defence until shell is parsed. Gaps are bounded. */
export const COMMANDS: readonly CommandRule[] = [
  ...on(
    "fetch-and-run",
    new RegExp(String.raw`\b(?:curl|wget|fetch|http|aria2c|lwp-request)\b(?!\s*\|)[^\n;]{0,400}\|\s*(?:tee\s+\S+\s*\|\s*)?${SHELL}`, "i"),
    new RegExp(String.raw`\b(?:curl|wget|fetch|http|aria2c)\b(?!\s*\|)[^\n;]{0,400}\|\s*${INTERPRETER}${HAS_PROGRAM}`, "i"),
    new RegExp(String.raw`${SHELL}[^\n]{0,40}<\s*\(\s*(?:curl|wget|fetch)`, "i"),
    /(?:\b(?:eval|source|exec)|^\s*\.)\s+["']?(?:\$\(|<\(|`)[^\n]{0,40}(?:curl|wget|fetch|base64|nc)\b/i,
    new RegExp(String.raw`${SHELL}\s+-c\s+["']?(?:\$\(|${"`"})\s*(?:curl|wget|fetch|base64|echo|printf)`, "i"),
    /\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|downloadstring|start-bitstransfer)\b[^\n]{0,300}(?:\|\s*(?:iex|invoke-expression)|-outfile[^\n]{0,200}(?:start-process|&))/i,
    /\b(?:iex|invoke-expression)\b[^\n]{0,60}(?:iwr|irm|invoke-webrequest|downloadstring|net\.webclient|frombase64)/i,
    new RegExp(
      String.raw`\b(?:base64\s+(?:-d|-D|--decode)|xxd\s+-r|openssl\s+(?:enc\s+)?(?:-d|base64\s+-d)|rev|tr\s+\S+\s+\S+|gunzip|zcat|printf)\b[^\n]{0,200}\|\s*(?:${SHELL}|${INTERPRETER}${HAS_PROGRAM})`,
      "i",
    ),
    /\b(?:curl|wget)\b[^\n]{0,300}(?:-o|-O|>|--output)\s*\S*[^\n]{0,200}(?:&&|;|\|\|)[^\n]{0,120}(?:chmod\s+(?:\+x|[0-7]*[1357][0-7]*)|(?:ba|z)?sh\s|\.\/|python[0-9.]*\s|node\s|open\s|installer\b)/i,
    // under the name that the address ends with, also in the background
    /\bwget\s+(?:-[\w-]+\s+){0,6}["']?https?:\/\/[^\s"']{1,300}?\/([\w.-]{2,80})["']?\s*(?:&{1,2}|;|\|\|)[^\n]{0,60}?(?:\b(?:ba|z)?sh\s+|\bpython[0-9.]*\s+|\bnode\s+|\bsource\s+|\.\s+|\.\/)(?:\.\/)?\1(?![\w.-])/i,
    /\bcurl\b[^\n]{0,300}\|\s*(?:tar|bsdtar|funzip)\b[^\n]{0,120}(?:&&|;)[^\n]{0,60}(?:\.\/|sh\s)/i,
    /\bmshta(?:\.exe)?\s+["'<]?(?:https?:\/\/|javascript:|vbscript:|about:|\\\\|[a-z]:)|\bregsvr32(?:\.exe)?\s+(?:[/-]\S{1,200}\s+){0,8}(?:[/-]i:["']?(?:https?:|ftp:|file:|\\\\)|["']?[^\s/"'-]\S{0,200}\.\w{2,4}\b)|\brundll32(?:\.exe)?\s+\S+,|\bcertutil(?:\.exe)?\s+[^\n]{0,60}-urlcache|\bbitsadmin(?:\.exe)?\s+\/transfer/i,
  ),
  ...on(
    "command-exfiltrate",
    /\bcurl\b[^\n]{0,300}(?:-d|--data(?:-binary|-raw|-urlencode)?|-F|--form|-T|--upload-file)[= ]?\s*["']?[^\n]{0,80}(?:@?~?\/?\S*(?:\.ssh|\.aws|\.env|\.netrc|id_rsa|(?<!grant_type=client_)credentials|\.npmrc|passwd|shadow|history)|\$\((?:env|printenv|cat|history|whoami)|`(?:env|printenv|cat))/i,
    /\b(?:curl|wget)\b[^\n]{0,300}(?:\$\((?:env|printenv|cat|base64)|`(?:env|printenv|cat|base64)|\$\{?[A-Z_]*(?:TOKEN|SECRET|PASSWORD|PASSWD|PRIVATE)[A-Z_]*\}?[^\n]{0,20}(?:\.[a-z]{2,}|$))/,
    /\b(?:env|printenv|set|cat\s+[^|\n]{0,120}(?:\.ssh|\.aws|\.env|id_rsa|credentials|\.netrc|shadow|history))\b[^\n]{0,200}\|[^\n]{0,120}\b(?:curl|wget|nc|ncat|socat|openssl|mail|sendmail|dig|nslookup|xxd|base64)\b/i,
    /\b(?:dig|nslookup|host|ping)\s[^\n]{0,120}(?:\$\(|`)[^\n]{0,120}[)`]["']?\.\w/i,
    // `scp -i key` and `ssh -i key` sign in with it; to rsync and rclone themselves `-i` is another option.
    /\b(?:scp|sftp)\b[^\n]{0,160}(?<!\s-i\s{1,3}["']?[\w~/.${}-]{0,60})(?:\.ssh|\.aws|\.env\b|id_rsa|credentials|\.gnupg)/i,
    /\b(?:rsync|rclone)\b[^\n]{0,160}(?<!\bssh\s{1,3}-i\s{1,3}["']?[\w~/.${}-]{0,60})(?:\.ssh|\.aws|\.env\b|id_rsa|credentials|\.gnupg)/i,
    /\btar\b[^\n]{0,120}(?:~|\$HOME|\.ssh|\.aws)[^\n]{0,120}\|[^\n]{0,80}\b(?:curl|nc|ssh|openssl)\b/i,
  ),
  ...on(
    "command-destroy",
    /\brm\s+(?:-\S+\s+)*(?:-[a-z]*[rf][a-z]*\s+)(?:-\S+\s+)*["']?(?:\/(?:\s|\*|$|"|')|~\/?(?:\s|\*|$)|\$HOME\/?(?:\s|\*|$|")|\/(?:etc|usr|var|bin|home|root|lib|boot|opt|Users|System)\b(?!\/[^\s]*\/)|--no-preserve-root)/,
    /\bmkfs(?:\.[a-z0-9]+)?\s|\bdd\b[^\n]{0,120}\bof=\/dev\/(?:sd|nvme|hd|disk|vd)|>\s*\/dev\/(?:sd|nvme|hd|disk|vd)[a-z0-9]|\bshred\b[^\n]{0,60}(?:~|\/home|\/etc|\/dev)|:\(\)\s*\{\s*:\s*\|\s*:\s*&\s*\}\s*;/,
    /\bchmod\s+(?:-R\s+)?[0-7]*777\s+\/(?:\s|$)|\bformat\s+c:|\bdel\s+\/[sfq]\s+[^\n]{0,20}c:\\/i,
  ),
  ...on(
    "command-persist",
    /(?:(?<![>=-])>>?|\btee\b(?:\s+-a)?|\b(?:cp|mv|ln|install)\b[^\n]{0,100}|\bsed\s+-i[^\n]{0,100})\s*["']?(?:~|\$HOME|\$\{HOME\}|\/home\/\S+|\/root|\/etc)?\/?\S{0,40}(?:\.bashrc|\.bash_profile|\.zshrc|\.zshenv|\.profile|authorized_keys|\/etc\/(?:profile|rc\.local|cron|sudoers|ld\.so\.preload)|LaunchAgents|LaunchDaemons|\.config\/autostart|systemd\/(?:user|system)|\.git\/hooks)/i,
    /(?:(?<!>|-|=|<[\w .-]{1,40}|[│├└─┬┼┃|]\s{0,4})>>?|\btee\b(?:\s+-a)?)\s*["']?\S{0,80}(?:AGENTS\.md|CLAUDE\.md|SOUL\.md|MEMORY\.md|GEMINI\.md|\.claude\/settings\S*|\.cursorrules|\.mcp\.json|openclaw\.json)/i,
    /(?<!\/etc\/)\bcrontab\s+(?:-\s|-$|[^\s-])|\|\s*crontab\b|\b(?:launchctl\s+(?:load|bootstrap)|systemctl\s+(?:--user\s+)?enable|schtasks\s+\/create|reg\s+add\b[^\n]{0,80}\\run)\b/i,
    /\bgit\s+config\b[^\n]{0,60}(?:core\.(?:hookspath|fsmonitor|sshcommand|editor|pager)|alias\.\S+\s+["']?!|credential\.helper)/i,
    // An allocator of memory that the system has, by its name or in its own folder.
    /\b(?:export\s+)?(?:LD_PRELOAD(?!=(["']?)(?:\/usr\/lib(?:64)?\/(?:[\w-]+\/)?)?lib(?:mimalloc|jemalloc|tcmalloc(?:_minimal)?)\.so(?:\.\d+)*\1(?:[`"' ,;)]|$))|DYLD_INSERT_LIBRARIES|BASH_ENV|PROMPT_COMMAND|PYTHONSTARTUP|GIT_SSH_COMMAND)=/,
    // What only tunes memory, warnings or the module system loads nothing.
    /\bNODE_OPTIONS=(?!["'`]?(?:--(?:max[-_](?:old|semi)[-_]space[-_]size=\d+|max-http-header-size=\d+|no-(?:warnings|deprecation)|enable-source-maps|experimental-(?:vm-modules|strip-types|transform-types)|trace-(?:warnings|deprecation|uncaught)|dns-result-order=\w+|openssl-legacy-provider|unhandled-rejections=\w+)["'`]?(?:[ ,;.)]|$)){1,6}(?!\s*-))/m,
    /\bxattr\s+(?:-\S+\s+)*-?[rd]*\s*(?:-d\s+)?com\.apple\.quarantine|\bspctl\s+--(?:master|global)-disable|\bsetenforce\s+0|\bufw\s+disable|\biptables\s+-F|\bset-mppreference\b|\bcsrutil\s+disable/i,
    /\balias\s+(?:sudo|ls|git|ssh|cd|npm|curl)=|\btrap\s+\S+\s+DEBUG/,
    /\bchmod\s+(?:u\+s|[2467]755)|\bsetcap\s/,
  ),
  ...on(
    "command-hidden",
    /\/dev\/(?:tcp|udp)\/|\b(?:nc|ncat|netcat)\b[^\n]{0,80}\s-(?:[a-z]*e|c)\b|\bsocat\b[^\n]{0,80}\b(?:exec|system|pty)\b|\bmkfifo\b[^\n]{0,80}\|\s*(?:nc|ncat)|\bopenssl\s+s_client\b[^\n]{0,80}\|/i,
    /\$\{?IFS\}?|\beval\s+["']?\$(?!\(ssh-agent(?: -[sck])?\)|\([\w-]+ (?:init|hook|activate|env|completions?|shellenv)\b[\w -]*\))|\$\{![A-Za-z_]|\$'(?:\\x[0-9a-f]{2}){4,}|\\x[0-9a-f]{2}(?:\\x[0-9a-f]{2}){6,}[^\n]{0,80}\|\s*(?:ba)?sh/i,
    /\b(?:osascript\b[^\n]{0,120}(?:password|keychain|display dialog)|security\s+(?:find-(?:generic|internet)-password|dump-keychain)|pbpaste\b[^\n]{0,60}\||xmrig|stratum\+tcp)/i,
    /\bdocker\s+run\b[^\n]{0,160}(?:--privileged|-v\s+\/:|--pid[= ]host|\/var\/run\/docker\.sock)/i,
    /\bunset\s+HISTFILE|\bhistory\s+-c\b|\bset\s+\+o\s+history|\bHISTSIZE=0/,
    /\bpython[0-9.]*\s+-c\s+["'][^\n]{0,200}(?:exec\(|eval\(|__import__|base64|socket)|\bnode\s+(?:-e|--eval|-p)\s+["'][^\n]{0,200}(?:child_process|eval\(|Function\(|atob\(|net\b)|\bperl\s+-e\s+["'][^\n]{0,200}(?:system|exec|socket)/i,
  ),
];

/** Something that every pattern above needs; most lines of a text hold none of it, and are looked at once. */
export const HINT =
  /[|>]|<\s*\(|\$[({'I!]|`|&&|;|curl|wget|-c\b|iwr|irm|iex|invoke-|download|bitstransfer|mshta|regsvr32|rundll32|certutil|bitsadmin|scp|rsync|sftp|rclone|\brm\b|mkfs|\bdd\b|shred|chmod|format\s+c:|\bdel\b|\b(?:cp|mv|ln|install|sed)\b|crontab|launchctl|systemctl|schtasks|\breg\b|\bgit\b|PRELOAD|INSERT_LIB|_OPTIONS|BASH_ENV|PROMPT_COMMAND|PYTHONSTARTUP|SSH_COMMAND|xattr|spctl|setenforce|\bufw\b|iptables|mppreference|csrutil|\balias\b|\btrap\b|setcap|\/dev\/|\b(?:nc|ncat|netcat|socat|mkfifo|openssl)\b|\beval\b|osascript|security|xmrig|stratum|docker|HISTFILE|history|HISTSIZE|python|node|perl|deno|\btee\b/i;

/** Installation without a version: anything may be behind the name next week. */
export const UNPINNED =
  /\b(?:npm\s+(?:i|install|add|exec)|pnpm\s+(?:add|dlx|install)|yarn\s+(?:add|dlx)|bun\s+add|bunx|npx|pip[0-9.]*\s+install|pipx\s+(?:install|run)|uvx|uv\s+(?:pip\s+install|tool\s+install|add)|gem\s+install|go\s+install|cargo\s+install|brew\s+tap)\s+(?!-r\b|-e\s+\.|\.(?:\/|\s|$)|--requirement\b)(?:-{1,2}[a-z][a-z-]*\s+){0,6}([@a-z0-9][\w./@:+-]*)/i;

/** Every pattern that lines are looked through for, the one of installs last. The build makes the table of their finder. */
export const COMMANDS_LOOKED_FOR: readonly RegExp[] = [...COMMANDS.map((one) => one.pattern), UNPINNED];
