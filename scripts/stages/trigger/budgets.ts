import { HOST_IDS, HOSTS } from "#kernel/hosts.table";
import type { ListingBudget } from "#kernel/trigger";

type Listed = Readonly<{ name: string; description: string }>;

/**
 * Characters of the list of skills that each host puts before its model: OpenClaw `skills.limits.maxSkillsPromptChars` (18,000), Claude Code 1% of the
 * context window (8,000 of 200,000 tokens at four characters each). What is over is cut, and nobody is told which skill went missing.
 */
const LIMITS = HOST_IDS.flatMap((host) => (HOSTS[host].listing === null ? [] : [{ host, limit: HOSTS[host].listing }]));
/** From this share of the limit on there is a warning. */
const NEAR = 0.8;

/** Skills that a host sees, and a proposal (null: none) that takes the place of one with its name -> what their listing costs before and after. */
export function listingBudgets(installed: readonly Listed[], proposal: Listed | null): readonly ListingBudget[] {
  const before = lengthOf(installed);
  const after = proposal === null ? before : lengthOf([...installed.filter((one) => one.name !== proposal.name), proposal]);
  return LIMITS.map(({ host, limit }) => ({ host, limit, before, after, state: after > limit ? "over" : after > NEAR * limit ? "near" : "fits" }));
}

/** A name that several roots hold is listed once: the nearest root wins, and it comes first. */
function lengthOf(skills: readonly Listed[]): number {
  const nearest = new Map<string, Listed>();
  for (const one of skills) if (!nearest.has(one.name)) nearest.set(one.name, one);
  return [...nearest.values()].reduce((sum, { name, description }) => sum + Array.from(name).length + Array.from(description).length, 0);
}
