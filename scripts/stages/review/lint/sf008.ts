import { HOST_IDS, HOSTS } from "#kernel/hosts.table";
import type { Hit, LintRule } from "./rule.ts";

/** From this share of a host's list on there is a warning. */
const NEAR = 0.8;

/** What does not fit the list is cut by the host, and nobody is told which skill went missing. Without a named host the widest list counts. */
export const sf008: LintRule = {
  id: "SF008",
  check({ head, skill, installed, host, headLine }) {
    const hosts = (host === null ? HOST_IDS : [host]).map((id) => ({ id, ...HOSTS[id] }));
    const { listing, entry, id } = hosts.reduce((a, b) => ((b.listing ?? 0) > (a.listing ?? 0) ? b : a));
    const own = lengthOf(skill.name, typeof head?.["description"] === "string" ? head["description"].trim() : "");
    const all = own + installed.filter((one) => one.name !== skill.name).reduce((sum, one) => sum + lengthOf(one.name, one.description), 0);
    const hit = (level: Hit["level"], why: string): Hit => ({ level, file: "SKILL.md", line: headLine("description"), args: { why } });
    return [
      ...(entry !== null && own > entry ? [hit("error", `the listing takes ${own} characters, more than ${entry} of ${id}`)] : []),
      ...(listing !== null && all > listing * NEAR
        ? [hit(all > listing ? "error" : "warn", `all listings together take ${all} of ${listing} characters of ${id}`)]
        : []),
    ];
  },
};

function lengthOf(name: string, description: string): number {
  return Array.from(name).length + Array.from(description).length;
}
