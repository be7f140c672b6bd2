import type { Gene } from "./gene.ts";

/** Two-sided 95 % normal quantile. */
const Z = 1.96;
/** Sessions, or days, at which spread counts half. */
const HALF_SPREAD = 2;
/** Days after the last use at which a gene counts half of what it did. */
const HALF_LIFE_DAYS = 90;
const DAY = 86_400_000;

type Outcomes = Readonly<{ success: number; failure: number; mixed: number }>;
type Spread = Readonly<{ sessions: number; days: number }>;

/** What a confidence is the product of, each in 0..1 with four decimals. */
export type ConfidenceParts = Readonly<{ success: number; spread: number; recency: number; today: number }>;

/** Outcomes -> (s + x/2) / (s + f + x), 0 when there are none: mixed ones (x) count half, unknown ones prove nothing either way. Four decimals. */
export function successRateOf({ success, failure, mixed }: Outcomes): number {
  const told = success + failure + mixed;
  return told === 0 ? 0 : rounded((success + mixed / 2) / told);
}

/**
 * Confidence in 0..1 by the evidence alone = W(s + x/2, s + f + x) * e / (e + 2). W is the lower bound of the Wilson score interval at 95 % (Wilson 1927, eq.
 * as in Agresti and Coull 1998): (p + z^2/2m - z sqrt(p(1-p)/m + z^2/4m^2)) / (1 + z^2/m), so few successes are worth less than their rate and
 * more uses make the same rate worth more. e is the mean of distinct sessions and distinct UTC days: ten sessions of one afternoon are worth less than ten of
 * ten days. Four decimals. It does not depend on the time it is asked, so the same requests always give the same gene.
 */
export function confidenceOf(outcomes: Outcomes, spread: Spread): number {
  return rounded(wilson(outcomes) * spreadOf(spread));
}

/**
 * Gene and time in milliseconds -> what its confidence comes to today, and of what: success and use, spread, and recency = 2^(-days since it was last asked / 90), an
 * exponential decay as in rankings by frequency and recency. Without a known last day recency is 1. Computed each time and never stored.
 */
export function confidenceToday(gene: Pick<Gene, "outcomes" | "sessions" | "days" | "lastSeen" | "confidence">, now: number): ConfidenceParts {
  const idle = gene.lastSeen === null ? 0 : Math.max(0, (now - Date.parse(gene.lastSeen)) / DAY);
  const recency = 2 ** (-idle / HALF_LIFE_DAYS);
  const spread = spreadOf({ sessions: gene.sessions.length, days: gene.days.length });
  return { success: rounded(wilson(gene.outcomes)), spread: rounded(spread), recency: rounded(recency), today: rounded(gene.confidence * recency) };
}

function wilson({ success, failure, mixed }: Outcomes): number {
  const m = success + failure + mixed;
  if (m === 0) return 0;
  const p = (success + mixed / 2) / m;
  const square = Z * Z;
  const lower = (p + square / (2 * m) - Z * Math.sqrt((p * (1 - p)) / m + square / (4 * m * m))) / (1 + square / m);
  return Math.min(1, Math.max(0, lower));
}

function spreadOf({ sessions, days }: Spread): number {
  const effective = (sessions + days) / 2;
  return effective / (effective + HALF_SPREAD);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
