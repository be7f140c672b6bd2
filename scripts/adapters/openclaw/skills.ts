import type { ReadFiles } from "#kernel/powers";
import type { OpenclawState } from "./state.ts";
import { type SkillNames, skillNames } from "./strip/commands.ts";

/**
 * Agent -> names under which its skills can be called. Folder names stand for skill names (they are equal in every
 * skill that follows the specification); skills bundled with the program are not known from here.
 */
export function skillsOf(state: OpenclawState, agent: string, files: ReadFiles): SkillNames {
  return skillNames(state.skillRoots(agent).flatMap(({ path }) => foldersIn(path, files)));
}

function foldersIn(path: string, files: ReadFiles): readonly string[] {
  try {
    if (files.facts(path) === null) return [];
    return files.names(path).filter((name) => !name.startsWith(".") && name !== "node_modules" && files.facts(`${path}/${name}`)?.kind !== "file");
  } catch {
    return [];
  }
}
