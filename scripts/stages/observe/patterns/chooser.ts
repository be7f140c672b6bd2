import type { Graph } from "./graph.ts";
import type { Likelihoods } from "./likelihoods.ts";

/** The likelihood that a text's neighbours are all wrong. */
const WRONG = 0.02;

/** Who is beside whom. */
export type Edges = Pick<Graph, "starts" | "targets" | "weights">;

/** Says which cluster of its neighbours a text's words and its neighbours make most likely (Dirichlet-multinomial mixture, collapsed; Yin and Wang 2014). */
export class Chooser {
  readonly #edges: Edges;
  readonly #community: Int32Array;
  readonly #counts: Pick<Likelihoods, "logLikelihood" | "touch">;
  readonly #affinity: Float64Array;
  /** Clusters beside the text that is looked at, its own first, and how many they are. */
  readonly near: Int32Array;
  count = 0;
  #total = 0;
  /** What was read in advance: kept, because what nobody keeps is not read. */
  readonly #touched = new Int32Array(1);

  constructor(edges: Edges, community: Int32Array, clusters: number, counts: Pick<Likelihoods, "logLikelihood" | "touch">) {
    this.#edges = edges;
    this.#community = community;
    this.#counts = counts;
    this.#affinity = new Float64Array(clusters);
    this.near = new Int32Array(clusters);
  }

  /** Looks who is beside a text; false where nobody leads elsewhere. Otherwise `choose` or `forget` has to follow. */
  look(text: number): boolean {
    const { starts, targets, weights } = this.#edges;
    const [community, affinity, near] = [this.#community, this.#affinity, this.near];
    const own = community[text] ?? 0;
    // Its own cluster first: most texts stay, and then the others are soon seen to be less likely.
    near[0] = own;
    let [count, total] = [1, 0];
    const to = starts[text + 1] ?? 0;
    for (let place = starts[text] ?? 0; place < to; place++) {
      const cluster = community[targets[place] ?? 0] ?? 0;
      const weight = weights[place] ?? 0;
      if (affinity[cluster] === 0 && cluster !== own) near[count++] = cluster;
      affinity[cluster] = (affinity[cluster] ?? 0) + weight;
      total += weight;
    }
    this.count = count;
    this.#total = total;
    if (count === 1) this.forget();
    return count > 1;
  }

  forget(): void {
    for (let at = 0; at < this.count; at++) this.#affinity[this.near[at] ?? 0] = 0;
  }

  /** The cluster that the text belongs to, of those that were looked at. */
  choose(text: number): number {
    const [affinity, near] = [this.#affinity, this.near];
    this.#touched[0] = this.#counts.touch(text, near, this.count);
    let best = near[0] ?? 0;
    let [most, likelihood] = [Number.NEGATIVE_INFINITY, 0];
    for (let at = 0; at < this.count; at++) {
      const cluster = near[at] ?? 0;
      const share = (affinity[cluster] ?? 0) / this.#total + WRONG;
      // What the neighbours say counts three times beside the words.
      const told = share * share * share;
      affinity[cluster] = 0;
      const words = this.#counts.logLikelihood(text, cluster, at === 0, likelihood / told);
      if (words === Number.NEGATIVE_INFINITY) continue;
      const log = words + Math.log(told);
      if (log > most + 1e-9 || (log > most - 1e-9 && cluster < best)) {
        most = Math.max(log, most);
        likelihood = Math.exp(most);
        best = cluster;
      }
    }
    return best;
  }
}
