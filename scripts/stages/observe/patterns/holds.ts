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

/** A run of what `LETTER` takes one by one, which is nothing beyond the first plane. */
const RUN = /[[\p{L}\p{N}]--[\u{10000}-\u{10FFFF}]]+/gv;

/**
 * Calls of several requests -> for a word those that hold it, ascending. Where a word stands by itself every run of letters in it does, too: only calls
 * that have its rarest run are searched.
 */
export function holdingLines(all: readonly string[]): (word: string) => readonly number[] {
  const having = new Map<string, number[]>();
  for (const [at, lines] of all.entries())
    for (const run of new Set(lines.match(RUN))) {
      const list = having.get(run);
      if (list === undefined) having.set(run, [at]);
      else list.push(at);
    }
  const everywhere = [...all.keys()];
  return (word) => {
    let searched: readonly number[] = everywhere;
    for (const run of word.match(RUN) ?? []) {
      const list = having.get(run) ?? [];
      if (list.length < searched.length) searched = list;
    }
    return searched.filter((at) => holds(all[at] ?? "", word));
  };
}
