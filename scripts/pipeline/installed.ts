import { join } from "node:path";
import { parseFrontmatter } from "#kernel/frontmatter";
import type { InstalledSkill } from "#kernel/skill";
import { DEFAULT_TARGET, type TargetId } from "#kernel/targets.table";
import type { Context } from "./context.ts";
import { rootsOf } from "./hosts.ts";

/** The host's own limit for SKILL.md. */
const SKILL_BYTES = 256_000;
/** As deep as the host looks for skills. */
const DEPTH = 6;

/** Every skill that a host can see, in every root, nearest root first. What cannot be read is left out with a warning: it can still hold its name. */
export function installedSkills(context: Context, host: TargetId = DEFAULT_TARGET, project: string | null = null): readonly InstalledSkill[] {
  return rootsOf(context, host, project).flatMap(({ path, source, mayLink }) =>
    foldersWithSkill(context, path, DEPTH, mayLink).map((folder) => readInstalled(context, folder, path, source)),
  );
}

/** Folders with a SKILL.md at or below a folder; what lies inside of a skill is part of it. Hidden folders are passed over. `mayLink`: a link to a skill counts as well, and nothing below it is looked for. */
export function foldersWithSkill(context: Context, folder: string, depth: number, mayLink = false): readonly string[] {
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
  return names.flatMap((name) => {
    if (name.startsWith(".") || name === "node_modules") return [];
    const path = join(folder, name);
    const kind = files.facts(path)?.kind;
    if (kind === "link") return mayLink && files.facts(join(path, "SKILL.md")) !== null ? [path] : [];
    return kind === "folder" ? foldersWithSkill(context, path, depth - 1, mayLink) : [];
  });
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
