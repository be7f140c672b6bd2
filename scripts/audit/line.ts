import { canonicalJson, type Json } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { EVENT_DOMAIN, FIRST_PREV, type ForgeEvent } from "#kernel/event";
import { DEPTH } from "./quick-data.ts";
import type { QuickLine, Verified } from "./quick-line.ts";

/** Every way in which a line can be wrong; each is checked for each line. */
export type BadReason =
  | "empty-file"
  | "torn"
  | "too-long"
  | "not-utf8"
  | "byte-order-mark"
  | "blank-line"
  | "not-json"
  | "not-canonical"
  | "wrong-fields"
  | "wrong-type"
  | "unknown-version"
  | "no-genesis"
  | "second-genesis"
  | "wrong-seq"
  | "wrong-prev"
  | "wrong-checksum"
  | "shorter-than-anchor"
  | "rewritten"
  | "other-log"
  | "missing-log"
  | "missing-segment"
  | "wrong-segment"
  | "no-anchor"
  | "no-checkpoint"
  | "anchor-removed";

/** What the next line has to follow. */
export type ChainState = Readonly<{ events: number; lastChecksum: string; logId: string | null }>;

export const EMPTY_CHAIN: ChainState = { events: 0, lastChecksum: FIRST_PREV, logId: null };

export type LineCheck = Verified | Readonly<{ ok: false; reason: BadReason; detail: string }>;

const FIELDS = "actor,checksum,data,prev,seq,ts,txn,type,v";
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const TYPE = /^[a-z]+(?:\.[a-z]+)+$/;
const HEX = /^[0-9a-f]{64}$/;

/** The id that a genesis gives to its log; empty for any other event. */
export function logIdOf({ data }: ForgeEvent): string {
  return typeof data.log === "string" ? data.log : "";
}

/**
 * One stored line (without its line break) and what it has to follow -> the event, or the first rule it breaks. The line
 * must be the canonical JSON of its record byte for byte, so that two texts can never carry one checksum. `quick` settles most lines of a walk sooner.
 */
export function checkLine(line: string, state: ChainState, quick: QuickLine = () => null): LineCheck {
  const verified = quick(line, state);
  if (verified !== null) return verified;
  const record = parsed(line);
  if (!record.ok) return record;
  const wrong = shapeOf(record.value) ?? canonicalFault(line, record.value);
  if (wrong !== null) return { ok: false, ...wrong };
  // the fields were checked one by one just above
  const event = record.value as unknown as ForgeEvent;
  const broken = linkFault(event, line, state);
  if (broken !== null) return { ok: false, ...broken };
  const { seq, type, checksum } = event;
  return { ok: true, seq, type, checksum, event: () => event };
}

type Fault = Readonly<{ reason: BadReason; detail: string }>;
type Fields = Readonly<Record<string, Json>>;

function parsed(line: string): Readonly<{ ok: true; value: Fields }> | Readonly<{ ok: false } & Fault> {
  if (line === "") return { ok: false, reason: "blank-line", detail: "the line is empty" };
  if (line.startsWith("\ufeff")) return { ok: false, reason: "byte-order-mark", detail: "the line begins with a byte order mark" };
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ok: true, value: value as Fields };
    return { ok: false, reason: "wrong-type", detail: "the line is no JSON object" };
  } catch {
    return { ok: false, reason: "not-json", detail: "the line is no JSON" };
  }
}

function shapeOf(record: Fields): Fault | null {
  // sorted as they stand in every line that is right; a line in another order is named by the canonical check
  const names = Object.keys(record);
  if (names.join() !== FIELDS && names.sort().join() !== FIELDS)
    return record.v !== undefined && record.v !== 1 ? unknownVersion : { reason: "wrong-fields", detail: `the fields must be ${FIELDS}` };
  if (record.v !== 1) return unknownVersion;
  const { seq, ts, type, actor, txn, data, prev, checksum } = record;
  const wrong =
    typeof seq !== "number" || !Number.isSafeInteger(seq) || seq < 0
      ? "seq"
      : typeof ts !== "string" || !TIME.test(ts)
        ? "ts"
        : typeof type !== "string" || !TYPE.test(type)
          ? "type"
          : typeof actor !== "string" || actor === ""
            ? "actor"
            : txn !== null && typeof txn !== "string"
              ? "txn"
              : typeof data !== "object" || data === null || Array.isArray(data)
                ? "data"
                : typeof prev !== "string" || !HEX.test(prev)
                  ? "prev"
                  : typeof checksum !== "string" || !HEX.test(checksum)
                    ? "checksum"
                    : null;
  return wrong === null ? null : { reason: "wrong-type", detail: `the field ${wrong} has a wrong type or form` };
}

const unknownVersion: Fault = { reason: "unknown-version", detail: "a version of the record that this program does not know" };

/** Parsing drops double keys, so comparing with what a writer would have written finds them along with any other spelling. */
function canonicalFault(line: string, record: Fields): Fault | null {
  const fault: Fault = {
    reason: "not-canonical",
    detail: "the line is not the canonical JSON of its record (double key, order, white space, number or escape)",
  };
  const seen: Seen = { sorted: true, whole: true, deep: false };
  look(record, seen, 0);
  if (seen.deep) return { reason: "wrong-type", detail: `data nested deeper than ${DEPTH} levels` };
  if (!seen.whole) return { reason: "wrong-type", detail: "a number that is no whole number within 2^53" };
  // the quick way holds for sorted keys and well-formed text; what it does not settle goes the long way
  if (seen.sorted && JSON.stringify(record) === line && !line.includes("\\ud")) return null;
  try {
    return canonicalJson(record) === line ? null : fault;
  } catch {
    return fault;
  }
}

type Seen = { sorted: boolean; whole: boolean; deep: boolean };

/** One walk: are the keys of every object in order, and are all numbers whole? Goes no deeper than anything that is written. */
function look(value: Json, seen: Seen, depth: number): void {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) seen.whole = false;
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if (depth > DEPTH) {
    seen.deep = true;
    return;
  }
  const list = Array.isArray(value);
  let last = "";
  for (const [key, part] of Object.entries<Json>(value)) {
    if (!list && key < last) seen.sorted = false;
    last = key;
    look(part, seen, depth + 1);
  }
}

function linkFault(event: ForgeEvent, line: string, state: ChainState): Fault | null {
  if (event.seq !== state.events) return { reason: "wrong-seq", detail: `seq is ${event.seq} where ${state.events} has to come` };
  if (event.seq === 0 && (event.type !== "log.created" || typeof event.data.log !== "string"))
    return { reason: "no-genesis", detail: "the first event must be log.created with the id of the log" };
  if (event.seq > 0 && event.type === "log.created") return { reason: "second-genesis", detail: "log.created can only come first" };
  if (event.prev !== state.lastChecksum) return { reason: "wrong-prev", detail: "prev is not the checksum of the event before" };
  if (checksumOfLine(line, event) !== event.checksum) return { reason: "wrong-checksum", detail: "the checksum does not fit the record" };
  return null;
}

/** The checksum member stands second in the canonical line; cut out, the rest is the canonical record it was made of. */
function checksumOfLine(line: string, event: ForgeEvent): string {
  const head = `{"actor":${JSON.stringify(event.actor)},`;
  const member = `"checksum":"${event.checksum}",`;
  return digestOf(`${EVENT_DOMAIN}${head}${line.slice(head.length + member.length)}`);
}
