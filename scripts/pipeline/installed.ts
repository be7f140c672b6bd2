import { join } from "node:path";
import { parseFrontmatter } from "#kernel/frontmatter";
import type { InstalledSkill } from "#kernel/skill";
import type { Context } from "./context.ts";
import { skillRootOf } from "./places.ts";

/** The host's own limit for SKILL.md. */
const SKILL_BYTES = 256_000;
/** As deep as the host looks for skills. */
const DEPTH = 6;

/** Every skill that the host can see, in every root, nearest root first. What cannot be read is left out with a warning: it can still hold its name. */
export function installedSkills(context: Context): readonly InstalledSkill[] {
  return rootsOf(context).flatMap(({ path, source }) => foldersWithSkill(context, path, DEPTH).map((folder) => readInstalled(context, folder, path, source)));
}

function rootsOf(context: Context): readonly Readonly<{ path: string; source: string }>[] {
  const { openclaw, workspace } = context.places;
  const known = openclaw?.skillRoots(openclaw.defaultAgent) ?? [];
  if (workspace === null) return known;
  const own = skillRootOf(workspace);
  return known.some((root) => root.path === own) ? known : [{ path: own, source: "openclaw-workspace" }, ...known];
}

/** Folders with a SKILL.md at or below a folder; what lies inside of a skill is part of it. Hidden folders are passed over. */
export function foldersWithSkill(context: Context, folder: string, depth: number): readonly string[] {
  const { files } = context.powers;
  let names: readonly string[];
  try {
    if (files.facts(folder) === null) return [];
    names = files.names(folder);
  } catch {
    context.powers.note({ kind: "warning", text: `${folder} could not be read; skills in it are not compared` });
    return [];
  }
  if (names.includes("SKILL.md")) return [folder];
  if (depth === 0) return [];
  return names
    .filter((name) => !name.startsWith(".") && name !== "node_modules" && files.facts(join(folder, name))?.kind === "folder")
    .flatMap((name) => foldersWithSkill(context, join(folder, name), depth - 1));
}

function readInstalled(context: Context, folder: string, root: string, source: string): InstalledSkill {
  const base = folder.slice(folder.lastIndexOf("/") + 1);
  try {
    const text = new TextDecoder().decode(context.powers.files.bytes(join(folder, "SKILL.md"), SKILL_BYTES)).replace(/\r\n/g, "\n");
    const { head, body } = parseFrontmatter(text);
    const name = typeof head?.name === "string" ? head.name : base;
    return { name, description: typeof head?.description === "string" ? head.description : "", body, folder, root, source };
  } catch {
    context.powers.note({ kind: "warning", text: `${folder}/SKILL.md could not be read; only its name is compared` });
    return { name: base, description: "", body: "", folder, root, source };
  }
}
