import { validateOverlay, validatePolicy } from "#generated/validators";
import { join } from "node:path";
import { type Digest, digestOfJson } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import { mergePolicy, type Policy, type PolicyOverlay } from "#kernel/policy";
import type { ReadFiles } from "#kernel/powers";
import { faultOf, type Validator } from "./read-state.ts";

const LIMIT = 1 << 20;

/** The shipped policy with the person's overlay (absent: as shipped) -> the policy in force and its digest. Throws POLICY_INVALID with the place. Writes nothing. */
export function loadPolicy(files: ReadFiles, programRoot: string, overlayPath: string | null): Readonly<{ policy: Policy; digest: Digest }> {
  const shipped = checked<Policy>(files, join(programRoot, "policy", "policy.json"), validatePolicy);
  const overlay = overlayPath === null || files.facts(overlayPath) === null ? null : checked<PolicyOverlay>(files, overlayPath, validateOverlay);
  const unknown = Object.keys(overlay?.scan?.weights ?? {}).find((rule) => !Object.hasOwn(shipped.scan.weights, rule));
  if (unknown !== undefined)
    throw new ForgeError("POLICY_INVALID", `${overlayPath ?? ""}: /scan/weights/${unknown} names no soft rule; hard blocks have no weight`);
  const policy = mergePolicy(shipped, overlay);
  return { policy, digest: digestOfJson(policy) };
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
  if (!validate(value)) throw new ForgeError("POLICY_INVALID", `${path}: ${faultOf(validate)}`);
  return value as T;
}
