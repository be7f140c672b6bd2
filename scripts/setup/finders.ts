import { LOOKED_FOR } from "#stages/scan/prose/meaning/groups";
import { finderTableOf, packed } from "#stages/scan/text/finder-table";

/** Module text with the table by which the judge of prose looks for its words: working it out takes longer than most skills take to scan. */
export function findersModule(): string {
  return `export const JUDGE_FINDER = ${JSON.stringify(packed(finderTableOf(LOOKED_FOR)))};\n`;
}
