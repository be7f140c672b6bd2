import { parseFrontmatter } from "#kernel/frontmatter";
import type { Skill } from "#kernel/skill";
import { entriesOf, type SkillFile, textOf } from "#kernel/tree";

/** What editors leave beside a file. */
const LITTER = /(^|\/)(\.[^/]*\.sw[a-p]|#[^/]*#|[^/]*~)$/;

/**
 * Files as a person left them -> the skill with a skill.json that lists exactly these files and the description of SKILL.md. Permissions stay as
 * skill.json names them; a skill.json that cannot be read stays as it is, and the gate says so. Leaves out what editors leave behind.
 */
export function editedSkill(skill: Skill): Skill {
  const files = skill.files.filter((file) => !LITTER.test(file.path));
  return { ...skill, files: files.map((file) => (file.path === "skill.json" ? manifestOf(file, files) : file)) };
}

/** The description that SKILL.md has now; null when there is none to be read. */
export function descriptionOf(skill: Skill): string | null {
  const main = skill.files.find((file) => file.path === "SKILL.md");
  const value = main === undefined ? null : parseFrontmatter(textOf(main)).head?.["description"];
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function manifestOf(manifest: SkillFile, files: readonly SkillFile[]): SkillFile {
  try {
    const value: unknown = JSON.parse(textOf(manifest));
    if (typeof value !== "object" || value === null || Array.isArray(value)) return manifest;
    const listed = entriesOf(files.filter((file) => file.path !== "skill.json")).map(({ path, bytes, sha256 }) => ({ bytes, path, sha256 }));
    const description = descriptionOf({ name: "", files });
    const next = { ...value, ...(description === null ? {} : { description }), files: listed };
    return { ...manifest, bytes: new TextEncoder().encode(`${JSON.stringify(next, null, 2)}\n`) };
  } catch {
    return manifest;
  }
}
