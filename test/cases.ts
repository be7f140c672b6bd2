const IS_CI = process.env["CI"] === "true";
const factor = Number(process.env["FORGE_CASES"]);
const FACTOR = Number.isFinite(factor) && factor > 0 ? factor : IS_CI ? 1 : 0.4;

/** A long run reads each hostile text near the size that the policy allows, and every regular expression of the scan over one. */
export const IS_LONG = FACTOR >= 4;

/** CI reads every hostile text and makes the largest runs; the everyday run reads each fourth, and smaller ones. */
export const IS_WHOLE = IS_LONG || IS_CI;

/** Cases of one property, programs of a fuzz, files of a comparison: so many in CI, two fifths of them every day, more with FORGE_CASES (a factor) for a long run. */
export function cases(inCi: number): number {
  return Math.max(1, Math.round(inCi * FACTOR));
}
