/** How many of `wanted` can be found in `seen` in their order: length of the longest common subsequence (Wagner and Fischer 1974), in wanted x seen steps. */
export function longestInOrder<A, B>(wanted: readonly A[], seen: readonly B[], same: (one: A, other: B) => boolean): number {
  let before = new Array<number>(seen.length + 1).fill(0);
  for (const one of wanted) {
    const now = [0];
    for (const [at, other] of seen.entries()) now.push(same(one, other) ? (before[at] ?? 0) + 1 : Math.max(before[at + 1] ?? 0, now[at] ?? 0));
    before = now;
  }
  return before.at(-1) ?? 0;
}
