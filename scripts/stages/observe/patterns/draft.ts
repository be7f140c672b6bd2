import type { SlotType } from "#kernel/pattern";

/** Places (first and last token) at which the values of what may become a slot stand in each occurrence; `label` is what the calls call it. */
export type Draft = Readonly<{ type: SlotType; label?: string | null; places: readonly (readonly [number, number] | null)[] }>;

/** Where in the request the values of a draft stand on average, in tokens. */
export function meanStart(draft: Draft): number {
  const starts = draft.places.flatMap((place) => (place === null ? [] : [place[0]]));
  return starts.reduce((sum, one) => sum + one, 0) / (starts.length || 1);
}
