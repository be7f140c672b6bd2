const factor = Number(process.env["FORGE_CASES"] ?? "1");
const FACTOR = Number.isFinite(factor) && factor > 0 ? factor : 1;

/** A long run reads each hostile text near the size that the policy allows, and every regular expression of the scan over one. */
export const IS_LONG = FACTOR >= 4;

/** CI reads every hostile text and makes the largest runs; the everyday run reads each fourth, and smaller ones. */
export const IS_WHOLE = IS_LONG || process.env["CI"] === "true";

/** Cases of one property, programs of a fuzz, files of a comparison: few every day, more with FORGE_CASES (a factor) for a long run. */
export function cases(everyday: number): number {
  return Math.max(1, Math.round(everyday * FACTOR));
}
