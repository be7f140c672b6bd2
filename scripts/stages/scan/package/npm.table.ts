/** Scripts that `npm install`, `npm ci` (npm docs, "scripts": life cycle operation order), pnpm and yarn run by themselves in a folder. */
export const ON_INSTALL = /^(?:(?:pre|post)?(?:install|uninstall|prepare)|prepublish|dependencies|pnpm:devPreinstall)$/;
/** Of these, the ones that also run for a package that lies installed (npm docs, "scripts": prepare and prepublish are the root's own, and those of links and git). */
export const ON_INSTALL_OF_OTHERS = /^(?:pre|post)?(?:install|uninstall)$/;
/** Scripts that run by themselves when the author packs, versions or publishes. */
export const ON_PUBLISH = /^(?:(?:pre|post)?(?:publish|version)|prepublishOnly|prepack|postpack)$/;

/** A command that only says something: nothing in it is expanded, redirected or chained but to its like. */
export const ONLY_SAYS =
  /^(?:(?:echo|printf)\s+(?:"[^"$`\\]*(?:\\n[^"$`\\]*)*"|'[^']*'|[\w .,:!/-]*)|true|:|exit 0)(?:\s*&&\s*(?:(?:echo|printf)\s+(?:"[^"$`\\]*"|'[^']*'|[\w .,:!/-]*)|true|exit 0))*\s*$/;
/** Compilers that turn the package's own sources into others and run nothing of them. */
export const ONLY_COMPILES =
  /^(?:(?:npm|pnpm|yarn|bun) run [\w:-]+|yarn [\w:-]+|tsc(?:\s+(?:-b|--build|-p|--project|--noEmit|--declaration|--emitDeclarationOnly|[\w./-]*tsconfig[\w.-]*\.json|\.))*)$/;

/** Names under which everybody expects another program: a package that installs one of them is run in its place. */
export const COMMON_PROGRAMS: ReadonlySet<string> = new Set(
  "node npm npx yarn pnpm bun deno corepack tsc git gh ssh scp sftp rsync curl wget sudo su doas sh bash zsh fish dash env python python3 pip pip3 pipx uv uvx conda ruby gem bundle perl php composer go cargo rustc java javac mvn gradle make cmake gcc clang cc docker podman kubectl helm terraform aws az gcloud ls cat cp mv rm mkdir rmdir ln chmod chown find grep sed awk sort head tail tee xargs cut tr wc diff tar gzip zip unzip echo printf test kill ps top which whoami id date sleep open code vim vi nano emacs less more man apt apt-get brew systemctl crontab launchctl gpg openssl base64 jq claude codex gemini openclaw clawhub cursor pytest jest vitest eslint prettier".split(
    " ",
  ),
);

/** Keys of tool settings inside of package.json whose files the tool loads. */
export const TOOL_KEYS = [
  "babel",
  "eslintConfig",
  "jest",
  "mocha",
  "ava",
  "nyc",
  "c8",
  "tap",
  "prettier",
  "stylelint",
  "nodemonConfig",
  "commitlint",
  "release",
  "xo",
  "standard",
  "postcss",
  "webpack",
  "vite",
  "remarkConfig",
] as const;
/** Settings that install hooks of git. */
export const HOOK_KEYS = ["husky", "simple-git-hooks", "gitHooks", "ghooks", "pre-commit", "pre-push", "lefthook"] as const;
