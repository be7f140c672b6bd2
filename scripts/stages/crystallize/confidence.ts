/** Two-sided 95 % normal quantile. */
const Z = 1.96;
/** Sessions at which support counts half. */
const HALF_SESSIONS = 2;

type Outcomes = Readonly<{ success: number; failure: number; mixed: number }>;

/** Outcomes -> (s + x/2) / (s + f + x), 0 when there are none: mixed ones (x) count half, unknown ones prove nothing either way. Four decimals. */
export function successRateOf({ success, failure, mixed }: Outcomes): number {
  const told = success + failure + mixed;
  return told === 0 ? 0 : rounded((success + mixed / 2) / told);
}

/**
 * Confidence in 0..1 = W(s + x/2, s + f + x) * n / (n + 2), with n distinct sessions and W the lower bound of the Wilson score interval at 95 %
 * (Wilson 1927, eq. as in Agresti and Coull 1998): (p + z^2/2m - z sqrt(p(1-p)/m + z^2/4m^2)) / (1 + z^2/m). Few successes are thus worth
 * less than their rate, and the same number of uses in one sitting less than spread over many. Four decimals.
 */
export function confidenceOf({ success, failure, mixed }: Outcomes, sessions: number): number {
  const m = success + failure + mixed;
  if (m === 0) return 0;
  const p = (success + mixed / 2) / m;
  const square = Z * Z;
  const lower = (p + square / (2 * m) - Z * Math.sqrt((p * (1 - p)) / m + square / (4 * m * m))) / (1 + square / m);
  return rounded(Math.min(1, Math.max(0, lower * (sessions / (sessions + HALF_SESSIONS)))));
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
