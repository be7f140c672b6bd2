import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Policy } from "#kernel/policy";
import type { Skill } from "#kernel/skill";
import { nodePowers } from "#platform/powers";
import { type ReadProblem, readFolder } from "#store/read-folder";

export type Label = "good" | "bad" | "unlabelled";

/** One skill of a collection, read into memory: `place` is its folder relative to the collection. */
export type Collected = Readonly<{ collection: string; place: string; label: Label; skill: Skill; problems: readonly ReadProblem[] }>;

export type Collection = Readonly<{ folder: string; commit: string; label: Label; skills: readonly Collected[] }>;

/** Names of files that say what a labelled skill is: a scan must not be judged by the words of its own answer sheet. */
const ANSWERS = /(?:^|\/)_expected\.json$/;
const LABELS: readonly (readonly [RegExp, Label])[] = [
  [/(?:^|\/)(?:benign|safe|safe-skills[^/]*|good)(?:\/|$)/, "good"],
  [/(?:^|\/)(?:malicious|bad)(?:\/|$)/, "bad"],
];

/**
 * Folder -> the skills in it: the topmost folders with a SKILL.md, or its direct subfolders when there is none. With the label `null`
 * the path says it (`benign/`, `safe/`, `malicious/`), and what says nothing is bad: that is how the labelled collections are laid out.
 */
export function readCollection(given: string, label: Label | null, limits: Policy["scan"]["limits"]): Collection {
  const folder = resolve(given);
  const files = nodePowers().files;
  const found = skillFolders(folder);
  const places = found.length > 0 ? found : subfolders(folder);
  const skills = places.map((place): Collected => {
    const { skill, problems } = readFolder(files, join(folder, place), limits);
    const kept = { name: skill.name, files: skill.files.filter((file) => !ANSWERS.test(file.path)) };
    return {
      collection: basename(folder),
      place,
      label: label ?? LABELS.find(([pattern]) => pattern.test(`${basename(folder)}/${place}`))?.[1] ?? "bad",
      skill: kept,
      problems,
    };
  });
  return { folder, commit: commitOf(folder), label: label ?? "unlabelled", skills };
}

function skillFolders(folder: string, prefix = "", depth = 0): readonly string[] {
  const entries = readdirSync(join(folder, prefix), { withFileTypes: true });
  if (prefix !== "" && entries.some((entry) => entry.isFile() && entry.name === "SKILL.md")) return [prefix];
  if (depth > 12) return [];
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== ".git" && entry.name !== "node_modules")
    .flatMap((entry) => skillFolders(folder, prefix === "" ? entry.name : `${prefix}/${entry.name}`, depth + 1))
    .toSorted();
}

function subfolders(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() && entry.name !== ".git" ? [entry.name] : []))
    .toSorted();
}

/** The commit of a checkout, or "unknown" for a folder that is none of its own. */
function commitOf(folder: string): string {
  if (!existsSync(join(folder, ".git"))) return "unknown";
  try {
    return execFileSync("git", ["-C", folder, "rev-parse", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}
