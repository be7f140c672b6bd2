/** A merge of two subtrees (leaves 0..n-1, then merges in order) at an average similarity. */
export type Merge = Readonly<{ left: number; right: number; similarity: number; size: number }>;

/**
 * Similarities of n leaves (row-major n x n, changed in place) -> average-link merges, most similar first as the chain finds them
 * (nearest-neighbour chain, Murtagh 1983): n - 1 merges, O(n^2) time.
 */
export function averageLink(similarities: Float32Array, leaves: number): readonly Merge[] {
  const merges: Merge[] = [];
  const sizes = new Float64Array(leaves).fill(1);
  const names = Int32Array.from({ length: leaves }, (_unused, leaf) => leaf);
  const alive = new Uint8Array(leaves).fill(1);
  const chain: number[] = [];
  for (let left = leaves; left > 1; ) {
    if (chain.length === 0) chain.push(alive.indexOf(1));
    const top = chain.at(-1) ?? 0;
    const before = chain.at(-2) ?? -1;
    let best = before;
    let most = before < 0 ? -1 : (similarities[top * leaves + before] ?? 0);
    for (let other = 0; other < leaves; other++) {
      if (alive[other] === 0 || other === top) continue;
      const similarity = similarities[top * leaves + other] ?? 0;
      if (similarity > most) {
        most = similarity;
        best = other;
      }
    }
    if (best !== before) {
      chain.push(best);
      continue;
    }
    chain.length -= 2;
    const [keep, gone] = top < best ? [top, best] : [best, top];
    const a = sizes[keep] ?? 1;
    const b = sizes[gone] ?? 1;
    merges.push({ left: names[keep] ?? 0, right: names[gone] ?? 0, similarity: most, size: a + b });
    for (let other = 0; other < leaves; other++) {
      if (alive[other] === 0 || other === keep || other === gone) continue;
      const mean = (a * (similarities[keep * leaves + other] ?? 0) + b * (similarities[gone * leaves + other] ?? 0)) / (a + b);
      similarities[keep * leaves + other] = mean;
      similarities[other * leaves + keep] = mean;
    }
    alive[gone] = 0;
    sizes[keep] = a + b;
    names[keep] = leaves + merges.length - 1;
    left--;
  }
  return merges;
}
