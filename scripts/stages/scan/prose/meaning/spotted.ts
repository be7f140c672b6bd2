import { JUDGE_FINDER, JUDGE_NEEDS } from "#generated/finders";
import { type Finder, finderOf } from "../../text/finder.ts";
import { unpacked } from "../../text/finder-table.ts";
import { needsGate } from "../../text/needs.ts";
import { FORGED } from "./forged.table.ts";
import { GROUP_LISTS, GROUPS } from "./groups.ts";
import { SHAPES, type Thing, thingsOf } from "./things.ts";

/** Groups of sayings that can be in a stretch of a view: for each saying, one bit for each of its groups. */
export type Groups = Uint16Array;

/** What one pass over a view finds: the things in it, the forged marks that can be in it, and the groups that can be in a stretch of it. */
export type Spotted = Readonly<{
  things: readonly Thing[];
  canBeForged: (forged: number) => boolean;
  groupsIn: (start: number, end: number, into: Groups) => void;
}>;

const FIRST_FORGED = GROUPS.length;

let finder: Finder | null = null;

/** Set up when the first text is judged. */
function finderForAll(): Finder {
  return (finder ??= finderOf(unpacked(JUDGE_FINDER)));
}

/** May a pattern of a list match in a text? Asked before it runs: its first run takes longer than a hundred such questions. */
export const mayMatch = needsGate(JUDGE_NEEDS);

/** Groups that no word tells of: they can be anywhere. */
const anywhere = new Uint16Array(GROUP_LISTS.length);

/** View -> what can be in it. One pass; the patterns themselves run only where their words are. */
export function spot(view: string): Spotted {
  const { always, find } = finderForAll();
  const forgedOrShape = new Uint8Array(FORGED.length + SHAPES.length);
  for (const one of always) {
    addGroup(one, anywhere);
    if (one >= FIRST_FORGED) forgedOrShape[one - FIRST_FORGED] = 1;
  }
  const places: number[] = [];
  const groups: number[] = [];
  find(view, (pattern, start) => {
    if (pattern < FIRST_FORGED) {
      places.push(start);
      groups.push(pattern);
    } else forgedOrShape[pattern - FIRST_FORGED] = 1;
  });
  return {
    things: thingsOf(view, (shape) => forgedOrShape[FORGED.length + shape] === 1),
    canBeForged: (forged) => forgedOrShape[forged] === 1,
    groupsIn: (start, end, into) => {
      into.set(anywhere);
      // a factor is found at its rarest letters, so the places are in order but for its length
      for (let at = firstFrom(places, start - LONGEST_FACTOR); at < places.length && (places[at] ?? 0) < end + LONGEST_FACTOR; at++)
        if ((places[at] ?? 0) >= start && (places[at] ?? 0) < end) addGroup(groups[at] ?? 0, into);
    },
  };
}

const LONGEST_FACTOR = 64;

/** The first place that may not be before `start`, by halves. */
function firstFrom(places: readonly number[], start: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addGroup(group: number, into: Groups): void {
  const known = GROUPS[group];
  if (known !== undefined) into[known.list] = (into[known.list] ?? 0) | known.bit;
}
