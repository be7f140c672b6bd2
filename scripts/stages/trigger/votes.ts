import type { Vector, Wordings } from "./wordings.ts";

/** Longer steps and more rounds fit the wordings better, and other requests no better. Set on the train split of CLINC150 and other texts of BANKING77. */
const STEP = 1.5;
const ROUNDS = 6;
/** In a larger library learning would take seconds; there the other parts of the ranking have to do. */
const MOST_SKILLS = 200;

/** Cosines of a text with all wordings -> what these say, for and against each skill. `without`: the wordings of that skill say nothing. */
export type Votes = (cosines: Float64Array, without: number) => Float64Array;

/**
 * Wordings of so many skills -> votes. Every wording speaks to texts like it: for its own skill as far as the others, without it, would not find that skill,
 * and against the skills that they would find instead. So what sets a skill apart from its neighbours weighs more, and it learns from theirs what it is not
 * for. Kernel logistic regression by full gradient steps, each wording judged with itself left out, so that nothing is learned by heart.
 */
export function votesOf(wordings: Wordings, count: number): Votes {
  const said = count > MOST_SKILLS ? [] : learned(wordings, count);
  return (cosines, without) => {
    const sums = new Float64Array(count);
    for (const [line, row] of said.entries()) if (cosines[line] !== 0 && wordings.skills[line] !== without) add(sums, row, (cosines[line] ?? 0) / ROUNDS);
    return sums;
  };
}

/** What each wording says of each skill. Only features that several wordings hold carry it from one to another. */
function learned({ skills, vectors, features }: Wordings, count: number): readonly Float64Array[] {
  const holders = new Uint32Array(features);
  for (const { feature } of vectors.flat()) holders[feature] = (holders[feature] ?? 0) + 1;
  const shared = vectors.map((vector) => vector.filter(({ feature }) => (holders[feature] ?? 0) > 1));
  const itself = shared.map((vector) => vector.reduce((sum, { weight }) => sum + weight * weight, 0));
  const rows = Array.from(holders, (held) => new Float64Array(held > 1 ? count : 0));
  const said = vectors.map(() => new Float64Array(count));
  const heard = (vector: Vector): Float64Array => {
    const sums = new Float64Array(count);
    for (const { feature, weight } of vector) add(sums, rows[feature] ?? sums, weight);
    return sums;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const steps = said.map((own, line) => missing(add(heard(shared[line] ?? []), own, -(itself[line] ?? 0)), skills[line] ?? 0));
    for (const [line, step] of steps.entries()) {
      for (const { feature, weight } of shared[line] ?? []) add(rows[feature] ?? step, step, weight);
      add(said[line] ?? step, step, 1);
    }
  }
  return said;
}

/** Adds a share of a row to sums, in place. */
function add(sums: Float64Array, row: Float64Array, share: number): Float64Array {
  for (let at = 0; at < row.length; at++) sums[at] = (sums[at] ?? 0) + share * (row[at] ?? 0);
  return sums;
}

/** Scores -> what a certain find of one skill lacks: 1 for it and 0 for the others, less the softmax of the scores. */
function missing(scores: Float64Array, own: number): Float64Array {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const odds = scores.map((score) => Math.exp(STEP * (score - most)));
  const all = odds.reduce((sum, one) => sum + one, 0);
  return odds.map((one, at) => (at === own ? 1 : 0) - one / all);
}
