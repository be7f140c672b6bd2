/** Variables whose value every shell sets or whose meaning is fixed: what they stand for in a path or as a command. */
export const FIXED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    HOME: "~",
    TMPDIR: "/tmp",
    TMP: "/tmp",
    TEMP: "/tmp",
    SHELL: "/bin/sh",
    XDG_CONFIG_HOME: "~/.config",
    XDG_DATA_HOME: "~/.local/share",
    XDG_CACHE_HOME: "~/.cache",
    XDG_STATE_HOME: "~/.local/state",
    CLAUDE_CONFIG_DIR: "~/.claude",
    CODEX_HOME: "~/.codex",
  }),
);

/** Variables by which hosts name the folder of the skill. */
export const OWN_FOLDER: ReadonlySet<string> = new Set(
  "CLAUDE_SKILL_DIR CLAUDE_PLUGIN_ROOT SKILL_DIR SKILL_ROOT SKILL_PATH SKILL_HOME SKILLDIR baseDir BASE_DIR_OF_SKILL skillDir OPENCLAW_SKILL_DIR".split(" "),
);

/** Numbers and names the shell makes itself. */
export const MADE: ReadonlySet<string> = new Set(
  "# ? $ ! - RANDOM SRANDOM SECONDS LINENO UID EUID PPID BASHPID COLUMNS LINES OPTIND SHLVL EPOCHSECONDS EPOCHREALTIME BASH_VERSION BASH_VERSINFO ZSH_VERSION OSTYPE MACHTYPE HOSTTYPE FUNCNAME BASH_LINENO BASH_SUBSHELL PIPESTATUS OPTARG_COUNT GROUPS BASH_REMATCH_COUNT NPROC".split(
    " ",
  ),
);

export const OF_MACHINE: ReadonlySet<string> = new Set("HOSTNAME USER LOGNAME USERNAME HOST".split(" "));

/** Variables that name what only the person sets and that holds nothing secret. */
export const SETTINGS =
  /^(?:CI|DEBUG|VERBOSE|NO_COLOR|FORCE_COLOR|TERM|COLORTERM|LANG|LC_\w+|TZ|EDITOR|VISUAL|PAGER|BROWSER|DISPLAY|WAYLAND_DISPLAY|XDG_\w+|OLDPWD|PATH|PWD|USER|LOGNAME|SHELL|NODE_ENV|VIRTUAL_ENV|CONDA_PREFIX|CONDA_DEFAULT_ENV|JAVA_HOME|GOPATH|GOROOT|CARGO_HOME|PYTHON|PYTHONPATH|NODE_PATH|MAKEFLAGS|CC|CXX|CFLAGS|LDFLAGS|WSL_DISTRO_NAME|MSYSTEM|TMUX|TERM_PROGRAM|SSH_CONNECTION|SSH_TTY|GITHUB_(?:ACTIONS|OUTPUT|ENV|PATH|STEP_SUMMARY|REF|REF_NAME|SHA|REPOSITORY|WORKSPACE|EVENT_NAME|ACTOR|RUN_ID)|RUNNER_\w+|PREFIX|DESTDIR|REPLY|OPTARG|OPTIND|IFS|PS4|BASH_SOURCE|COMP_\w+|COMPREPLY)$/;

/** Names that say that their value lets somebody in. */
export const SECRETISH =
  /(?:KEY|TOKEN|SECRET|PASS(?:WORD|WD|PHRASE)?|CRED(?:ENTIAL)?S?|AUTH|COOKIE|PRIVATE|SESSION|BEARER|MNEMONIC|SEED|PAT|JWT|WEBHOOK|DSN|CONN(?:ECTION)?_STR(?:ING)?)(?:_|$|S$|[0-9])/i;

/** Variables by which a later program loads code or trusts something else; setting one to what the script chooses is a way in. */
export const HIJACKS: ReadonlySet<string> = new Set(
  "LD_PRELOAD LD_AUDIT LD_LIBRARY_PATH DYLD_INSERT_LIBRARIES DYLD_LIBRARY_PATH DYLD_FRAMEWORK_PATH NODE_OPTIONS BASH_ENV ENV PROMPT_COMMAND PS0 PYTHONSTARTUP PYTHONHOME PYTHONINSPECT PERL5OPT PERL5LIB RUBYOPT RUBYLIB JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS GIT_SSH GIT_SSH_COMMAND GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND GIT_ASKPASS SSH_ASKPASS GIT_CONFIG_GLOBAL GIT_CONFIG_COUNT GIT_TEMPLATE_DIR GIT_EXEC_PATH LESSOPEN LESSCLOSE SHELLOPTS BASHOPTS EDITOR VISUAL PAGER GIT_EDITOR GIT_PAGER MANPAGER BROWSER ZDOTDIR INPUTRC NODE_EXTRA_CA_CERTS HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy npm_config_registry NPM_CONFIG_REGISTRY PIP_INDEX_URL PIP_EXTRA_INDEX_URL UV_INDEX_URL UV_DEFAULT_INDEX OPENAI_BASE_URL ANTHROPIC_BASE_URL".split(
    " ",
  ),
);

/** Of these only a value that leads to a program or another place is one; the rest is ordinary tuning. */
export const TUNING: ReadonlyMap<string, RegExp> = new Map([
  [
    "NODE_OPTIONS",
    /^\s*(?:(?:--max[-_]old[-_]space[-_]size=\d+|--max-http-header-size=\d+|--no-warnings(?:=\w+)?|--enable-source-maps|--trace-\w+(?:-\w+)*|--dns-result-order=\w+|--no-deprecation|--disable-warning=\w+|--experimental-vm-modules|--openssl-legacy-provider|--unhandled-rejections=\w+|\$|\u0001)\s*)*$/,
  ],
  // An allocator of memory that the system has, by its name or in its own folder.
  ["LD_PRELOAD", /^(?:\/usr\/lib(?:64)?\/(?:[\w-]+\/)?)?lib(?:mimalloc|jemalloc|tcmalloc(?:_minimal)?)\.so(?:\.\d+)*$/],
  ["LD_LIBRARY_PATH", /^(?:\/usr\/|\/opt\/)[\w./:\u0001-]*$/],
  ["PAGER", /^(?:cat|less(?: -\w+)*|more|true|)$/],
  ["GIT_PAGER", /^(?:cat|less(?: -\w+)*|more|true|)$/],
  ["MANPAGER", /^(?:cat|less(?: -\w+)*|more|)$/],
  ["EDITOR", /^(?:true|cat|vi|vim|nvim|nano|emacs|code(?: --wait)?|:|)$/],
  ["GIT_EDITOR", /^(?:true|cat|vi|vim|nvim|nano|emacs|code(?: --wait)?|:|)$/],
  ["VISUAL", /^(?:true|cat|vi|vim|nvim|nano|emacs|code(?: --wait)?|:|)$/],
  ["BROWSER", /^(?:none|true|echo|)$/],
  ["GIT_SSH_COMMAND", /^ssh(?: -(?:i|o|p|F) ?[^\s;&|`$(]+| -[46qTv]+)*$/],
  ["GIT_ASKPASS", /^(?:true|echo|\/bin\/(?:true|echo)|)$/],
  ["SSH_ASKPASS", /^(?:true|echo|\/bin\/(?:true|echo)|)$/],
  ["GIT_CONFIG_GLOBAL", /^\/dev\/null$/],
  ["GIT_CONFIG_COUNT", /^0$/],
  ["ENV", /^\w*$/],
  ["PYTHONINSPECT", /^$/],
]);
