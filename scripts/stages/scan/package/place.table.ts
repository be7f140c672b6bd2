/** A place that says what a file is for, whatever it holds. `block`: no skill needs it; `warn`: read and judged by content too. */
export type Place = Readonly<{ pattern: RegExp; what: string; disposition: "block" | "warn" }>;

const block = (pattern: RegExp, what: string): Place => ({ pattern, what, disposition: "block" });
const warn = (pattern: RegExp, what: string): Place => ({ pattern, what, disposition: "warn" });

/** The first that fits counts. Files whose content decides (`.npmrc`, `.gitattributes`, MCP servers, editor settings) stand in config.table.ts. */
export const PLACES: readonly Place[] = [
  block(
    /(?:^|\/)\.(?:yarnrc|pnpmfile\.[cm]?js|pypirc|condarc|gemrc|netrc|curlrc|wgetrc|pydistutils\.cfg)$/i,
    "Changes where packages come from or how they are installed",
  ),
  block(
    /(?:^|\/)(?:pip\.(?:conf|ini)|_netrc|\.bundle\/config|\.cargo\/config(?:\.toml)?|\.m2\/settings\.xml|\.gradle\/.*)$/i,
    "Changes where packages come from or how they are built",
  ),
  block(/(?:^|\/)\.yarn\/(?:releases|plugins)\//i, "Is run by the package manager itself"),
  block(/(?:^|\/)(?:\.git|\.hg|\.svn)(?:\/|$)/i, "Is the inside of a repository, whose settings and hooks are run"),
  block(
    /(?:^|\/)(?:\.husky|\.githooks|\.git-hooks|git-hooks)\/|(?:^|\/)(?:\.pre-commit-config\.ya?ml|\.?lefthook(?:-local)?\.(?:ya?ml|json|toml)|\.huskyrc[^/]*|\.simple-git-hooks\.[^/]+|\.overcommit\.yml)$/i,
    "Holds hooks that git runs by itself",
  ),
  block(
    /(?:^|\/)hooks\/(?:pre-commit|commit-msg|prepare-commit-msg|post-commit|pre-push|post-checkout|post-merge|pre-rebase|post-rewrite|pre-receive|post-receive)$/i,
    "Is called like a hook that git runs by itself",
  ),
  block(/(?:^|\/)\.(?:gitmodules|gitconfig|hgrc)$/i, "Changes what git does with the files"),
  block(/(?:^|\/)(?:\.idea|\.fleet|\.zed|\.nova|\.vs)\//i, "Holds tasks or settings that an editor runs"),
  block(
    /(?:^|\/)(?:\.(?:vimrc|exrc|nvimrc|nvim\.lua|emacs|dir-locals\.el)|\.nvim\/.*|[^/]+\.(?:sublime-project|code-workspace))$/i,
    "Is run or obeyed by an editor that opens the folder",
  ),
  block(/(?:^|\/)(?:\.cursorrules|\.windsurfrules|\.clinerules|\.roorules|\.goosehints|\.aider\.conf\.yml)(?:\/|$)/i, "Changes the rules of an agent"),
  block(/(?:^|\/)\.github\/copilot-instructions\.md$/i, "Changes the rules of an agent"),
  warn(/(?:^|\/)\.claude\/(?:skills|agents|commands)\/.+\.md$/i, "Holds instructions of an agent"),
  block(
    /(?:^|\/)\.(?:claude|cursor|codex|gemini|continue|windsurf|roo|kiro|aider|opencode|amp|goose|qwen|trae|augment|junie)(?:\/|$)/i,
    "Holds settings of an agent",
  ),
  block(
    /(?:^|\/)\.(?:envrc|env)(?:\.(?!(?:example|sample|template)(?:\.(?:txt|md))?$|dist$|defaults?$|schema$|txt$|md$)[^/]*)?$/i,
    "Sets environment variables",
  ),
  block(/(?:^|\/)(?:sitecustomize|usercustomize)\.py$|\.pth$/i, "Is run whenever Python starts"),
  // these are read from the folder in which the program starts; those of a shell only from the home folder, so there the copying is the attack
  block(
    /(?:^|\/)\.(?:Rprofile|Renviron|irbrc|pryrc|lldbinit|gdbinit|psqlrc|sqliterc|pdbrc(?:\.py)?|pyrc|ipython\/.*)$/i,
    "Is run when a program starts in the folder",
  ),
  warn(
    /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|kshrc|inputrc|xinitrc|xprofile|tmux\.conf|screenrc|pythonrc|ssh\/.*|config\/.*)$/i,
    "Is run or obeyed when it lies in the home folder",
  ),
  block(/\.(?:lnk|url|webloc|reg|scf|library-ms|search-ms)$|(?:^|\/)(?:autorun\.inf|desktop\.ini)$/i, "Is obeyed by the system that opens the folder"),
  warn(/\.(?:service|timer|socket|desktop|plist)$|(?:^|\/)(?:crontab|cron\.d\/.*)$/i, "Is started by the system once it is installed"),
  warn(
    /(?:^|\/)(?:\.github\/(?:workflows|actions)\/.+|\.gitlab-ci\.ya?ml|\.circleci\/.*|azure-pipelines\.ya?ml|\.travis\.yml|bitbucket-pipelines\.ya?ml|appveyor\.ya?ml|\.drone\.ya?ml|cloudbuild\.ya?ml|action\.ya?ml)$/i,
    "Holds jobs that a code host runs",
  ),
  warn(/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i, "Holds containers that other programs run"),
];

/** Hidden files of everyday work, which say nothing worse than what their content says. */
export const HARMLESS_HIDDEN =
  /(?:^|\/)(?:\.(?:gitignore|gitkeep|keep|gitattributes|editorconfig|prettierrc(?:\.\w+)?|prettierignore|eslintignore|eslintrc(?:\.\w+)?|babelrc(?:\.json)?|swcrc|mocharc\.\w+|nycrc(?:\.json)?|stylelintrc(?:\.\w+)?|npmignore|npmrc|yarnrc\.yml|clawhubignore|clawdhubignore|nvmrc|node-version|python-version|ruby-version|tool-versions|markdownlint(?:-cli2)?\.(?:json|jsonc|ya?ml)|markdownlintignore|dockerignore|shellcheckrc|yamllint(?:\.ya?ml)?|pylintrc|flake8|coveragerc|ruff\.toml|nojekyll|vscodeignore|env\.(?:(?:example|sample|template)(?:\.(?:txt|md))?|dist|defaults?|schema|txt|md)|mcp\.json)|\.(?:claude|codex|cursor|kimi|agents)-?plugin\/(?:plugin|marketplace)\.json|\.github\/(?:[A-Za-z_]+\.md|ISSUE_TEMPLATE\/.+|PULL_REQUEST_TEMPLATE\.md|dependabot\.ya?ml|FUNDING\.yml|CODEOWNERS))$/;

/** What hosts write into a skill when they install it; nothing else in those folders is theirs. */
export const HOST_FILES = /^(?:\.openclaw\/source-origin\.json|\.clawhub\/origin\.json|\.clawdhub\/origin\.json)$/;

/** A program behind the ending of something that is none. */
export const DOUBLE_ENDING =
  /\.(?:png|jpe?g|gif|webp|bmp|ico|svg|pdf|txt|md|rtf|csv|tsv|json|ya?ml|xml|html?|docx?|xlsx?|pptx?|mp[34]|mov|avi|wav|zip|log)\s*\.(?:[cm]?jsx?|py[wc]?|sh|bash|zsh|fish|exe|bat|cmd|com|ps1|psm1|scr|pif|vbs|vbe|wsf|hta|jar|app|command|rb|pl|php|lnk|url|reg|msi|dll|so)$/i;

/** Kinds that are never text: a text under such a name is something else than it says. */
export const NEVER_TEXT =
  /\.(?:png|jpe?g|gif|webp|bmp|ico|tiff?|avif|heic|mp[34]|m4a|wav|ogg|flac|mov|avi|mkv|webm|ttf|otf|woff2?|eot|docx?|xlsx?|pptx?|zip|gz|tgz|tar)$/i;
