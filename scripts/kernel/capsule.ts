import type { Static } from "typebox";
import type { CapsuleSchema, CapsulesFileSchema, DecisionSchema, GateSchema } from "./capsule.schema.ts";

/** A generated skill and its life. A skill's bytes lie in staging or in the store; the capsule names them by digest. */
export type Capsule = Static<typeof CapsuleSchema>;
export type CapsuleStatus = Capsule["status"];
export type Decision = Static<typeof DecisionSchema>;
export type Gate = Static<typeof GateSchema>;
export type CapsulesFile = Static<typeof CapsulesFileSchema>;

/** Which states may follow which. Nothing but a decision leads out of `staged`, and approval never comes by itself. */
export const NEXT_STATUS: Readonly<Record<CapsuleStatus, readonly CapsuleStatus[]>> = {
  staged: ["approved", "rejected", "expired"],
  approved: ["promoted", "staged", "rejected", "expired"],
  rejected: ["staged", "expired"],
  promoted: ["rolled-back", "retired"],
  "rolled-back": ["promoted", "staged", "retired"],
  retired: ["staged", "promoted"],
  expired: ["staged"],
};

/** How a decision was given, and by whose signatures: `signature of ada, bob`. Names are of lower-case words, so it needs no escaping. */
export function howText({ how, approval }: Pick<Decision, "how" | "approval">): string {
  return how === "signature" ? `signature of ${(approval?.signatures ?? []).map((one) => one.name).join(", ")}` : how;
}
