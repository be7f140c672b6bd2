import type { ApprovalRule } from "#kernel/approval";
import type { Digest } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { ModelSettings } from "#kernel/model";
import type { AuditSettings, Keep, Policy, StoredAcceptance } from "#kernel/policy";
import type { Powers } from "#kernel/powers";
import { loadPolicy } from "#store/policy-file";
import { checkOwnPlaces } from "./own-places.ts";
import { type PlaceOptions, type Places, placesOf, readOnly } from "./places.ts";

/** `noModel`: act as if no model were configured. `tolerant`: go on with the shipped policy when the person's own is damaged. Looking and taking back must always work. */
export type ContextOptions = PlaceOptions & Readonly<{ dryRun: boolean; waitMs: number; tolerant: boolean; noModel?: boolean }>;

/** What every part of the pipeline is given: powers, places, the policy in force. */
export type Context = Readonly<{
  powers: Powers;
  places: Places;
  policy: Policy;
  policyDigest: Digest;
  policyFault: string | null;
  /** What policy.json itself says of how a yes is given; empty when it says nothing. */
  approval: Partial<ApprovalRule>;
  /** Warnings that the person accepted in skills scanned from a folder. */
  accepted: readonly StoredAcceptance[];
  /** The model that the person configured; null means that nothing is ever asked. */
  model: ModelSettings | null;
  /** How the log is kept. */
  audit: AuditSettings;
  /** How long the past is kept. */
  keep: Keep;
  /** Names this run in the count of what a model used. */
  run: string;
  dryRun: boolean;
  waitMs: number;
}>;

/** Powers and flags -> context. Throws POLICY_INVALID for a damaged policy.json, UNSAFE_PATH for a link in our own folders. Writes nothing. */
export function openContext(given: Powers, options: ContextOptions): Context {
  const powers = options.dryRun ? readOnly(given) : given;
  const places = placesOf(powers.host, powers.files, options);
  checkOwnPlaces(powers.files, places);
  const { policy, digest, fault, approval, accepted, model, audit, keep } = policyOf(powers, places, options.tolerant);
  const { dryRun, waitMs, noModel = false } = options;
  const known = { powers, places, policy, policyDigest: digest, policyFault: fault, approval, accepted, audit, keep };
  return { ...known, model: noModel ? null : model, run: powers.ids.hex(16), dryRun, waitMs };
}

function policyOf(powers: Powers, places: Places, tolerant: boolean) {
  try {
    return { ...loadPolicy(powers.files, powers.host.programRoot, places.policy), fault: null };
  } catch (error) {
    if (!tolerant || !(error instanceof ForgeError)) throw error;
    powers.note({ kind: "warning", text: `${error.message}; the shipped policy is used for this command` });
    return { ...loadPolicy(powers.files, powers.host.programRoot, null), fault: error.message };
  }
}

/** Now as it is written everywhere: ISO 8601 in UTC with milliseconds. */
export function nowOf(context: Context): string {
  return new Date(context.powers.clock.now()).toISOString();
}

/** Who acts: the person's account. How a decision was given stands in the decision. */
export function actorOf(context: Context): string {
  return `user:${context.powers.host.user}`;
}
