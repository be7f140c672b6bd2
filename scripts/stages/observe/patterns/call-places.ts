import { ARGUMENT_NAMES } from "./argument-names.table.ts";
import { standsAt } from "./holds.ts";

/** Where a call takes a word up: `key` is the same wherever the program and what stands beside the word are; `label` what the call calls it. */
export type CallPlace = Readonly<{ at: number; key: string; label: string | null }>;

/** So many standings of a word are looked at. */
const MOST = 12;
/** So far to either side. */
const SIDE = 48;
const WORD = /[\p{L}\p{N}_]/u;

/** Calls (a line each, lower case) and words -> for each word its places; words that vary are blanked in what stands beside others. */
export function callPlaces(lines: string, words: readonly string[], varies: (word: string) => boolean): readonly (readonly CallPlace[])[] {
  const standings = words.map((word) => standingsOf(lines, word));
  const starts = new Map(standings.flatMap((list, nth) => (varies(words[nth] ?? "") ? list.map((at) => [at, words[nth]?.length ?? 0] as const) : [])));
  return standings.map((list, nth) =>
    list.flatMap((at) => {
      const end = at + (words[nth]?.length ?? 0);
      const line = lines.lastIndexOf("\n", at - 1) + 1;
      const program = /^\S{0,40}/.exec(lines.slice(line, line + 40))?.[0] ?? "";
      const left = leftOf(lines, Math.max(line, at - SIDE), at, starts);
      const right = rightOf(lines, end, starts);
      const label = labelOf(lines.slice(Math.max(line, at - SIDE), at));
      return [
        { at, key: `${program} ${left}<`, label },
        { at, key: `${program} >${right}`, label },
      ];
    }),
  );
}

function standingsOf(lines: string, word: string): readonly number[] {
  const found: number[] = [];
  for (let at = standsAt(lines, word); at >= 0 && found.length < MOST; at = standsAt(lines, word, at + 1)) found.push(at);
  return found;
}

/** The word before a place and what is between, `_` for another value. */
function leftOf(lines: string, from: number, at: number, starts: ReadonlyMap<number, number>): string {
  let border = at;
  while (border > from && !WORD.test(lines.charAt(border - 1))) border--;
  let start = border;
  while (start > from && WORD.test(lines.charAt(start - 1))) start--;
  const other = [...starts].some(([begin, length]) => begin < border && begin + length >= border);
  return `${other ? "_" : lines.slice(start, border)}${lines.slice(border, at)}`;
}

function rightOf(lines: string, end: number, starts: ReadonlyMap<number, number>): string {
  const line = lines.indexOf("\n", end);
  const last = Math.min(line < 0 ? lines.length : line, end + SIDE);
  let border = end;
  while (border < last && !WORD.test(lines.charAt(border))) border++;
  let stop = border;
  while (stop < last && WORD.test(lines.charAt(stop))) stop++;
  return `${lines.slice(end, border)}${starts.has(border) ? "_" : lines.slice(border, stop)}`;
}

/** `services/` holds a service, `git checkout ` takes a branch; `--env ` and `--env=` give an env. */
function labelOf(before: string): string | null {
  const folder = /(?:^|[\s/"'=.])([a-z]{3,20})s\/$/.exec(before)?.[1];
  if (folder !== undefined) return folder.endsWith("ie") ? `${folder.slice(0, -2)}y` : folder;
  const known = ARGUMENT_NAMES.find(([taken]) => taken.test(before));
  if (known !== undefined) return known[1];
  return /(?:^|\s)--([a-z][a-z0-9-]{1,20})[= ]["']?$/.exec(before)?.[1]?.replaceAll("-", "_") ?? null;
}
