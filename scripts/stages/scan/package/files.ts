import type { Report } from "../mark.ts";
import { findCommands } from "../prose/commands.ts";
import { leavesOf } from "./entries.ts";

const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)\.(?:npmrc|yarnrc|yarnrc\.yml|pnpmfile\.[cm]?js|pypirc|pip\.conf|netrc)$/i, "Changes where packages come from or how they are installed"],
  [/(?:^|\/)(?:\.git\/|\.husky\/|\.githooks\/|\.pre-commit-config\.yaml$|lefthook\.ya?ml$)/i, "Holds hooks that git runs by itself"],
  [/(?:^|\/)\.(?:gitmodules|gitattributes|gitconfig)$/i, "Changes what git does with the files"],
  [/(?:^|\/)(?:\.vscode|\.idea|\.devcontainer|\.fleet|\.zed)\//i, "Holds tasks or settings that an editor runs"],
  [/(?:^|\/)(?:\.claude|\.cursor|\.codex|\.gemini|\.continue|\.windsurf|\.roo|\.kiro|\.aider|\.opencode)(?:\/|$)/i, "Holds settings of an agent"],
  [
    /(?:^|\/)(?:\.mcp\.json|mcp\.json|mcp_config\.json|claude_desktop_config\.json|\.cursorrules|\.windsurfrules|\.clinerules)$/i,
    "Starts servers for an agent or changes its rules",
  ],
  [/(?:^|\/)\.github\/(?:workflows|actions)\//i, "Holds jobs that a code host runs"],
  [
    /(?:^|\/)(?:\.gitlab-ci\.ya?ml|\.circleci\/.*|azure-pipelines\.ya?ml|\.travis\.yml|docker-compose\.ya?ml|compose\.ya?ml)$/i,
    "Holds jobs that other programs run",
  ],
  [/(?:^|\/)\.(?:env|envrc)(?:\.[^/]*)?$/i, "Sets environment variables"],
  [/(?:^|\/)(?:sitecustomize|usercustomize)\.py$|\.pth$/i, "Is run whenever Python starts"],
];

const LIFECYCLE = /^(?:pre|post)?(?:install|uninstall|pack|publish|version|prepare)$|^(?:prepublishOnly|dependencies)$/;
const HARMLESS_HIDDEN =
  /(?:^|\/)\.(?:gitignore|gitkeep|keep|editorconfig|prettierrc(?:\.json)?|prettierignore|eslintignore|npmignore|clawhubignore|nvmrc|node-version|markdownlint\.json|dockerignore)$/;
const HOST = /^\.(?:openclaw|clawhub)\//;

/** Path of a file -> marks for what it is by its place alone. */
export function checkPlace(path: string, report: Report): void {
  const refused = REFUSED.find(([pattern]) => pattern.test(path));
  if (refused !== undefined) report({ rule: "package-config", start: 0, end: 0, args: { what: refused[1] } });
  else if (/(?:^|\/)\.[^/.]/.test(path) && !HARMLESS_HIDDEN.test(path) && !HOST.test(path)) report({ rule: "hidden-file", start: 0, end: 0 });
  if (/[\u0000-\u001f\u007f]|\\|(?:^|\/)\.\.?(?:\/|$)|^\/|\p{Cf}/u.test(path))
    report({ rule: "unread-file", start: 0, end: 0, args: { why: "its name is no plain relative path" } });
  if (/\.(?:png|jpe?g|gif|svg|pdf|txt|md|csv|docx?)\.(?:[cm]?[jt]sx?|py|sh|exe|bat|cmd|ps1|scr)$/i.test(path))
    report({ rule: "package-entry", start: 0, end: 0, args: { name: "the file name", path: "a program behind a second ending" } });
}

/** Parsed JSON of a package file -> marks. `find` gives the offset of a word in the text. */
export function checkPackage(data: unknown, find: (word: string) => readonly [number, number], report: Report): void {
  if (!isRecord(data)) return;
  for (const [name, command] of Object.entries(isRecord(data["scripts"]) ? data["scripts"] : {})) {
    const [start, end] = find(`"${name}"`);
    if (LIFECYCLE.test(name)) report({ rule: "package-lifecycle", start, end, args: { name } });
    else if (typeof command === "string") findCommands(command, start, null, report);
  }
  for (const group of ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies", "overrides"]) {
    for (const [name, version] of Object.entries(isRecord(data[group]) ? data[group] : {})) {
      if (typeof version !== "string" || !/^(?:git|https?|file|link|npm|github|gitlab|bitbucket|gist)[+:]|^[\w.-]+\/[\w.-]+/.test(version)) continue;
      const [start, end] = find(`"${name}"`);
      report({ rule: "package-dependency", start, end, args: { name, path: version.slice(0, 80) } });
    }
  }
  for (const key of ["bin", "main", "module", "exports", "imports", "browser"]) {
    for (const path of leavesOf(data[key])) {
      if (!/(?:^|\/)\.[^./]|\.\.(?:\/|$)|^(?:\/|https?:|data:)|node_modules\//.test(path.replace(/^\.\//, ""))) continue;
      const [start, end] = find(`"${path}"`);
      report({ rule: "package-entry", start, end, args: { name: key, path: path.slice(0, 80) } });
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
