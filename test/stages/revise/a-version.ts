import type { Gene } from "#kernel/gene";
import type { Skill } from "#kernel/skill";
import { textOf } from "#kernel/tree";
import { generate } from "#stages/generate/generate";
import { revise, type ReviseRequest, type Revised, type Unrevised } from "#stages/revise/revise";
import { withFile } from "../review/a-proposal.ts";

/** Gene -> the skill that the compiler makes of it. */
export function compiled(gene: Gene): Skill {
  return generate({ genes: [gene], template: null, name: null, description: null }).skill;
}

export function textIn(skill: Skill, path = "SKILL.md"): string {
  const file = skill.files.find((one) => one.path === path);
  if (file === undefined) throw new Error(`no ${path}`);
  return textOf(file);
}

/** The skill with its SKILL.md changed by hand. */
export function edited(skill: Skill, change: (text: string) => string): Skill {
  const after = withFile(skill, "SKILL.md", change);
  if (textIn(after) === textIn(skill)) throw new Error("the edit changed nothing");
  return after;
}

export function revision(base: Skill, wanted: Skill, live: Skill = base, parts: Partial<ReviseRequest> = {}): Revised | Unrevised {
  return revise({ base, wanted, live, number: 2, sessions: 9, rejected: [], more: 3, wording: false, ...parts });
}

/** As above, for what has to be a new version. */
export function revisedFrom(base: Skill, wanted: Skill, live: Skill = base, parts: Partial<ReviseRequest> = {}): Revised {
  const made = revision(base, wanted, live, parts);
  if (made.kind !== "revised") throw new Error(JSON.stringify(made));
  return made;
}
