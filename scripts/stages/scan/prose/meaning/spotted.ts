import { JUDGE_FINDER, JUDGE_NEEDS } from "#generated/finders";
import { type Finder, finderOf } from "../../text/finder.ts";
import { unpacked } from "../../text/finder-table.ts";
import { needsGate } from "../../text/needs.ts";
import { FORGED } from "./forged.table.ts";
import { GROUP_LISTS, GROUPS, PAIRED_LISTS } from "./groups.ts";
import { SHAPES, type Thing, thingsOf } from "./things.ts";

/** Groups that can be in a stretch of a view: for each list (of a saying, a tell, an effect) one bit for each of its groups. Those of `touched`, `count` of them, have any. */
export type Groups = { readonly masks: Uint16Array; readonly touched: Uint16Array; count: number };

/** What one pass over a view finds: the things in it, the forged marks that can be in it, and the groups that can be in a stretch of it. Holds until the next view. */
export type Spotted = Readonly<{
  things: readonly Thing[];
  canBeForged: (forged: number) => boolean;
  groupsIn: (start: number, end: number, into: Groups) => void;
}>;

const FIRST_FORGED = GROUPS.length;

/** The finder, and what it finds in the view in hand: `found` places, each with its factor. */
type Spotter = { readonly finder: Finder; places: Int32Array; factors: Int32Array; found: number };

let spotter: Spotter | null = null;

/** Set up when the first text is judged. */
function spotterForAll(): Spotter {
  if (spotter !== null) return spotter;
  const finder = finderOf(unpacked(JUDGE_FINDER));
  for (const one of finder.always) if (one < FIRST_FORGED) ANYWHERE[LIST_OF[one] ?? 0] = (ANYWHERE[LIST_OF[one] ?? 0] ?? 0) | (BIT_OF[one] ?? 0);
  return (spotter = { finder, places: new Int32Array(4_096), factors: new Int32Array(4_096), found: 0 });
}

/** May a pattern of a list match in a text? Asked before it runs: its first run takes longer than a hundred such questions. */
export const mayMatch = needsGate(JUDGE_NEEDS);

/** Groups that no word tells of: they can be anywhere. */
const ANYWHERE = new Uint16Array(GROUP_LISTS.length);
const LIST_OF = Uint16Array.from(GROUPS, ({ list }) => list);
const BIT_OF = Uint16Array.from(GROUPS, ({ bit }) => bit);
/** All bits of each list. */
const FULL = Uint16Array.from(GROUP_LISTS, (all) => 2 ** all.length - 1);

/** Groups of no stretch yet. */
export function emptyGroups(): Groups {
  return { masks: new Uint16Array(GROUP_LISTS.length), touched: new Uint16Array(GROUP_LISTS.length), count: 0 };
}

/** View -> what can be in it. One pass; the patterns themselves run only where their words are. */
export function spot(view: string): Spotted {
  const own = spotterForAll();
  const { always, patterns, patternsFrom, find } = own.finder;
  const forgedOrShape = new Uint8Array(FORGED.length + SHAPES.length);
  for (const one of always) if (one >= FIRST_FORGED) forgedOrShape[one - FIRST_FORGED] = 1;
  own.found = 0;
  find(view, (factor, start) => {
    // what is no group has the highest numbers, and those of a factor are in order
    for (let at = (patternsFrom[factor + 1] ?? 0) - 1; (patterns[at] ?? 0) >= FIRST_FORGED && at >= (patternsFrom[factor] ?? 0); at--)
      forgedOrShape[(patterns[at] ?? 0) - FIRST_FORGED] = 1;
    if (own.found === own.places.length) {
      own.places = twice(own.places);
      own.factors = twice(own.factors);
    }
    own.places[own.found] = start;
    own.factors[own.found++] = factor;
  });
  return {
    things: thingsOf(view, (shape) => forgedOrShape[FORGED.length + shape] === 1),
    canBeForged: (forged) => forgedOrShape[forged] === 1,
    groupsIn: (start, end, into) => groupsIn(own, start, end, into),
  };
}

function twice(numbers: Int32Array): Int32Array {
  const more = new Int32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}

function groupsIn({ finder: { patterns, patternsFrom }, places, factors, found }: Spotter, start: number, end: number, into: Groups): void {
  const { masks, touched } = into;
  masks.set(ANYWHERE);
  let count = 0;
  for (let list = 0; list < ANYWHERE.length; list++) if (ANYWHERE[list] !== 0) touched[count++] = list;
  // a factor is found at its rarest letters, so the places are in order but for its length
  for (let at = firstFrom(places, found, start - LONGEST_FACTOR); at < found && (places[at] ?? 0) < end + LONGEST_FACTOR; at++) {
    const place = places[at] ?? 0;
    if (place < start || place >= end) continue;
    const factor = factors[at] ?? 0;
    const until = patternsFrom[factor + 1] ?? 0;
    for (let of = patternsFrom[factor] ?? 0; of < until; of++) {
      const group = patterns[of] ?? 0;
      if (group >= FIRST_FORGED) continue;
      const list = LIST_OF[group] ?? 0;
      const mask = masks[list] ?? 0;
      if (mask === 0) touched[count++] = list;
      masks[list] = mask | (BIT_OF[group] ?? 0);
    }
  }
  into.count = count;
}

const NONE: readonly number[] = [];

/** Groups of a stretch, and of the one before it -> the lists, in their order, of which all can stand there, or in both together where a list may be spread over two. */
export function fullLists({ masks, touched, count }: Groups, before: Groups | null): readonly number[] {
  let lists: number[] | null = null;
  for (let at = 0; at < count; at++) {
    const list = touched[at] ?? 0;
    const own = masks[list] ?? 0;
    const other = before !== null && PAIRED_LISTS[list] === true ? (before.masks[list] ?? 0) : 0;
    if ((own | other) === FULL[list]) (lists ??= []).push(list);
  }
  return lists === null ? NONE : lists.sort((a, b) => a - b);
}

const LONGEST_FACTOR = 64;

/** The first of some places that may not be before `start`, by halves. */
function firstFrom(places: Int32Array, count: number, start: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
