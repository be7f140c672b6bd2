import { tidyPath } from "../permissions.ts";
import type { Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import { isOwnPath, isRecord, leavesOf } from "./entries.ts";
import { checkToolPaths, type Find } from "./npm.ts";

/** Settings of tools in JSON whose texts name files that the tool loads as programs. */
const TOOL_FILE =
  /(?:^|\/)(?:\.babelrc(?:\.json)?|babel\.config\.json|\.eslintrc(?:\.json)?|\.mocharc\.jsonc?|\.nycrc(?:\.json)?|\.swcrc|\.prettierrc(?:\.json)?|\.stylelintrc(?:\.json)?|\.lintstagedrc(?:\.json)?|\.commitlintrc(?:\.json)?|\.releaserc(?:\.json)?|jest\.config\.json|nodemon\.json|ava\.config\.json|\.postcssrc(?:\.json)?|\.parcelrc|\.terserrc|angular\.json|nest-cli\.json|project\.json|vite\.config\.json|\.oxlintrc\.json)$/i;
const TSCONFIG = /(?:^|\/)(?:ts|js)config[^/]*\.json$/i;
/** Modules of the runtime: a project that maps their names replaces them. */
const RUNTIME = /^(?:node:.*|fs|path|os|http|https|net|crypto|child_process|util|events|stream|url|zlib|buffer|process|module|vm|worker_threads)(?:\/.*)?$/;

/** Is it the settings of a tool that loads what they name? */
export function isToolFile(path: string): boolean {
  return TOOL_FILE.test(path);
}

/** Path and parsed settings of a tool -> marks, and the skill's own files that the tool loads as JavaScript. */
export function checkTool(path: string, data: unknown, find: Find, report: Report): readonly Run[] {
  if (!isRecord(data)) {
    // what a compiler or a tool obeys and this scan cannot read could name anything
    if (data === undefined && (TSCONFIG.test(path) || TOOL_FILE.test(path)))
      report({ rule: "unread-parse", start: 0, end: 1, args: { language: "JSON", why: "it is the settings of a tool and no valid JSON" } });
    return [];
  }
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
  if (TSCONFIG.test(path)) return checkTsconfig(data, folder, find, report);
  if (/(?:^|\/)composer\.json$/i.test(path)) return checkComposer(data, find, report);
  if (/(?:^|\/)deno\.jsonc?$/i.test(path)) return checkDeno(data, folder, find, report);
  if (/(?:^|\/)package-lock\.json$|(?:^|\/)npm-shrinkwrap\.json$/i.test(path)) return checkLock(data, find, report);
  if (!TOOL_FILE.test(path)) return [];
  checkToolPaths(data, find, report);
  return programsIn(data, folder);
}

function programsIn(settings: unknown, folder: string): readonly Run[] {
  return leavesOf(settings)
    .filter((text) => isOwnPath(text) && !text.endsWith(".json"))
    .map((text) => ({ path: tidyPath(`${folder}/${text.replace("<rootDir>/", "")}`), language: "javascript" }));
}

/** `plugins` are loaded by editors with the rights of the person; `paths` can put a file in the place of a module. */
function checkTsconfig(data: Readonly<Record<string, unknown>>, folder: string, find: Find, report: Report): readonly Run[] {
  const options = isRecord(data["compilerOptions"]) ? data["compilerOptions"] : {};
  const plugins = leavesOf(options["plugins"]);
  const [start, end] = find('"plugins"');
  const foreign = plugins.filter((one) => /[\\/]/.test(one) && !one.startsWith("@"));
  if (foreign.length > 0)
    report({ rule: "package-build", start, end, args: { what: "A plugin that an editor loads", text: foreign.join(", ").slice(0, 100) } });
  for (const [name, targets] of Object.entries(isRecord(options["paths"]) ? options["paths"] : {})) {
    if (!RUNTIME.test(name)) continue;
    const [at, to] = find(JSON.stringify(name));
    report({ rule: "package-entry", start: at, end: to, args: { name, path: leavesOf(targets).join(", ").slice(0, 80) } });
  }
  checkToolPaths([leavesOf(data["extends"]).filter((one) => !/^\.\.\//.test(one)), options["plugins"], options["typeRoots"]], find, report);
  return programsIn([options["plugins"], data["ts-node"]], folder);
}

function checkComposer(data: Readonly<Record<string, unknown>>, find: Find, report: Report): readonly Run[] {
  for (const name of Object.keys(isRecord(data["scripts"]) ? data["scripts"] : {})) {
    const [start, end] = find(`"${name}"`);
    if (/^(?:pre|post)-(?:install|update|autoload|package|root|file|command|status|archive|create|operations|dependencies)/.test(name))
      report({ rule: "package-lifecycle", start, end, args: { name } });
  }
  for (const url of leavesOf(data["repositories"]).filter((one) => /^(?:[a-z+]+:|\/|\.\.)/i.test(one))) {
    const [start, end] = find(JSON.stringify(url));
    report({ rule: "package-dependency", start, end, args: { name: "repositories", path: url.slice(0, 80) } });
  }
  return [];
}

function checkDeno(data: Readonly<Record<string, unknown>>, folder: string, find: Find, report: Report): readonly Run[] {
  for (const target of leavesOf([data["imports"], data["scopes"]]).filter((one) => /^(?:https?|file|data):/i.test(one))) {
    const [start, end] = find(JSON.stringify(target));
    report({ rule: "package-dependency", start, end, args: { name: "imports", path: target.slice(0, 80) } });
  }
  return programsIn([data["imports"], isRecord(data["lint"]) ? data["lint"]["plugins"] : []], folder);
}

/** A source on a well-known host of projects, a mirror that many use, a folder: what any other host gives under the name of a package is nobody's that the name tells. */
function isOfAuthor(resolved: string): boolean {
  return /^(?:git\+)?(?:https|ssh|git):\/\/(?:[^/@]*@)?(?:[\w-]+\.)*(?:github\.com|gitlab\.com|bitbucket\.org|npmmirror\.com|npm\.taobao\.org|pkg\.github\.com|tencent\.com|tencentyun\.com|huaweicloud\.com|aliyun\.com)[/:]|^file:/i.test(
    resolved,
  );
}

/** A lock file decides where a package really comes from, whatever package.json says. */
function checkLock(data: Readonly<Record<string, unknown>>, find: Find, report: Report): readonly Run[] {
  const told = new Set<string>();
  for (const [name, entry] of Object.entries({
    ...(isRecord(data["dependencies"]) ? data["dependencies"] : {}),
    ...(isRecord(data["packages"]) ? data["packages"] : {}),
  })) {
    const resolved = isRecord(entry) ? entry["resolved"] : null;
    if (typeof resolved !== "string" || !/^[a-z+]+:/i.test(resolved) || /^https:\/\/registry\.(?:npmjs\.org|yarnpkg\.com)\//.test(resolved)) continue;
    const host = /^[a-z+]+:\/\/([^/]*)/i.exec(resolved)?.[1] ?? resolved;
    if (told.has(host)) continue;
    told.add(host);
    const [start, end] = find(JSON.stringify(resolved));
    const args = { name: name.replace(/^.*node_modules\//, "").slice(0, 60), path: resolved.slice(0, 80) };
    report({ rule: isOfAuthor(resolved) ? "package-dependency" : "package-origin", start, end, args });
  }
  return [];
}
