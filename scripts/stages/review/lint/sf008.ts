import type { Hit, LintRule } from "./rule.ts";

/** OpenClaw's prompt list holds 18,000 characters (formerly 30,000); a skill is listed with at most 1,536. */
const LIST = 18_000;
const ENTRY = 1_536;

/** What does not fit the list is cut by the host, and nobody is told which skill went missing. */
export const sf008: LintRule = {
  id: "SF008",
  check({ head, skill, installed }) {
    const own = listed(skill.name, typeof head?.["description"] === "string" ? head["description"] : "");
    const all = own + installed.filter((one) => one.name !== skill.name).reduce((sum, one) => sum + listed(one.name, one.description), 0);
    const hits: Hit[] = [];
    if (own > ENTRY) hits.push({ level: "error", file: "SKILL.md", line: 1, args: { why: `the listing takes ${own} characters, more than ${ENTRY}` } });
    if (all > LIST * 0.8)
      hits.push({ level: all > LIST ? "error" : "warn", file: "SKILL.md", line: 1, args: { why: `all listings take ${all} of ${LIST} characters` } });
    return hits;
  },
};

function listed(name: string, description: string): number {
  return name.length + description.length;
}
