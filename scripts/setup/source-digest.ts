/** What an answer of a stage depends on, as one digest: every source file behind the stage's entry, and every package it stands on. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** Stages whose answers are kept, or compared later, and the files each begins with. */
export const ENTRIES = {
  ANALYSER: ["stages/scan/scan.ts"],
  OBSERVER: ["stages/observe/observe.ts", "stages/observe/redaction/redact.ts"],
  MINER: ["stages/observe/patterns/mine.ts"],
} as const;

export type Entry = (typeof ENTRIES)[keyof typeof ENTRIES];

/** Static, re-exporting and dynamic imports. Those of types alone have no effect when the scan runs. */
const IMPORT = /^\s*(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s+)?"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** What generated modules carry of packages. `digests` are these digests themselves; finders, lexicons, validators and templates come from files of the closure or are no part of a stage. */
export const MADE_FROM: Readonly<Record<string, readonly string[]>> = {
  "#generated/digests": [],
  "#generated/finders": [],
  "#generated/lexicons": [],
  "#generated/python-grammar": ["tree-sitter-python", "web-tree-sitter"],
};

export type Behind = Readonly<{ files: readonly string[]; packages: readonly string[] }>;

/** Folder of the scripts and entry of a stage -> files (relative, sorted) and packages it reaches. Generated files count by what they are made from. */
export function codeBehind(scripts: string, entry: Entry): Behind {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open: string[] = [...entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const found of readFileSync(join(scripts, file), "utf8").matchAll(IMPORT)) {
      const name = found[1] ?? found[2] ?? "";
      if (name.startsWith("node:")) continue;
      if (name.startsWith("#generated/")) for (const one of madeFrom(name)) packages.add(one);
      else if (name.startsWith("#")) open.push(`${name.slice(1)}.ts`);
      else if (name.startsWith(".")) open.push(posix.join(posix.dirname(file), name));
      else packages.add(packageOf(name));
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() };
}

/** Folder of the program and entry of a stage -> SHA-256 over names and texts of those files, and over version and checksum of those packages with all they need. */
export function digestBehind(root: string, entry: Entry): string {
  const scripts = join(root, "scripts");
  const { files, packages } = codeBehind(scripts, entry);
  const sum = createHash("sha256");
  const add = (text: string) => sum.update(`${String(text.length)}:${text}`);
  for (const file of files) {
    add(file);
    add(readFileSync(join(scripts, file), "utf8").replaceAll("\r\n", "\n"));
  }
  for (const one of withTheirs(packages, join(root, "package-lock.json"))) add(one);
  return sum.digest("hex");
}

type Locked = Readonly<{
  version?: string;
  integrity?: string;
  dependencies?: Readonly<Record<string, string>>;
  peerDependencies?: Readonly<Record<string, string>>;
}>;

function withTheirs(packages: readonly string[], lock: string): readonly string[] {
  if (!existsSync(lock)) throw new Error(`${lock} is not there: the versions of the parsers are part of the ruleset`);
  const known = (JSON.parse(readFileSync(lock, "utf8")) as { packages: Readonly<Record<string, Locked>> }).packages;
  const found = new Map<string, Locked>();
  const open = packages.map((name) => ({ name, from: "" }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const place = placeOf(known, next.name, next.from);
    if (place === null || found.has(place)) continue;
    const locked = known[place] ?? {};
    found.set(place, locked);
    // the compiler behind the parser of TypeScript is a peer
    for (const name of Object.keys({ ...locked.dependencies, ...locked.peerDependencies })) open.push({ name, from: place });
  }
  return [...found].map(([place, { version, integrity }]) => `${place}@${version ?? ""} ${integrity ?? ""}`).sort();
}

/** Where Node would find a package: in the nearest node_modules at or above the one that asks. */
function placeOf(known: Readonly<Record<string, Locked>>, name: string, from: string): string | null {
  const above = from.split("/node_modules/");
  for (let depth = from === "" ? 0 : above.length; depth >= 0; depth--) {
    const folder = above.slice(0, depth).join("/node_modules/");
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (Object.hasOwn(known, place)) return place;
  }
  return null;
}

function madeFrom(name: string): readonly string[] {
  const from = MADE_FROM[name];
  if (from === undefined) throw new Error(`${name} is reached by the scan: say in ruleset.ts which packages it is made from`);
  return from;
}

function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}
