import { ForgeError } from "#kernel/errors";
import type { LogCheck } from "./verify.ts";

const CODES = { ok: "UNEXPECTED", broken: "CHAIN_BROKEN", "rolled-back": "LOG_ROLLED_BACK", unanchored: "LOG_UNANCHORED" } as const;
const WORDS = { ok: "is whole", broken: "is broken", "rolled-back": "was rolled back", unanchored: "is not anchored any more" } as const;

/** What is said when something needs a whole log and this one is not. */
export function brokenChain(path: string, { status, firstBad, events }: LogCheck): ForgeError {
  const where = firstBad === null || firstBad.line === 0 ? "" : ` at line ${firstBad.line}${firstBad.file === undefined ? "" : ` (${firstBad.file})`}`;
  return new ForgeError(CODES[status], `the audit log ${WORDS[status]}${where}: ${firstBad?.detail ?? ""}`, {
    details: { path, status, line: String(firstBad?.line ?? 0), reason: firstBad?.reason ?? "", events: String(events) },
  });
}
