import { join } from "node:path";
import type { LintWorld, StatedVersion } from "#stages/review/lint/rule";
import type { Context } from "./context.ts";

/** Folders in a project that hosts look for skills in: what lies around one is the project its skills are for. */
const HOST_FOLDERS = /\/\.(?:agents|claude|codex|cursor|gemini|github|opencode|qwen|goose)\/skills(?:\/|$)/;
/** Files that state versions are small. */
const FILE_BYTES = 1_000_000;

/** The project that a skill in this folder is for; null when the place does not tell. */
export function projectOf(folder: string): string | null {
  const found = HOST_FOLDERS.exec(`${folder}/`);
  return found === null ? null : folder.slice(0, found.index) || "/";
}

/** The machine as lint rules ask it: programs of PATH, files and stated versions of a project (null: none known). Null when there is no PATH to look at. */
export function lintWorld(context: Context, project: string | null): LintWorld | null {
  const { host, files } = context.powers;
  const folders = (host.env.PATH ?? "").split(":").filter((one) => one.startsWith("/"));
  if (folders.length === 0) return null;
  const there = (path: string) => {
    try {
      return files.facts(path) !== null;
    } catch {
      return false;
    }
  };
  const known = new Map<string, boolean>();
  return {
    program(name) {
      const before = known.get(name);
      if (before !== undefined) return before;
      const found = folders.some((folder) => there(join(folder, name)));
      known.set(name, found);
      return found;
    },
    file: (path) => (project === null ? null : there(join(project, path))),
    versions: project === null ? null : versionsOf((name) => textAt(context, join(project, name))),
  };
}

/** Files of a project by name -> what versions they state: package.json (engines and dependencies), version files of tool managers, pyproject.toml. */
export function versionsOf(read: (name: string) => string | null): ReadonlyMap<string, StatedVersion> {
  const found = new Map<string, StatedVersion>();
  const add = (name: string, text: unknown, from: string) => {
    const version = typeof text === "string" ? /^\s*(\^|~|>=?)?\s*v?(\d+(?:\.\d+){0,2})/.exec(text) : null;
    if (version?.[2] !== undefined && !found.has(name))
      found.set(name, {
        version: version[1] === undefined || version[1].startsWith(">") ? version[2] : (version[2].split(".")[0] ?? ""),
        atLeast: version[1]?.startsWith(">") ?? false,
        from,
      });
  };
  add("node", read(".nvmrc"), ".nvmrc");
  add("node", read(".node-version"), ".node-version");
  add("python", read(".python-version"), ".python-version");
  for (const line of (read(".tool-versions") ?? "").split("\n")) {
    const [name = "", version] = line.trim().split(/\s+/);
    add(name.replace(/^nodejs$/, "node"), version, ".tool-versions");
  }
  const manifest = mapOf(read("package.json"));
  for (const [name, version] of Object.entries(mapOf(manifest["engines"]))) add(name, version, "package.json");
  for (const key of ["dependencies", "devDependencies", "peerDependencies"])
    for (const [name, version] of Object.entries(mapOf(manifest[key]))) add(name.toLowerCase(), version, "package.json");
  add("python", /^requires-python\s*=\s*["']([^"']+)["']/m.exec(read("pyproject.toml") ?? "")?.[1], "pyproject.toml");
  return found;
}

/** JSON text or a value -> its map; empty when it is none. */
function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  let read: unknown = value;
  try {
    if (typeof value === "string") read = JSON.parse(value);
  } catch {
    return {};
  }
  return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Readonly<Record<string, unknown>>) : {};
}

function textAt({ powers: { files } }: Context, path: string): string | null {
  try {
    return files.facts(path)?.kind === "file" ? new TextDecoder().decode(files.bytes(path, FILE_BYTES)) : null;
  } catch {
    return null;
  }
}
