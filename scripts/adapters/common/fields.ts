/** A JSON object of unknown content. */
export type Fields = Readonly<Record<string, unknown>>;

/** Unknown value -> object with unknown fields, or null. */
export function asFields(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** Unknown value -> list of unknown values; empty when it is none. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Object and a path of keys -> the value there; undefined when any part is missing. Own keys only. */
export function valueAt(fields: unknown, ...keys: readonly string[]): unknown {
  let value: unknown = fields;
  for (const key of keys) {
    const object = asFields(value);
    if (object === null || !Object.hasOwn(object, key)) return undefined;
    value = object[key];
  }
  return value;
}

/** Unknown value -> text, or null when it is none. */
export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Unknown value -> whole number, or null. */
export function integerOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

/** Milliseconds or ISO text -> milliseconds since 1970; null for anything a date cannot hold. */
export function timeOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const time = typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? Math.trunc(time) : null;
}

/** Seconds since 1970, whole or with a fraction -> milliseconds; null for anything else. */
export function secondsOf(value: unknown): number | null {
  return typeof value === "number" || typeof value === "bigint" ? timeOf(Number(value) * 1000) : null;
}

/** JSON text -> its value; undefined when it is none (JSON itself has no undefined). */
export function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
