import type { Block } from "./document.ts";
import { noteOf, referencesOf } from "./substance.ts";

/**
 * Numbers that footnotes of the new document get in the old one and in the deployed one: that of the same evidence where it stands in
 * both, else the smallest that is free in both. Nobody's text has to change because a footnote came in.
 */
export function numbersFor(base: readonly Block[], live: readonly Block[], wanted: readonly Block[], used: readonly number[]): ReadonlyMap<number, number> {
  const [rows, there, said] = [rowsOf(base), rowsOf(live), rowsOf(wanted)];
  const references = [...base, ...live].flatMap(referencesOf);
  const taken = new Set([...rows.keys(), ...there.keys(), ...references]);
  const numbers = new Map<number, number>();
  const wantedNow = [...new Set(used.flatMap((at) => (wanted[at] === undefined ? [] : referencesOf(wanted[at]))))].sort((a, b) => a - b);
  for (const number of wantedNow) {
    const row = said.get(number);
    if (row === undefined) continue;
    const known = [...rows].find(([n, text]) => text === row && there.get(n) === row && ![...numbers.values()].includes(n))?.[0];
    numbers.set(number, known ?? free(taken));
  }
  return numbers;
}

function rowsOf(blocks: readonly Block[]): ReadonlyMap<number, string> {
  return new Map(
    blocks.flatMap((block) => {
      const note = noteOf(block);
      return note === null ? [] : [[note.number, note.row] as const];
    }),
  );
}

function free(taken: Set<number>): number {
  let number = 1;
  while (taken.has(number)) number += 1;
  taken.add(number);
  return number;
}
