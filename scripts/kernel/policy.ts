import type { Static } from "typebox";
import type { AcceptanceSchema, AuditSchema, OverlaySchema, PolicySchema } from "./policy.schema.ts";

export type Policy = Static<typeof PolicySchema>;
export type PolicyOverlay = Static<typeof OverlaySchema>;

export type Keep = NonNullable<PolicyOverlay["keep"]>;

/** Generations that are kept of each skill at each place when policy.json says nothing (as Helm and Kubernetes do). */
export const KEEP: Keep = { generations: 10 };

/** Stands in the overlay, and is no part of the policy in force: it says something about one tree, and must not make every approval stale. */
export type StoredAcceptance = Static<typeof AcceptanceSchema>;

/** How the log is kept, with what holds when the person says nothing. */
export type AuditSettings = Readonly<Required<Static<typeof AuditSchema>>>;

export const AUDIT_AS_SHIPPED: AuditSettings = { segmentBytes: 64 << 20, anchors: [] };

/** Shipped policy and the person's overlay -> the policy in force, frozen. A part that the overlay leaves out stays as shipped. */
export function mergePolicy(shipped: Policy, overlay: PolicyOverlay | null): Policy {
  if (overlay === null) return deepFreeze(structuredClone(shipped));
  const { scan = {} } = overlay;
  return deepFreeze({
    schemaVersion: 1,
    support: { ...shipped.support, ...overlay.support },
    proposals: { ...shipped.proposals, ...overlay.proposals },
    skill: { ...shipped.skill, ...overlay.skill },
    scan: {
      limits: { ...shipped.scan.limits, ...scan.limits },
      warnScore: scan.warnScore ?? shipped.scan.warnScore,
      denyScore: scan.denyScore ?? shipped.scan.denyScore,
      weights: { ...shipped.scan.weights, ...scan.weights },
    },
    read: { ...shipped.read, ...overlay.read },
    approval: { ...shipped.approval, ...overlay.approval },
    grants: [...shipped.grants, ...(overlay.grants ?? [])],
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
