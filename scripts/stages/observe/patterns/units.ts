type Valued = Readonly<{ value: string; from: number; to: number }>;

const UNITS: Readonly<Record<string, string>> = {
  pixels: "px pixel pixels pixeln píxeles pixels",
  percent: "% percent prozent",
  seconds: "s sec secs second seconds sekunde sekunden",
  minutes: "min mins minute minutes minuten",
  hours: "h hr hrs hour hours stunde stunden",
  days: "day days tag tage tagen",
  weeks: "week weeks woche wochen",
  months: "month months monat monate",
  years: "year years jahr jahre",
};
const UNIT_OF: ReadonlyMap<string, string> = new Map(Object.entries(UNITS).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit] as const)));

/** Word or sign behind a number -> the unit it stands for in the plural, or null. */
export function unitOf(word: string): string | null {
  return UNIT_OF.get(word.toLowerCase()) ?? null;
}

/**
 * Values of a number slot -> the same without their unit, when all that have one have the same: `800 px`, `800px` and `800` are one
 * kind of value, 800; `5 km` and `3 miles` are not.
 */
export function withoutUnits<T extends Valued>(found: readonly (T | null)[]): readonly (T | null)[] {
  const parts = found.map((one) => (one === null ? null : /^([+-]?\d[\d.,]{0,20})\s?([\p{L}%°]{1,10})$/u.exec(one.value)));
  const units = new Set(parts.flatMap((part) => (part === null ? [] : [unitOf(part[2] ?? "") ?? (part[2] ?? "").toLowerCase()])));
  if (units.size !== 1) return found;
  return found.map((one, at) => {
    const number = parts[at]?.[1];
    return one === null || number === undefined ? one : { ...one, value: number, to: one.from + number.length };
  });
}
