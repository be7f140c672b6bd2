import type { Occurrence } from "./occurrence.ts";

type Valued = Readonly<{ value: string; from: number; to: number }>;

const UNITS: Readonly<Record<string, string>> = {
  number_of_pixels: "px pixel pixels pixeln píxeles",
  percentage: "% percent prozent",
  number_of_seconds: "s sec secs second seconds sekunde sekunden",
  number_of_minutes: "min mins minute minutes minuten",
  number_of_hours: "h hr hrs hour hours stunde stunden",
  number_of_days: "day days tag tage tagen",
  number_of_weeks: "week weeks woche wochen",
  number_of_months: "month months monat monate",
  number_of_years: "year years jahr jahre",
};
const UNIT_OF: ReadonlyMap<string, string> = new Map(Object.entries(UNITS).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit] as const)));

/** Word or sign behind a number -> how a number of that unit is called, or null. */
export function unitOf(word: string): string | null {
  return UNIT_OF.get(word.toLowerCase()) ?? null;
}

/** Places of numbers -> the one known unit that most of them have, in the token or in the word behind it; null when there is none. */
export function unitAll(places: readonly (readonly [number, number] | null)[], occurrences: readonly Occurrence[]): string | null {
  const units = places.flatMap((place, at) => {
    const tokens = occurrences[at]?.tokens ?? [];
    return place === null ? [] : [unitOf(/[\p{L}%]{1,10}$/u.exec(tokens[place[1]]?.text ?? "")?.[0] ?? "") ?? unitOf(tokens[place[1] + 1]?.text ?? "")];
  });
  const [best] = [...new Set(units)].filter((unit) => unit !== null && units.filter((one) => one === unit).length * 2 > units.length);
  return best ?? null;
}

/**
 * Values of a number slot -> the same without their unit, when all that have one have the same: `800 px`, `800px` and `800` are one
 * kind of value, 800; `5 km` and `3 miles` are not.
 */
export function withoutUnits(found: readonly (Valued | null)[]): readonly (Valued | null)[] {
  const parts = found.map((one) => (one === null ? null : /^([+-]?\d[\d.,]{0,20})\s?([\p{L}%°]{1,10})$/u.exec(one.value)));
  const units = new Set(parts.flatMap((part) => (part === null ? [] : [unitOf(part[2] ?? "") ?? (part[2] ?? "").toLowerCase()])));
  if (units.size !== 1) return found;
  return found.map((one, at) => {
    const number = parts[at]?.[1];
    return one === null || number === undefined ? one : { ...one, value: number, to: one.from + number.length };
  });
}

/** Values with a named unit -> the same, their place in the text reaching over the unit: "to 800 px" reads "to a number of pixels". */
export function overUnits(
  found: readonly (Valued | null)[],
  places: readonly (readonly [number, number] | null)[],
  occurrences: readonly Occurrence[],
): readonly (Valued | null)[] {
  return found.map((one, at) => {
    const place = places[at] ?? null;
    const tokens = occurrences[at]?.tokens;
    if (one === null || place === null || tokens === undefined) return one;
    const next = tokens[place[1] + 1];
    return { ...one, to: (next !== undefined && unitOf(next.text) !== null ? next.end : tokens[place[1]]?.end) ?? one.to };
  });
}
