import { validateOverlay, validatePolicy } from "#generated/validators";
import { join } from "node:path";
import type { ApprovalRule } from "#kernel/approval";
import { type Digest, digestOfJson } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import { keyInFile, modelSettings, type ModelSettings } from "#kernel/model";
import { AUDIT_AS_SHIPPED, type AuditSettings, KEEP, type Keep, mergePolicy, type Policy, type PolicyOverlay, type StoredAcceptance } from "#kernel/policy";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { faultOf, type Validator } from "./read-state.ts";

const LIMIT = 1 << 20;

/** `approval`: what the overlay itself says of how a yes is given, as opposed to what is shipped. */
export type LoadedPolicy = Readonly<{
  policy: Policy;
  digest: Digest;
  accepted: readonly StoredAcceptance[];
  model: ModelSettings | null;
  audit: AuditSettings;
  approval: Partial<ApprovalRule>;
  keep: Keep;
}>;

/**
 * The shipped policy with the person's overlay (absent: as shipped) -> the policy in force, its digest, what the person accepted, and the model
 * they configured. The model is no part of the policy in force: it decides nothing, and must not make every approval stale.
 * Throws POLICY_INVALID with the place. Writes nothing.
 */
export function loadPolicy(files: ReadFiles, programRoot: string, overlayPath: string | null): LoadedPolicy {
  const shipped = checked<Policy>(files, join(programRoot, "policy", "policy.json"), validatePolicy);
  const overlay = overlayPath === null || files.facts(overlayPath) === null ? null : checked<PolicyOverlay>(files, overlayPath, validateOverlay);
  const unknown = Object.keys(overlay?.scan?.weights ?? {}).find((rule) => !Object.hasOwn(shipped.scan.weights, rule));
  if (unknown !== undefined)
    throw new ForgeError("POLICY_INVALID", `${overlayPath ?? ""}: /scan/weights/${unknown} names no soft rule; hard blocks have no weight`);
  const policy = mergePolicy(shipped, overlay);
  return {
    policy,
    digest: digestOfJson(policy),
    accepted: overlay?.accepted ?? [],
    model: modelOf(overlay, overlayPath),
    approval: overlay?.approval ?? {},
    audit: { ...AUDIT_AS_SHIPPED, ...overlay?.audit },
    keep: overlay?.keep ?? KEEP,
  };
}

function modelOf(overlay: PolicyOverlay | null, path: string | null): ModelSettings | null {
  if (overlay?.model === undefined) return null;
  const settings = modelSettings(overlay.model);
  if ("fault" in settings) throw new ForgeError("POLICY_INVALID", `${path ?? ""}: ${settings.fault}`);
  return settings;
}

/** Adds acceptances to the person's overlay, and to nothing else in it; the same finding of the same tree is kept once. Throws POLICY_INVALID for a damaged one. */
export function addAccepted(files: WriteFiles, overlayPath: string, added: readonly StoredAcceptance[]): void {
  const overlay = overlayAt(files, overlayPath);
  const key = (one: StoredAcceptance) => `${one.tree} ${one.fingerprint}`;
  const fresh = new Set(added.map(key));
  const accepted = [...(overlay.accepted ?? []).filter((one) => !fresh.has(key(one))), ...added];
  writeOverlay(files, overlayPath, { ...overlay, accepted });
}

/** What the person's overlay says of approvals -> this rule, so that it agrees with what was decided. Throws POLICY_INVALID for a damaged one. */
export function setApproval(files: WriteFiles, overlayPath: string, approval: ApprovalRule): void {
  writeOverlay(files, overlayPath, { ...overlayAt(files, overlayPath), approval: { ...approval } });
}

function overlayAt(files: ReadFiles, path: string): PolicyOverlay {
  return files.facts(path) === null ? { schemaVersion: 1 } : checked<PolicyOverlay>(files, path, validateOverlay);
}

function writeOverlay(files: WriteFiles, path: string, value: PolicyOverlay): void {
  if (!validateOverlay(value)) throw new ForgeError("UNEXPECTED", `${path} was about to be written in a form that does not fit its schema`);
  files.replace(path, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`), 0o600);
}

function checked<T>(files: ReadFiles, path: string, validate: Validator): T {
  const kind = files.facts(path)?.kind;
  if (kind !== undefined && kind !== "file") throw new ForgeError("POLICY_INVALID", `${path} is no plain file`, { details: { path } });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(files.bytes(path, LIMIT)));
  } catch (error) {
    throw new ForgeError("POLICY_INVALID", `${path} could not be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const key = keyInFile(typeof value === "object" && value !== null && "model" in value ? value.model : null);
  if (key !== null) throw new ForgeError("POLICY_INVALID", `${path}: ${key}`);
  if (!validate(value)) throw new ForgeError("POLICY_INVALID", `${path}: ${faultOf(validate)}`);
  return value as T;
}
