import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { ADAPTERS } from "#adapters/list";
import type { LogAdapter } from "#adapters/contract";
import { SAMPLES } from "../adapters/samples.ts";

/** How a file holds its records. */
export type Storage = "lines" | "document" | "text" | "database";
export type Piece = Readonly<{ path: string; storage: Storage }>;
/** One prepared store of an agent: copied for each case, and broken in one of its files. */
export type Store = Readonly<{ name: string; adapter: LogAdapter; folder: string; root: string; pieces: readonly Piece[]; lines: readonly string[] }>;

const FIXTURES = new URL("../fixtures/adapters/", import.meta.url).pathname;
const SEED_BYTES = 200_000;

/** Writes every sample once below `folder`. Records come from the samples and from the fixtures of the same agent. */
export function prepare(folder: string): readonly Store[] {
  return Object.entries(SAMPLES).map(([name, write]) => {
    const id = name.split(":")[0] ?? name;
    const adapter = ADAPTERS.find((one) => one.id === id);
    if (adapter === undefined) throw new Error(`the sample ${name} has no adapter`);
    const own = join(folder, name.replace(":", "-"));
    mkdirSync(own, { recursive: true });
    const { root } = write(own);
    const pieces = filesIn(own).map((path) => ({ path: relative(own, path), storage: storageOf(path) }));
    const sources = [...filesIn(own), ...filesIn(join(FIXTURES, id))].filter((path) => storageOf(path) !== "database");
    const lines = sources.flatMap((path) => linesIn(path));
    return { name, adapter, folder: own, root: relative(own, root), pieces, lines };
  });
}

/** A fresh copy of a store. */
export function copyOf(store: Store, folder: string): void {
  cpSync(store.folder, folder, { recursive: true, verbatimSymlinks: true });
}

function filesIn(folder: string): readonly string[] {
  const kind = lstatSync(folder, { throwIfNoEntry: false });
  if (kind?.isFile() === true) return [folder];
  if (kind?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => filesIn(join(folder, name)));
}

function storageOf(path: string): Storage {
  const head = readFileSync(path).subarray(0, 16).toString("latin1");
  if (head === "SQLite format 3\0" || /-(?:wal|shm)$/.test(path)) return "database";
  if (extname(path) === ".json") return "document";
  return extname(path) === ".jsonl" ? "lines" : "text";
}

/** Lines of a file that can be records by themselves; of a document, its members. */
function linesIn(path: string): readonly string[] {
  const text = readFileSync(path, "utf8");
  if (text.length > SEED_BYTES) return [];
  if (storageOf(path) !== "document") return text.split("\n").filter((line) => line.trim() !== "");
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map((one) => JSON.stringify(one));
  } catch {
    return [];
  }
}
