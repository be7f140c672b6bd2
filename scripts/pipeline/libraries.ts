import { HOST_IDS } from "#kernel/hosts.table";
import type { InstalledSkill } from "#kernel/skill";
import { DEFAULT_TARGET, isTarget } from "#kernel/targets.table";
import type { Library } from "#stages/trigger/budgets";
import type { Context } from "./context.ts";
import { isPresent } from "./hosts.ts";
import { installedSkills } from "./installed.ts";
import { pluginSkills } from "./plugin-skills.ts";

/**
 * The libraries that have to fit a list: what each host sees that is on this machine and of which the table of hosts says what a skill has to fit.
 * `openclaw`: what OpenClaw sees, which is read for other ends already. What Claude Code brings itself is not among it.
 */
export function libraries(context: Context, openclaw: readonly InstalledSkill[]): readonly Library[] {
  return HOST_IDS.flatMap((id): readonly Library[] => {
    if (id === DEFAULT_TARGET) return [{ host: id, skills: openclaw }];
    if (!isTarget(id) || !isPresent(context, id)) return [];
    const own = installedSkills(context, id);
    return [{ host: id, skills: id === "claude-code" ? [...own, ...pluginSkills(context)] : own }];
  });
}
