import { ForgeError } from "#kernel/errors";
import type { ForgeEvent } from "#kernel/event";
import type { Rollback } from "#kernel/rollback";
import { visible } from "#kernel/visible";

/** From when on acts are taken back: a time, or an event of the log (that one included). */
export type Moment = Readonly<{ kind: "time"; at: number }> | Readonly<{ kind: "event"; seq: number; at: number }>;

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
/** Events that say that an act took effect. */
const SETTLED: ReadonlySet<string> = new Set(["deploy.done", "rollback.done", "deploy.recovered"]);

/**
 * `2h`, `3d` (before now), `2026-03-02` (midnight, UTC), an ISO 8601 time, the number of an event as `forge log` shows it (`12`, `#12`), or at least eight
 * digits of its checksum -> the moment. Throws USAGE for anything else, NOT_FOUND for an event that there is none of.
 */
export function momentOf(text: string, now: number, events: readonly ForgeEvent[]): Moment {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return { kind: "time", at: now - Number(count) * (UNITS[unit] ?? 0) };
  if (/^\d{4}-\d{2}-\d{2}(?:T[\d:.]{4,12}(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) {
    // without a zone it is UTC, as everywhere here
    const at = Date.parse(/^\d{4}-\d{2}-\d{2}$|Z$|[+-]\d{2}:?\d{2}$/.test(text) ? text : `${text}Z`);
    if (Number.isFinite(at)) return { kind: "time", at };
  }
  if (/^#?\d{1,9}$/.test(text) || /^[0-9a-f]{8,64}$/.test(text)) return eventOf(text, events);
  throw new ForgeError(
    "USAGE",
    `--since takes 2h, 3d, 2026-03-02, an ISO 8601 time or the number of an event (forge log), not "${visible(text.slice(0, 80))}"`,
  );
}

function eventOf(text: string, events: readonly ForgeEvent[]): Moment {
  const seq = /^#?\d{1,9}$/.test(text) ? Number(text.replace("#", "")) : -1;
  const found = events.find((one) => one.seq === seq) ?? (text.length >= 8 ? events.find((one) => one.checksum.startsWith(text)) : undefined);
  if (found === undefined) throw new ForgeError("NOT_FOUND", `the log has no event ${visible(text)}; forge log lists them`);
  return { kind: "event", seq: found.seq, at: Date.parse(found.ts) };
}

/**
 * Of each skill at each place the first act that took effect at the moment or later, in the order in which they happened. An act that the log says
 * nothing of (it was started anew since) is placed by its time.
 */
export function firstsSince(history: readonly Rollback[], moment: Moment, events: readonly ForgeEvent[]): readonly Rollback[] {
  const settled = new Map(events.filter((one) => one.txn !== null && SETTLED.has(one.type)).map((one) => [one.txn, one.seq]));
  const isSince = (record: Rollback): boolean => {
    const seq = settled.get(record.txn);
    return moment.kind === "event" && seq !== undefined ? seq >= moment.seq : Date.parse(record.at) >= moment.at;
  };
  const firsts = new Map<string, Rollback>();
  for (const record of history) {
    const place = `${record.skill}\n${record.path}`;
    if (!firsts.has(place) && isSince(record)) firsts.set(place, record);
  }
  return [...firsts.values()];
}
