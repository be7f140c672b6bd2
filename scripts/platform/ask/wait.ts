/** Longer than this nobody waits for a proposal: the question is given up instead. */
export const MOST_WAIT_MS = 60_000;
const FIRST_MS = 500;
const HIGHEST_MS = 20_000;

/** What a server asks to wait, in milliseconds: `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3). Null when it says nothing that can be read. */
export function retryAfter(headers: Headers, now: number): number | null {
  const exact = headers.get("retry-after-ms");
  if (exact !== null && /^\d+(\.\d+)?$/.test(exact.trim())) return Math.ceil(Number(exact));
  const said = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(said)) return Math.ceil(1000 * Number(said));
  // a date has a name of a day or month in it; Date.parse alone takes "-5" for a year
  const at = /[a-z]{3}/i.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Exponential backoff with full jitter: anything from 0 to 0.5 s, 1 s, 2 s, ... up to 20 s, so that many clients do not come back at the same moment. */
export function backoff(tries: number, random: () => number): number {
  return Math.floor(random() * Math.min(HIGHEST_MS, FIRST_MS * 2 ** (tries - 1)));
}
