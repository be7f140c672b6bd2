import { isAbsolute } from "node:path";
import type { Permission } from "#kernel/permission";
import type { Powers } from "#kernel/powers";
import { type LoadedPolicy, loadPolicy } from "#store/policy-file";
import { scanUnknown } from "./scanner.ts";
import { grantedTo } from "./granted.ts";
import { allowed, answerOf, type InstallAnswer, refusal } from "./install-answer.ts";
import { type InstallRequest, parseRequest } from "./install-request.ts";
import { readMaterial } from "./material.ts";

/** Names the person's policy.json for the gate. A path among the arguments would be taken for a script by the host. */
export const POLICY_VARIABLE = "SKILL_FORGE_POLICY";

/**
 * Request of an OpenClaw host -> its answer (`security.installPolicy`). Always an answer: whatever is unexpected is a block
 * that says why. Writes nothing, needs neither a home nor a workspace.
 */
export async function answerInstall(powers: Powers, request: Uint8Array): Promise<InstallAnswer> {
  try {
    const parsed = parseRequest(request);
    if ("why" in parsed) return refusal(parsed.why);
    // the doctor asks whether the program answers at all, with an empty folder
    return parsed.isProbe ? allowed() : await judge(powers, parsed);
  } catch (error) {
    return refusal(error instanceof Error ? error.message : "an unknown error");
  }
}

async function judge(powers: Powers, request: InstallRequest): Promise<InstallAnswer> {
  const facts = powers.files.facts(request.sourcePath);
  if (facts === null) return refusal("the path is not there");
  if (facts.kind !== (request.sourcePathKind === "directory" ? "folder" : "file")) return refusal(`the path is no plain ${request.sourcePathKind}`);
  const { policy, digest, accepted } = policyOf(powers);
  const { skill, problems } = readMaterial(powers.files, request.sourcePath, policy.scan.limits);
  const granted = grantsFor(request, policy, powers.clock.now());
  const named = { ...skill, name: request.targetName };
  const report = await scanUnknown(named, { profile: "imported", policy, policyDigest: digest, grants: { declared: null, granted }, problems, accepted });
  return answerOf(report, request, policy.scan.warnScore);
}

/** As shipped, or with the overlay that the environment names; a named one that is not there or damaged is no reason to go on without it. Throws POLICY_INVALID. */
function policyOf({ host, files }: Powers): LoadedPolicy {
  const path = host.env[POLICY_VARIABLE] ?? "";
  if (path === "") return loadPolicy(files, host.programRoot, null);
  if (!isAbsolute(path) || files.facts(path) === null) throw new Error(`the policy that ${POLICY_VARIABLE} names is not there`);
  return loadPolicy(files, host.programRoot, path);
}

/** Grants of the policy for a skill of this name that have not ended. A plugin has none: they are given to skills. */
function grantsFor({ targetName, targetType }: InstallRequest, policy: LoadedPolicy["policy"], now: number): readonly Permission[] {
  return targetType === "skill" ? grantedTo(policy, targetName, now) : [];
}
