/** A value that JSON can carry without loss. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON value -> its one canonical text (RFC 8785): keys sorted by UTF-16 units, no white space.
 * Throws TypeError for what JSON cannot hold faithfully (undefined, NaN, Date, BigInt, lone surrogates), because a
 * digest over a silently changed value would prove the wrong thing.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return canonicalString(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  if (typeof value === "object" && isPlain(value)) {
    const fields = Object.keys(value).sort();
    return `{${fields.map((key) => `${canonicalString(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`).join(",")}}`;
  }
  throw new TypeError(`a ${typeof value} has no canonical JSON`);
}

/**
 * JSON value -> the same one with the keys of every object in canonical order, for a text that people read; parts that are in order already are not copied.
 * Throws TypeError as canonicalJson.
 */
export function inCanonicalOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const sorted = Array.from(items, inCanonicalOrder);
    return sorted.every((one, index) => one === items[index]) ? items : sorted;
  }
  if (typeof value === "string") return wellFormed(value);
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) return value;
  if (typeof value !== "object" || !isPlain(value)) return canonicalJson(value);
  const fields = value as Readonly<Record<string, unknown>>;
  let changed = false;
  let last = "";
  const parts: [string, unknown][] = [];
  for (const key of Object.keys(fields)) {
    const part = inCanonicalOrder(fields[wellFormed(key)]);
    changed ||= key < last || part !== fields[key];
    last = key;
    parts.push([key, part]);
  }
  return changed ? Object.fromEntries(parts.sort(([one], [other]) => (one < other ? -1 : 1))) : fields;
}

function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("a lone surrogate has no canonical JSON");
  return text;
}

function canonicalString(text: string): string {
  return JSON.stringify(wellFormed(text));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
