const DAY = 86_400_000;

/** Instant `ago` days before the UTC day of `now`, at `hour`:`minute` UTC; days before today only, so that nothing lies in the future. */
export function at(now: number, ago: number, hour: number, minute = 0): number {
  return Math.floor(now / DAY) * DAY - ago * DAY + hour * 3_600_000 + minute * 60_000;
}

/** Instant -> `2026-03-02`. */
export function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Instant -> `Mon 2026-03-02 08:04:11 UTC`, as channel envelopes spell it. */
export function stampOf(time: number): string {
  const date = new Date(time);
  const day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][date.getUTCDay()] ?? "Sun";
  return `${day} ${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
