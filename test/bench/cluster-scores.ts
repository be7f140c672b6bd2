/** How well found clusters agree with known classes, all from 0 to 1. */
export type ClusterScores = Readonly<{ accuracy: number; nmi: number; ari: number }>;

/**
 * Found cluster (null = in none, which counts as a cluster of its own) and true class of each text -> accuracy under the best one-to-one
 * matching of clusters and classes (Hungarian method), normalised mutual information (arithmetic mean), adjusted Rand index
 * (Hubert and Arabie 1985). Throws RangeError when the lists differ in length or are empty.
 */
export function clusterScores(found: readonly (string | null)[], truth: readonly string[]): ClusterScores {
  if (found.length !== truth.length || found.length === 0) throw new RangeError(`${found.length} clusters for ${truth.length} classes`);
  const clusters = numbered(found.map((one, at) => (one === null ? `alone ${at}` : `in ${one}`)));
  const classes = numbered(truth);
  const cells = new Map<number, number>();
  for (const [at, cluster] of clusters.numbers.entries()) {
    const key = cluster * classes.count + (classes.numbers[at] ?? 0);
    cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  const table = Array.from({ length: classes.count }, () => new Float64Array(clusters.count));
  for (const [key, count] of cells) (table[key % classes.count] ?? [])[Math.floor(key / classes.count)] = count;
  return {
    accuracy: bestMatching(table, clusters.count) / truth.length,
    nmi: mutualInformation(clusters.sizes, classes.sizes, cells, truth.length),
    ari: adjustedRand(clusters.sizes, classes.sizes, cells, truth.length),
  };
}

type Numbered = Readonly<{ numbers: readonly number[]; sizes: readonly number[]; count: number }>;

function numbered(names: readonly string[]): Numbered {
  const known = new Map<string, number>();
  const sizes: number[] = [];
  const numbers = names.map((name) => {
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    sizes[number] = (sizes[number] ?? 0) + 1;
    return number;
  });
  return { numbers, sizes, count: known.size };
}

function mutualInformation(clusters: readonly number[], classes: readonly number[], cells: ReadonlyMap<number, number>, total: number): number {
  const entropy = (sizes: readonly number[]): number => -sizes.reduce((sum, size) => sum + (size / total) * Math.log(size / total), 0);
  const mean = (entropy(clusters) + entropy(classes)) / 2;
  if (mean === 0) return 1;
  let shared = 0;
  for (const [key, count] of cells) {
    const [a, b] = [clusters[Math.floor(key / classes.length)] ?? 0, classes[key % classes.length] ?? 0];
    shared += (count / total) * Math.log((count * total) / (a * b));
  }
  return shared / mean;
}

function adjustedRand(clusters: readonly number[], classes: readonly number[], cells: ReadonlyMap<number, number>, total: number): number {
  const pairs = (count: number): number => (count * (count - 1)) / 2;
  const sum = (counts: Iterable<number>): number => [...counts].reduce((all, count) => all + pairs(count), 0);
  const [together, a, b] = [sum(cells.values()), sum(clusters), sum(classes)];
  const expected = pairs(total) === 0 ? 0 : (a * b) / pairs(total);
  const most = (a + b) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/** Prices of rows and columns, which row has each column (0 = none), and the column before each on the path; all counted from one. */
type Matching = Readonly<{ rowOf: number[]; rowPrice: number[]; price: number[]; before: number[] }>;

/** Rows -> largest sum of cells, one of each row and at most one of each column (shortest augmenting paths; Jonker and Volgenant 1987). */
function bestMatching(rows: readonly Float64Array[], columns: number): number {
  const width = Math.max(columns, rows.length);
  const zeros = (): number[] => Array.from({ length: width + 1 }, () => 0);
  const matching: Matching = { rowOf: zeros(), rowPrice: zeros(), price: zeros(), before: zeros() };
  const cell = (row: number, column: number): number => rows[row - 1]?.[column - 1] ?? 0;
  const { rowOf, before } = matching;
  for (let row = 1; row <= rows.length; row++) {
    rowOf[0] = row;
    for (let column = freeColumn(matching, cell, width); column !== 0; column = before[column] ?? 0) rowOf[column] = rowOf[before[column] ?? 0] ?? 0;
  }
  return rowOf.reduce((sum, row, column) => sum + (column > 0 && row > 0 ? cell(row, column) : 0), 0);
}

/** The free column at the end of the cheapest path from the row in column 0; prices change so that no cell is ever dearer than its path. */
function freeColumn({ rowOf, rowPrice, price, before }: Matching, cell: (row: number, column: number) => number, width: number): number {
  const least = Array.from({ length: width + 1 }, () => Number.POSITIVE_INFINITY);
  const done = new Set<number>();
  let column = 0;
  do {
    done.add(column);
    const row = rowOf[column] ?? 0;
    let [delta, next] = [Number.POSITIVE_INFINITY, 0];
    for (let other = 1; other <= width; other++) {
      if (done.has(other)) continue;
      const reduced = -cell(row, other) - (rowPrice[row] ?? 0) - (price[other] ?? 0);
      if (reduced < (least[other] ?? 0)) {
        least[other] = reduced;
        before[other] = column;
      }
      if ((least[other] ?? 0) < delta) [delta, next] = [least[other] ?? 0, other];
    }
    for (const other of done) {
      rowPrice[rowOf[other] ?? 0] = (rowPrice[rowOf[other] ?? 0] ?? 0) + delta;
      price[other] = (price[other] ?? 0) - delta;
    }
    for (let other = 1; other <= width; other++) if (!done.has(other)) least[other] = (least[other] ?? 0) - delta;
    column = next;
  } while (rowOf[column] !== 0);
  return column;
}
