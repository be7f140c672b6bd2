import type { Json } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { EVENT_DOMAIN, type EventType, type ForgeEvent } from "#kernel/event";

const ACTOR = /\{"actor":"([\w@.:/ -]+)","checksum":"/y;
const REST = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","txn":(null|"[\w-]*"),"type":"([a-z]+(?:\.[a-z]+)+)","v":1\}$/y;
const HEX = 64;

/**
 * A line that is right in every way and written as the writer writes -> its event, without parsing it whole and writing it again. Null for any other line, be it wrong or only
 * unusual: the long way then tells. The frame is compared byte by byte with what must stand there: sorted fields, plain text in `actor` and `txn` (nothing that JSON would
 * escape), number and checksum that have to come. What fits, and has canonical JSON for `data`, is the canonical JSON of its record.
 */
export function quickEvent(line: string, state: Readonly<{ events: number; lastChecksum: string }>): ForgeEvent | null {
  ACTOR.lastIndex = 0;
  const actor = ACTOR.exec(line)?.[1];
  if (actor === undefined) return null;
  const sum = ACTOR.lastIndex;
  const from = sum + HEX + DATA.length;
  const link = `${PREV}${state.lastChecksum}","seq":${state.events},"ts":"`;
  // what stands in `data` may look like it as well; then the end does not fit, and the long way is taken
  const to = line.indexOf(link, from);
  if (to < from || !line.startsWith(DATA, sum + HEX)) return null;
  REST.lastIndex = to + link.length;
  const [, ts = "", txn = "", type = ""] = REST.exec(line) ?? [];
  if (type === "" || type === "log.created") return null;
  const checksum = line.slice(sum, sum + HEX);
  // the record without its checksum: the head up to the field before it, and everything behind it
  if (digestOf(EVENT_DOMAIN + line.slice(0, sum - MEMBER.length) + line.slice(sum + HEX + 2)) !== checksum) return null;
  const data = canonicalObject(line.slice(from, to));
  if (data === null) return null;
  return {
    v: 1,
    seq: state.events,
    ts,
    type: type as EventType,
    actor,
    txn: txn === "null" ? null : txn.slice(1, -1),
    data,
    prev: state.lastChecksum,
    checksum,
  };
}

const DATA = '","data":';
const PREV = ',"prev":"';
const MEMBER = '"checksum":"';

function canonicalObject(text: string): ForgeEvent["data"] | null {
  if (!text.startsWith("{")) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  // written again it must be the same text, which leaves no room for double keys, white space or another spelling
  return isSortedAndWhole(value as Json) && JSON.stringify(value) === text && !text.includes("\\ud") ? (value as ForgeEvent["data"]) : null;
}

function isSortedAndWhole(value: Json): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isSortedAndWhole);
  const fields = value as Readonly<Record<string, Json>>;
  let last = "";
  for (const key in fields) {
    if (key < last || !isSortedAndWhole(fields[key] ?? null)) return false;
    last = key;
  }
  return true;
}
