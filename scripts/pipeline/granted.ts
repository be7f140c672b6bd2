import { parsePermissions, type Permission } from "#kernel/permission";
import type { Policy } from "#kernel/policy";

/** Policy, name of a skill, now -> what the person granted to it in policy.json and what has not ended. */
export function grantedTo(policy: Policy, skill: string, now: number): readonly Permission[] {
  return policy.grants
    .filter((one) => one.skill === skill && (one.until === null || Date.parse(one.until) > now))
    .flatMap((one) => parsePermissions(one.permission));
}
