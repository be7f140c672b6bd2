import { readFileSync } from "node:fs";
import type { Acceptance, ScanReport } from "#kernel/finding";
import { parsePermissions } from "#kernel/permission";
import type { Policy } from "#kernel/policy";
import { prepareAll } from "#stages/scan/prepare";
import { scan, type ScanProblem } from "#stages/scan/scan";

await prepareAll();

export const POLICY = JSON.parse(readFileSync(new URL("../../../policy/policy.json", import.meta.url), "utf8")) as Policy;

export type Extra = Readonly<{
  grants?: readonly string[];
  problems?: readonly ScanProblem[];
  policy?: Policy;
  name?: string;
  accepted?: readonly Acceptance[];
}>;

/** Files by path -> report, in the shipped policy. */
export function scanOf(files: Readonly<Record<string, string | Uint8Array>>, profile: "compiled" | "imported", extra: Extra = {}): ScanReport {
  const skill = {
    name: extra.name ?? "sample",
    files: Object.entries(files).map(([path, content]) => ({
      path,
      bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
      mode: 0o644,
    })),
  };
  return scan(skill, {
    profile,
    policy: extra.policy ?? POLICY,
    policyDigest: "0".repeat(64),
    grants: { declared: null, granted: (extra.grants ?? []).flatMap(parsePermissions) },
    ...(extra.problems === undefined ? {} : { problems: extra.problems }),
    ...(extra.accepted === undefined ? {} : { accepted: extra.accepted }),
  });
}

export function rulesOf(report: ScanReport, disposition?: string): readonly string[] {
  return report.findings.filter((one) => disposition === undefined || one.disposition === disposition).map((one) => one.ruleId);
}
