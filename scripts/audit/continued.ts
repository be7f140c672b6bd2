import type { ForgeEvent } from "#kernel/event";
import type { BadReason, ChainState } from "./line.ts";
import type { Verified } from "./quick-line.ts";

/**
 * What the first event of a segment (`log.continued`) says of everything before it: id of the log, number of this segment, events and bytes before, checksum of the last event
 * and Merkle root of all lines. The chain alone would go on as well; with this a segment also verifies without the ones before, and one that is missing is missed by name.
 */
export type Continued = Readonly<{ log: string; segment: number; size: number; bytes: number; checksum: string; root: string }>;

type Fault = Readonly<{ reason: BadReason; detail: string }>;

/** Event -> what it continues, null when it is no log.continued in its right form. */
export function continuedOf({ type, data }: ForgeEvent): Continued | null {
  const { log, segment, size, bytes, checksum, root } = data;
  if (type !== "log.continued" || typeof log !== "string" || typeof checksum !== "string" || typeof root !== "string") return null;
  if (!isCount(segment) || !isCount(size) || !isCount(bytes)) return null;
  return { log, segment, size, bytes, checksum, root };
}

/** An event, and the number of the segment that it is the first of (null: it is not the first of a later one) -> why it may not stand there. */
export function continuedFault(verified: Verified, before: Readonly<{ state: ChainState; bytes: number }>, segment: number | null): Fault | null {
  if (segment === null) return verified.type === "log.continued" ? { reason: "wrong-segment", detail: "log.continued can only come first in a segment" } : null;
  const said = continuedOf(verified.event());
  if (said === null) return { reason: "wrong-segment", detail: `segment ${segment} does not begin by saying what it continues` };
  const { state, bytes } = before;
  const fits =
    said.segment === segment && said.log === state.logId && said.size === state.events && said.bytes === bytes && said.checksum === state.lastChecksum;
  return fits ? null : { reason: "wrong-segment", detail: `segment ${segment} says that it continues something else` };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
