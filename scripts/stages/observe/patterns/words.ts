/** Texts as sets of words, row by row; `prior`: share of each word in all texts, by which each row ascends. */
export type Words = Readonly<{ size: number; starts: Int32Array; ids: Int32Array; prior: Float64Array }>;

/** The words of all texts together count as so many words of each cluster, before its own are counted (strength of the Dirichlet prior). */
export const PRIOR_WORDS = 40;
