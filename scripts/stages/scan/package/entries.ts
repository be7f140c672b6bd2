import { tidyPath } from "../permissions.ts";
import { TOOL_KEYS } from "./npm.table.ts";

/** `bins` are started as commands, by the interpreter of their first line; `entries` are loaded as JavaScript. */
export type PackageEntries = Readonly<{ commands: readonly string[]; bins: readonly string[]; entries: readonly string[] }>;

const ENTRY_KEYS = ["main", "module", "exports", "imports", "browser"];

/** In the settings of a tool only a relative path can be a file that it loads; other values are words of its own. */
export function isOwnPath(text: string): boolean {
  return /^(?:\.\/|<rootDir>\/|[\w.-]+\/)[^*\s]+$/.test(text) || /^[\w-]+\.[cm]?[jt]sx?$/.test(text);
}

/** Path and parsed JSON of a package.json -> its commands and the files it names as programs, relative to the skill. */
export function entriesIn(path: string, data: unknown): PackageEntries {
  if (!isRecord(data)) return { commands: [], bins: [], entries: [] };
  const folder = folderOf(path);
  const named = [...ENTRY_KEYS.flatMap((key) => leavesOf(data[key])), ...TOOL_KEYS.flatMap((key) => leavesOf(data[key]).filter(isOwnPath))];
  const inSkill = (names: readonly string[]) => names.filter((one) => !one.includes("*")).map((one) => tidyPath(`${folder}/${one.replace("<rootDir>/", "")}`));
  return { commands: leavesOf(data["scripts"]), bins: inSkill(leavesOf(data["bin"])), entries: inSkill(named) };
}

/** Path of a script and a `#name` -> what the nearest package.json has it stand for (every condition); null when none has. */
export type Aliases = (from: string, specifier: string) => readonly string[] | null;

/** Parsed package.json files by path -> lookup of subpath imports (Node.js "Modules: packages", `imports`). Targets in the skill begin with `./` and are relative to it. */
export function aliasesOf(packages: ReadonlyMap<string, unknown>): Aliases {
  return (from, specifier) => {
    for (let folder = folderOf(from); ; folder = folderOf(folder)) {
      const data = packages.get(folder === "." ? "package.json" : `${folder}/package.json`);
      if (data !== undefined) return isRecord(data) ? targetsOf(data["imports"], specifier, folder) : null;
      if (folder === ".") return null;
    }
  };
}

function targetsOf(imports: unknown, specifier: string, folder: string): readonly string[] | null {
  if (!isRecord(imports)) return null;
  const exact = Object.hasOwn(imports, specifier) ? [specifier] : [];
  const pattern = Object.keys(imports)
    .filter((key) => {
      const [before = "", after = "", ...more] = key.split("*");
      return (
        key.includes("*") && more.length === 0 && specifier.startsWith(before) && specifier.endsWith(after) && specifier.length > before.length + after.length
      );
    })
    .sort((a, b) => b.indexOf("*") - a.indexOf("*") || b.length - a.length || (a < b ? -1 : 1));
  const key = exact[0] ?? pattern[0];
  if (key === undefined) return null;
  const star = key.includes("*") ? specifier.slice(key.indexOf("*"), specifier.length - (key.length - key.indexOf("*") - 1)) : "";
  const targets = leavesOf(imports[key]).map((one) => (key.includes("*") ? one.split("*").join(star) : one));
  return targets.length === 0 ? null : targets.map((one) => (one.startsWith(".") ? `./${tidyPath(`${folder}/${one}`)}` : one));
}

/** JSON -> every text in it: values of objects and items of lists, not too deep. */
export function leavesOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null && depth < 8 ? Object.values(value).flatMap((one) => leavesOf(one, depth + 1)) : [];
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}

/** Is it a JSON object? */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
