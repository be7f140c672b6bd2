import { type HostId, HOSTS } from "#kernel/hosts.table";
import type { ListingBudget } from "#kernel/trigger";

type Listed = Readonly<{ name: string; description: string }>;
/** What one host reads, nearest root first. */
export type Library = Readonly<{ host: HostId; skills: readonly Listed[] }>;

/** From this share of the limit on there is a warning. */
const NEAR = 0.8;

/**
 * What each host reads, and a proposal (null: none) that takes the place of one with its name -> what the listing costs before, and after were it deployed
 * there: characters of the list of skills that a host puts before its model (`HOSTS`, `listing`), hosts without a stated limit left out. What is over is
 * cut, and nobody is told which skill went missing.
 */
export function listingBudgets(libraries: readonly Library[], proposal: Listed | null): readonly ListingBudget[] {
  return libraries.flatMap(({ host, skills }) => {
    const limit = HOSTS[host].listing;
    if (limit === null) return [];
    const before = lengthOf(skills);
    const after = proposal === null ? before : lengthOf([...skills.filter((one) => one.name !== proposal.name), proposal]);
    return [{ host, limit, before, after, state: after > limit ? "over" : after > NEAR * limit ? "near" : "fits" }];
  });
}

/** A name that several roots hold is listed once: the nearest root wins, and it comes first. */
function lengthOf(skills: readonly Listed[]): number {
  const nearest = new Map<string, Listed>();
  for (const one of skills) if (!nearest.has(one.name)) nearest.set(one.name, one);
  return [...nearest.values()].reduce((sum, { name, description }) => sum + Array.from(name).length + Array.from(description).length, 0);
}
