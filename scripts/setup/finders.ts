import { COMMANDS_LOOKED_FOR } from "#stages/scan/prose/commands.table";
import { LOOKED_FOR, NEEDED } from "#stages/scan/prose/meaning/groups";
import { finderTableOf, packed } from "#stages/scan/text/finder-table";
import { packedNeeds } from "#stages/scan/text/needs";

const FINDERS = { JUDGE_FINDER: LOOKED_FOR, COMMANDS_FINDER: COMMANDS_LOOKED_FOR };

/** Module text with the tables by which prose is looked through for words, and with what patterns need: working them out takes longer than most skills take to scan. */
export function findersModule(): string {
  return [
    ...Object.entries(FINDERS).map(([name, patterns]) => `export const ${name} = ${JSON.stringify(packed(finderTableOf(patterns)))};\n`),
    `export const JUDGE_NEEDS: readonly (readonly string[])[] = ${JSON.stringify(packedNeeds(NEEDED))};\n`,
  ].join("");
}
