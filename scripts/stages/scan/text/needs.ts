import { EDGE, type Need, needsOf } from "./factors.ts";
import { isInWord } from "./finder-table.ts";

/** Stands for the edge of a word in what the build writes down. No need has a letter beyond ASCII. */
const WRITTEN_EDGE = "\u00b7";

/** Lists of patterns -> what each of them needs, as text: most are never asked for, and those that are, are read then. */
export function packedNeeds(lists: readonly (readonly RegExp[])[]): readonly (readonly string[])[] {
  return lists.map((patterns) => patterns.map((pattern) => JSON.stringify(needsOf(pattern)).replaceAll("\\u0001", WRITTEN_EDGE)));
}

/** May the pattern with number `bit` of a list match in a text of small letters? */
export type MayMatch = (list: number, bit: number, text: string) => boolean;

/** So many questions about a list cost as much as compiling its patterns: once as many were asked, the patterns themselves are quicker. */
const ENOUGH = 200;

/** What `packedNeeds` wrote -> the question whether a pattern may match: the first run of one takes longer than a hundred such questions. After `enough` of them all may. */
export function needsGate(lists: readonly (readonly string[])[], enough = ENOUGH): MayMatch {
  const asked = new Uint16Array(lists.length);
  const read = new Map<string, Need>();
  const needOf = (packed: string): Need => {
    const known = read.get(packed) ?? (JSON.parse(packed.replaceAll(WRITTEN_EDGE, "\\u0001")) as Need);
    read.set(packed, known);
    return known;
  };
  return (list, bit, text) => {
    if ((asked[list] ?? 0) >= enough) return true;
    asked[list] = (asked[list] ?? 0) + 1;
    return isMet(needOf(lists[list]?.[bit] ?? "[]"), text, true);
  };
}

/** Lists are by turns of what must all be there (`all`) and of what one of is enough. */
function isMet(need: Need, text: string, all: boolean): boolean {
  if (typeof need === "string") return stands(need, text);
  for (const one of need) if (isMet(one, text, !all) !== all) return !all;
  return all;
}

function stands(factor: string, text: string): boolean {
  const opens = factor.startsWith(EDGE);
  const closes = factor.endsWith(EDGE);
  const letters = opens || closes ? factor.slice(opens ? 1 : 0, closes ? -1 : undefined) : factor;
  const mustOpen = opens && isInWord(letters.charCodeAt(0));
  const mustClose = closes && isInWord(letters.charCodeAt(letters.length - 1));
  for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) {
    if (mustOpen && at > 0 && isInWord(text.charCodeAt(at - 1))) continue;
    if (mustClose && isInWord(text.charCodeAt(at + letters.length))) continue;
    return true;
  }
  return false;
}
