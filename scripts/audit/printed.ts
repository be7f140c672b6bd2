import { hash } from "node:crypto";
import type { ReadFiles } from "#kernel/powers";
import { originOf } from "./checkpoint.ts";
import { logIdOf } from "./line.ts";
import { EMPTY_EDGE, grown, type Hash, leafHash, rootOf, spelled } from "./merkle.ts";
import { checkLog, type LogPlace } from "./read-log.ts";
import type { LogCheck } from "./verify.ts";

/**
 * A checkpoint that a person can write down: the number of events, and 24 letters and digits that stand for log, root and chain at that number (120 bits of a
 * SHA-256, so nobody finds a second log for them). Needs no key to compare; whoever holds the paper believes the paper.
 */
export type Printed = Readonly<{ size: number; code: string }>;

/** Without I, L, O and U, which are mistaken for others (Crockford). */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 6;

export function printedOf(point: Readonly<{ origin: string; size: number; root: Hash; chain: string }>): Printed {
  const digest = hash("sha256", `skill-forge/printed/v1\n${point.origin}\n${point.size}\n${spelled(point.root)}\n${point.chain}\n`, "buffer");
  const bits = BigInt(`0x${digest.subarray(0, 15).toString("hex")}`);
  const all = Array.from({ length: 4 * GROUPS }, (_, index) => LETTERS[Number((bits >> BigInt(5 * (4 * GROUPS - 1 - index))) & 31n)] ?? "").join("");
  return { size: point.size, code: (all.match(/.{4}/g) ?? []).join("-") };
}

/** What a person typed from paper -> the same; null when it is none. Case, blanks and the letters that are mistaken do not matter. */
export function parsePrinted(text: string): Printed | null {
  const [, size = "", rest = ""] = /^\s*(\d{1,15})[\s:]+([\dA-Za-z\s-]+)$/.exec(text) ?? [];
  const plain = rest.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replaceAll("O", "0");
  if (Number(size) < 1 || plain.length !== 4 * GROUPS || [...plain].some((one) => !LETTERS.includes(one))) return null;
  return { size: Number(size), code: (plain.match(/.{4}/g) ?? []).join("-") };
}

/** Every byte of the log, and whether it went through the state that was written down. Throws as checkLog does. */
export function checkPrinted(files: ReadFiles, place: LogPlace, { size, code }: Printed): LogCheck {
  let edge = EMPTY_EDGE;
  const codes: string[] = [];
  let id = "";
  const check = checkLog(files, place, ({ seq, checksum, event }, line) => {
    if (seq === 0) id = logIdOf(event());
    if (edge.size >= size) return;
    edge = grown(edge, leafHash(new TextEncoder().encode(line)));
    if (edge.size === size) codes.push(printedOf({ origin: originOf(id), size, root: rootOf(edge), chain: checksum }).code);
  });
  if (check.status !== "ok" || codes.includes(code)) return check;
  const isShort = codes.length === 0;
  const detail = isShort
    ? `${check.events} events are left of the ${size} that were written down`
    : `the first ${size} events are not the ones that were written down`;
  const firstBad = { line: Math.min(size, check.events + 1), reason: isShort ? ("shorter-than-anchor" as const) : ("rewritten" as const), detail };
  return { ...check, status: "rolled-back", firstBad };
}
