import { ForgeError } from "#kernel/errors";
import type { LogCheck } from "./verify.ts";

/** What is said when something needs a whole log and this one is not. */
export function brokenChain(path: string, { status, firstBad, events }: LogCheck): ForgeError {
  const words = status === "rolled-back" ? "was rolled back" : "is broken";
  const where = firstBad === null || firstBad.line === 0 ? "" : ` at line ${firstBad.line}`;
  return new ForgeError("CHAIN_BROKEN", `the audit log ${words}${where}: ${firstBad?.detail ?? ""}`, {
    details: { path, status, line: String(firstBad?.line ?? 0), reason: firstBad?.reason ?? "", events: String(events) },
  });
}
