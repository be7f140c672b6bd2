import { isRecord, leavesOf } from "./entries.ts";
import type { Report } from "../mark.ts";
import { readCommandLine } from "../prose/commands.ts";
import { COMMON_PROGRAMS, HOOK_KEYS, ON_INSTALL, ON_INSTALL_OF_OTHERS, ON_PUBLISH, ONLY_COMPILES, ONLY_SAYS, TOOL_KEYS } from "./npm.table.ts";
import { isUnprotected } from "./origin.ts";

/** A word of the file -> its place there. */
export type Find = (word: string) => readonly [number, number];
type Data = Readonly<Record<string, unknown>>;

const GROUPS = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies", "overrides", "resolutions"];

/**
 * Parsed JSON of a package.json -> marks for what npm, its relatives and the tools it configures do with it. `find` gives the place of a word in the
 * text; `isInstalled`: it is the file of a package right below a node_modules.
 */
export function checkPackage(data: unknown, find: Find, report: Report, isInstalled = false): void {
  if (!isRecord(data)) return;
  checkScripts(data, isInstalled, find, report);
  checkDependencies(data, find, report);
  checkEntries(data, find, report);
  checkTools(data, find, report);
}

function checkScripts(data: Data, isInstalled: boolean, find: Find, report: Report): void {
  const scripts = isRecord(data["scripts"]) ? data["scripts"] : {};
  for (const [name, command] of Object.entries(scripts)) {
    const [start, end] = find(`"${name}"`);
    const isInstall = ON_INSTALL.test(name);
    const isRun = isInstalled ? ON_INSTALL_OF_OTHERS.test(name) : isInstall;
    if (isRun && !isHarmless(command, scripts)) report({ rule: "package-lifecycle", start, end, args: { name } });
    else if (isInstall || ON_PUBLISH.test(name)) report({ rule: "package-lifecycle", start, end, args: { name }, disposition: "warn", severity: "low" });
    if (typeof command === "string") readCommandLine(command, { start, end }, report);
  }
  if (data["gypfile"] === true) {
    const [start, end] = find('"gypfile"');
    report({ rule: "package-lifecycle", start, end, args: { name: "install (gypfile)" } });
  }
}

/** Follows `npm run x` to what it is; a script it does not have, or a circle, is not harmless. */
function isHarmless(command: unknown, scripts: Data, depth = 0): boolean {
  if (typeof command !== "string" || command.length > 400 || depth > 5) return false;
  const text = command.trim();
  if (ONLY_SAYS.test(text)) return true;
  return text.split("&&").every((part) => {
    const one = part.trim();
    if (!ONLY_COMPILES.test(one)) return ONLY_SAYS.test(one);
    const called = /^(?:npm|pnpm|yarn|bun) (?:run )?([\w:-]+)$/.exec(one)?.[1];
    return called === undefined
      ? true
      : [`pre${called}`, called, `post${called}`].every((name) =>
          scripts[name] === undefined ? name !== called : isHarmless(scripts[name], scripts, depth + 1),
        );
  });
}

