import type { ForgeEvent } from "#kernel/event";
import type { ReadFiles } from "#kernel/powers";
import { type Anchor, readAnchor } from "./anchor.ts";
import { anchorOf } from "./checkpoint.ts";
import { anchorsOf, type Elsewhere, idsOf, readKept } from "./elsewhere.ts";
import type { BadReason } from "./line.ts";
import { readCheckpoint } from "./points.ts";
import type { Verified } from "./quick-line.ts";
import { missedBy, partsOf, type Segments, segmentsOf, startOfNewest } from "./segments.ts";
import { type LogCheck, type OnEvent, type Reached, verifyAbsent, verifyParts } from "./verify.ts";

/** Where a log lies (`events.jsonl`), the folder outside of the data folder in which it is anchored, and where else its checkpoints are kept. */
export type LogPlace = Readonly<{ path: string; anchors: string; elsewhere?: readonly Elsewhere[] }>;

/**
 * Reads every byte of a log, sealed segments and all, and judges it against the newest anchor and the newest checkpoint. `each` sees the events that
 * verify, in order. Throws UNSAFE_PATH for a link or device, STATE_UNREADABLE for an anchor or checkpoint that cannot be read or was not signed here.
 */
export function checkLog(files: ReadFiles, place: LogPlace, each?: OnEvent): LogCheck {
  return checkFrom(files, place, segmentsOf(files, place.path), null, each);
}

/**
 * The same without reading the sealed segments again: they are there in their length, and what the newest one says of them is vouched for by the anchors behind
 * it. The cost depends on the newest segment alone.
 */
export function checkNewest(files: ReadFiles, place: LogPlace): LogCheck {
  const segments = segmentsOf(files, place.path);
  return checkFrom(files, place, segments, startOfNewest(files, segments));
}

/** The events of a log up to its first bad line, and what is to be said about the whole. */
export function readLog(files: ReadFiles, place: LogPlace): Readonly<{ events: readonly ForgeEvent[]; check: LogCheck }> {
  const events: ForgeEvent[] = [];
  const check = checkLog(files, place, (verified) => events.push(verified.event()));
  return { events, check };
}

function checkFrom(files: ReadFiles, place: LogPlace, segments: Segments, from: Reached | null, each?: OnEvent): LogCheck {
  const known = rememberedOf(files, place);
  if (segments.all.length === 0) return verifyAbsent(known.anchors);
  const missed = missedBy(files, place.path, segments);
  if (missed !== null) return withoutSegment(files, segments, missed, known.anchors, each);
  const said = saying(from === null ? [] : ["log.continued"]);
  const check = verifyParts(
    partsOf(files, segments.all, from?.bytes ?? 0),
    known.anchors,
    (verified, line) => {
      said.hear(verified);
      each?.(verified, line);
    },
    from ?? undefined,
  );
  return againstMemory(check, said, known);
}

/** What is remembered of a log outside of its folder. */
export type Remembered = Readonly<{ anchors: readonly Anchor[]; isAnchored: boolean; isSigned: boolean; ids: readonly string[] }>;

/** Throws STATE_UNREADABLE for an anchor or checkpoint of this place that cannot be read. */
export function rememberedOf(files: ReadFiles, place: LogPlace): Remembered {
  const anchor = readAnchor(files, place.anchors);
  const point = readCheckpoint(files, place.anchors);
  const elsewhere = place.elsewhere ?? [];
  const kept = anchorsOf(readKept(files, place.anchors, elsewhere));
  return {
    anchors: [...(anchor === null ? [] : [anchor]), ...(point === null ? [] : [anchorOf(point)]), ...kept],
    isAnchored: anchor !== null,
    isSigned: point !== null,
    ids: idsOf(files, place.anchors, elsewhere),
  };
}

/** What stands before the hole is still told; a later part of the log proves that there was more, so this is a break and no older copy. */
function withoutSegment(files: ReadFiles, { all }: Segments, missed: string, anchors: readonly Anchor[], each?: OnEvent): LogCheck {
  const hole = all.findIndex((one, index) => one.number !== index + 1 || !one.sealed);
  const check = verifyParts(partsOf(files, all.slice(0, hole)), [], each);
  const anchored = anchors.length === 0 ? null : Math.max(...anchors.map((one) => one.events));
  if (hole > 0 && check.status !== "ok") return { ...check, anchored, torn: null };
  const firstBad = { line: check.events + 1, reason: "missing-segment" as const, detail: `${missed} is missing`, file: missed };
  return { ...check, status: "broken", firstBad, torn: null, anchored };
}

/** Events that are written only after an anchor of the log exists; a crash can leave a log without one only before them. */
const BEFORE_ANCHOR: ReadonlySet<string> = new Set(["log.created", "log.recovered"]);
/** Events before which the log is signed. */
const AFTER_CHECKPOINT = ["log.continued", "log.anchored", "capsule.approved", "capsule.rejected"] as const;

/** What a log says of its own anchors, heard event by event. */
export type Said = Readonly<{ hear(verified: Verified): void; types: ReadonlySet<string>; elsewhere(): readonly string[] }>;

export function saying(types: readonly string[]): Said {
  const heard = new Set(types);
  let elsewhere: readonly string[] = [];
  return {
    types: heard,
    elsewhere: () => elsewhere,
    hear: (verified) => {
      heard.add(verified.type);
      if (verified.type !== "log.anchored") return;
      const { data } = verified.event();
      if (Array.isArray(data.elsewhere)) elsewhere = data.elsewhere.map(String);
    },
  };
}

/** A log that says in itself that it was anchored or signed, and is so no more, is not whole: somebody may have removed what would tell. */
export function againstMemory(check: LogCheck, said: Said, { isAnchored, isSigned, ids }: Remembered): LogCheck {
  // an unfinished last line says nothing of the rest: were it mended first, that would write the missing anchor anew
  if (check.status !== "ok" && check.torn === null) return check;
  const elsewhere = said.elsewhere();
  const fault = (reason: BadReason, detail: string): LogCheck => ({ ...check, elsewhere, status: "unanchored", firstBad: { line: 0, reason, detail } });
  if (!isAnchored && [...said.types].some((one) => !BEFORE_ANCHOR.has(one)))
    return fault("no-anchor", "nothing outside of the data folder remembers this log any more, so a cut or rewritten one could not be told");
  if (!isSigned && AFTER_CHECKPOINT.some((one) => said.types.has(one)))
    return fault("no-checkpoint", "the log holds decisions that were signed when they were made, and its signed checkpoint is gone");
  if (elsewhere.some((one) => !ids.includes(one)))
    return fault("anchor-removed", "the log was kept in more places (policy.json, audit.anchors) than are looked at now");
  return { ...check, elsewhere };
}
