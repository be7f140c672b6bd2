const K1 = 1.2;
const B = 0.75;

/**
 * Texts -> for a request, the number of the best one: BM25 as Lucene has it (k1 1.2, b .75, idf ln(1 + (N - n + .5) / (n + .5))) over lower-case words,
 * without stems or stop words; ties to the first. The floor that a better ranking is compared with.
 */
export function bm25(texts: readonly string[]): (request: string) => number {
  const counts = texts.map((text) => {
    const found = new Map<string, number>();
    for (const word of wordsOf(text)) found.set(word, (found.get(word) ?? 0) + 1);
    return found;
  });
  const lengths = counts.map((one) => [...one.values()].reduce((sum, count) => sum + count, 0));
  const usual = lengths.reduce((sum, length) => sum + length, 0) / texts.length;
  const holders = new Map<string, number>();
  for (const one of counts) for (const word of one.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
  return (request) => {
    const scores = counts.map((one, at) =>
      wordsOf(request).reduce((sum, word) => {
        const count = one.get(word) ?? 0;
        const n = holders.get(word) ?? 0;
        return sum + (Math.log(1 + (texts.length - n + 0.5) / (n + 0.5)) * count * (K1 + 1)) / (count + K1 * (1 - B + (B * (lengths[at] ?? 0)) / usual));
      }, 0),
    );
    return scores.reduce((best, score, at) => (score > (scores[best] ?? 0) ? at : best), 0);
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
