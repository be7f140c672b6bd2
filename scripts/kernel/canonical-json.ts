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

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("a lone surrogate has no canonical JSON");
  return JSON.stringify(text);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
