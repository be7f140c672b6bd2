import { ranker } from "./rank.ts";

/** Wordings of one thing, and those of others -> numbers of the others whose wordings are most like them, nearest first; what shares nothing is left out. */
export function nearestTo(own: readonly string[], others: readonly (readonly string[])[]): readonly number[] {
  const documents = others.map((phrases, at) => ({ name: String(at), source: "", head: "", phrases, body: "" }));
  const rank = ranker(documents, [], () => () => new Float64Array(others.length));
  const sums = others.map(() => 0);
  for (const text of own) for (const { at, score } of rank(text).ranked) sums[at] = (sums[at] ?? 0) + score;
  return sums
    .map((sum, at) => ({ sum, at }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum || a.at - b.at)
    .map(({ at }) => at);
}
