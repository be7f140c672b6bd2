const MOST = 3;

/** A word nobody knows -> up to three known ones that it may have meant, nearest first: few changes, or it is a part of them. */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const asked = word.slice(0, 64).toLowerCase();
  const close = known
    .map((one) => ({ one, far: distance(asked, one.toLowerCase()) - (asked.length > 2 && one.toLowerCase().includes(asked) ? one.length : 0) }))
    .filter(({ one, far }) => far <= Math.max(2, Math.ceil(Math.max(asked.length, one.length) / 3)))
    .sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1));
  return close.slice(0, MOST).map(({ one }) => one);
}

/** Changes, insertions and removals of characters that lead from one word to the other (Levenshtein 1966). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
