import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const LONG = 160;
const MANY = 4;

/**
 * Copies JSONL logs that a real program wrote, small and without this machine: the folder it ran in becomes `/home`,
 * long texts of the program's own (instructions, lists of tools) are cut. Every record stays.
 */
export function keepLogs(from: string, to: string, ranIn: string): void {
  const slug = (path: string): string => path.replace(/[^A-Za-z0-9]/g, "-");
  const clean = (text: string): string =>
    text
      .replaceAll(ranIn, "/home")
      .replaceAll(slug(ranIn), "-home")
      .replaceAll(ranIn.slice(1), "home")
      .replace(/Linux \d+\.[\w.-]+/g, "Linux 6.1.0")
      .replace(/\/tmp\/claude-\d+/g, "/var/claude");
  for (const path of filesBelow(from)) {
    if (!path.endsWith(".jsonl")) continue;
    const lines = readFileSync(path, "utf8").split("\n");
    const kept = lines.map((line) => (line === "" ? "" : JSON.stringify(shortened(JSON.parse(clean(line))))));
    const target = join(to, clean(path.slice(from.length)));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, kept.join("\n"));
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

function shortened(value: unknown): unknown {
  if (typeof value === "string") return value.length <= LONG ? value : `${value.slice(0, 60)} (cut) ${value.slice(-60)}`;
  if (Array.isArray(value)) return value.slice(0, MANY).map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}
