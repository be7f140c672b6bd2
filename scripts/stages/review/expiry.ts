import type { Capsule } from "#kernel/capsule";

/** Has a proposal waited too long? `now` in milliseconds. Only what still waits for a person can expire. */
export function expired(capsule: Capsule, now: number): boolean {
  return (capsule.status === "staged" || capsule.status === "approved") && now >= Date.parse(capsule.expiresAt);
}
