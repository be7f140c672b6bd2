const LETTER = /[\p{L}\p{N}]/u;

/** Where a word stands by itself in the calls, from an offset on; -1 where it does not. */
export function standsAt(lines: string, word: string, from = 0): number {
  for (let at = lines.indexOf(word, from); at >= 0; at = lines.indexOf(word, at + 1))
    if (!LETTER.test(lines.charAt(at - 1)) && !LETTER.test(lines.charAt(at + word.length))) return at;
  return -1;
}

/** Does a word stand in the calls by itself? */
export function holds(lines: string, word: string): boolean {
  return standsAt(lines, word) >= 0;
}
