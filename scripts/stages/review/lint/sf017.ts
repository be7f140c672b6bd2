import { nearestSkill } from "../nearest.ts";
import type { LintRule } from "./rule.ts";

/** A library suffers from look-alikes, not from size: the wrong one is chosen. */
export const sf017: LintRule = {
  id: "SF017",
  check({ skill, installed, headLine }) {
    const nearest = nearestSkill(skill, installed);
    if (nearest === null || nearest.band === "distinct") return [];
    return [
      {
        level: nearest.band === "duplicate" ? "error" : "warn",
        file: "SKILL.md",
        line: headLine("description"),
        args: { percent: String(Math.round(nearest.score * 100)), other: nearest.name },
      },
    ];
  },
};
