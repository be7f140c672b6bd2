import { visible } from "#kernel/visible";
import type { LintRule } from "./rule.ts";

const MOST = 64;

/** Agent Skills specification: the name is the folder's. Letters of other scripts pass its reference validator and no other: a warning. */
export const sf002: LintRule = {
  id: "SF002",
  check({ head, skill, headLine }) {
    if (head === null) return [];
    const { name } = head;
    const fault =
      typeof name === "string" ? faultOf(name.normalize("NFKC"), skill.name.normalize("NFKC")) : refused(name === undefined ? "is missing" : "is no text");
    return fault === null
      ? []
      : [
          {
            level: fault.level,
            file: "SKILL.md",
            line: headLine("name"),
            args: { name: visible(typeof name === "string" ? name : name === undefined ? "" : JSON.stringify(name)), why: fault.why },
          },
        ];
  },
};

type Fault = Readonly<{ level: "error" | "warn"; why: string }>;

function refused(why: string): Fault {
  return { level: "error", why };
}

function faultOf(name: string, folder: string): Fault | null {
  const length = Array.from(name).length;
  if (length < 1 || length > MOST) return refused(`is not 1 to ${MOST} characters long`);
  if (name !== name.toLowerCase() || !/^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u.test(name)) return refused("is not lower-case words joined by hyphens");
  if (name !== folder) return refused(`differs from the folder ${visible(folder)}`);
  return /^[a-z0-9-]+$/.test(name) ? null : { level: "warn", why: "holds letters other than a to z, which not every host takes" };
}