function checkDependencies(data: Data, find: Find, report: Report): void {
  const pnpm = isRecord(data["pnpm"]) ? data["pnpm"] : {};
  const groups = [...GROUPS.map((key) => data[key]), pnpm["overrides"], pnpm["patchedDependencies"]];
  for (const [name, version] of groups.flatMap((group) => pairsOf(group))) {
    const [start, end] = find(`"${name}"`);
    // A link makes a package of its own of what lies there, with all scripts of one.
    if (/(?:^|[:/\\])node_modules[/\\]/.test(version)) report({ rule: "package-entry", start, end, args: { name, path: version.slice(0, 80) } });
    else if (
      /^(?:git|ssh|https?|file|link|portal|patch|exec|npm|jsr|github|gitlab|bitbucket|gist)(?:\+\w+)?:|^[\w.-]+\/[\w.-]+(?:#.*)?$|^(?:\.{0,2}\/|~\/)/.test(
        version,
      )
    )
      report({ rule: isUnprotected(version) ? "package-origin" : "package-dependency", start, end, args: { name, path: version.slice(0, 80) } });
    else if (/^(?:|\*|x|latest|next|>=?\s*0(?:\.0)*)$/.test(version.trim()))
      report({ rule: "unpinned-install", start, end, args: { text: `${name}@${version}`.slice(0, 80) } });
  }
  for (const key of ["trustedDependencies", "onlyBuiltDependencies"]) {
    const list = leavesOf(data[key] ?? pnpm[key]);
    if (list.length === 0) continue;
    const [start, end] = find(`"${key}"`);
    report({ rule: "package-build", start, end, args: { what: "Packages whose installation scripts are run", text: list.join(", ").slice(0, 100) } });
  }
  const manager = data["packageManager"];
  if (typeof manager === "string" && /[@+]?(?:https?|file):/i.test(manager)) {
    const [start, end] = find('"packageManager"');
    report({ rule: "package-config", start, end, args: { what: `Has a package manager fetched from an address and run (${manager.slice(0, 80)})` } });
  }
}

/** Name and version of every dependency, also of overrides, which nest. */
function pairsOf(group: unknown, depth = 0): readonly (readonly [string, string])[] {
  if (!isRecord(group) || depth > 4) return [];
  return Object.entries(group).flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : pairsOf(value, depth + 1)));
}

function checkEntries(data: Data, find: Find, report: Report): void {
  for (const key of ["bin", "main", "module", "exports", "imports", "browser", "directories", "man", "workspaces"]) {
    for (const path of leavesOf(data[key])) {
      const outside = /(?:^|\/)\.[^./]|\.\.(?:\/|$)|^(?:\/|~|[a-z]:|https?:|data:|file:)|\\|node_modules\//i.test(path.replace(/^\.\//, ""));
      if (!outside || (key === "workspaces" && path.startsWith("!"))) continue;
      const [start, end] = find(JSON.stringify(path));
      report({ rule: "package-entry", start, end, args: { name: key, path: path.slice(0, 80) } });
    }
  }
  const bin = data["bin"];
  const own = typeof data["name"] === "string" ? data["name"].slice(data["name"].lastIndexOf("/") + 1) : "";
  for (const name of typeof bin === "string" ? [own] : isRecord(bin) ? Object.keys(bin) : []) {
    const [start, end] = find(`"${name}"`);
    if (/[\\/]|\.\./.test(name))
      report({ rule: "package-entry", start, end, args: { name: `bin "${name.slice(0, 60)}"`, path: "a place outside of the folder of programs" } });
    else if (COMMON_PROGRAMS.has(name.replace(/\.(?:cmd|exe|ps1)$/i, "").toLowerCase()))
      report({ rule: "package-entry", start, end, args: { name: `bin "${name}"`, path: "the name of another program, which it replaces" } });
  }
}

function checkTools(data: Data, find: Find, report: Report): void {
  for (const key of HOOK_KEYS) {
    if (data[key] === undefined) continue;
    const [start, end] = find(`"${key}"`);
    report({ rule: "package-config", start, end, args: { what: `Installs hooks that git runs by itself ("${key}" in package.json)` } });
  }
  for (const key of TOOL_KEYS) checkToolPaths(data[key], find, report);
}

/** Values of tool settings -> marks for files outside of the package that the tool would load. */
export function checkToolPaths(settings: unknown, find: Find, report: Report): void {
  for (const text of leavesOf(settings)) {
    if (!/^(?:https?:|data:|file:|\/(?!\^|\*)[\w.-]+\/|~\/|(?:\.\.\/)+)/.test(text) || /^\/.*\/[a-z]*$/.test(text)) continue;
    const [start, end] = find(JSON.stringify(text));
    report({ rule: "package-build", start, end, args: { what: "A tool loads what lies outside of the skill", text: text.slice(0, 100) } });
  }
}
