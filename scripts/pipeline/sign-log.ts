import { added } from "#audit/append";
import { idsOf, readKept, renewKept } from "#audit/elsewhere";
import { checkLog, type LogPlace } from "#audit/read-log";
import { takeCheckpoint } from "#audit/take";
import type { Checkpoint } from "#audit/checkpoint";
import { actorOf, type Context, nowOf } from "./context.ts";

/**
 * Signs the log as it is, and keeps the signature everywhere policy.json says. A place that is used for the first time is recorded, so that leaving it out later is
 * noticed. What could not be written is said. The caller holds the lock and had the log verified. Throws as takeCheckpoint does.
 */
export function signLog(context: Context, place: LogPlace): Readonly<{ point: Checkpoint; note: string }> {
  const { files, ids, note: tell } = context.powers;
  const signed = takeCheckpoint(files, place, ids.hex);
  const elsewhere = place.elsewhere ?? [];
  if (elsewhere.length === 0) return signed;
  const known = checkLog(files, place).elsewhere;
  const names = new Map(elsewhere.map((one) => [one.name, idsOf(files, place.anchors, [one])[0] ?? ""]));
  const isNew = (name: string): boolean => !known.includes(names.get(name) ?? "");
  const faults = renewKept(readKept(files, place.anchors, elsewhere), elsewhere, signed.note, isNew);
  for (const { name, fault } of faults) tell({ kind: "warning", text: `the checkpoint was not kept at ${name}: ${fault} (forge audit anchor)` });
  const all = [...names].flatMap(([name, id]) => (isNew(name) && faults.some((one) => one.name === name) ? [] : [id])).sort();
  if (all.some((id) => !known.includes(id))) {
    const { point } = signed;
    const tail = { events: point.size, lastChecksum: point.chain, logId: point.origin.slice("skill-forge/".length), stamp: "" };
    const given = { now: nowOf(context), hex: ids.hex };
    added(files, place, tail, { type: "log.anchored", actor: actorOf(context), txn: null, data: { elsewhere: all } }, given);
  }
  return signed;
}
