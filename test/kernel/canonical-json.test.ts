import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, inCanonicalOrder } from "#kernel/canonical-json";

describe("canonical JSON", () => {
  it("agrees with another implementation of RFC 8785 on any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  it("sorts keys by UTF-16 units, as the RFC's own example does", () => {
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
    expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map((match) => match[1])).toEqual(["2", "4", "6", "7", "1", "5", "3"]);
  });

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n, new Date(0), Symbol.iterator, { a: undefined }, ["\ud800"], { "\udc00": 1 }])(
    "refuses what JSON cannot hold faithfully (%s)",
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
      expect(() => inCanonicalOrder(value)).toThrow(TypeError);
    },
  );

  it("gives a value in its order, and the very same one when it is in order already", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const ordered = JSON.parse(canonicalJson(value)) as unknown;
        expect(JSON.stringify(inCanonicalOrder(value), null, 2)).toBe(JSON.stringify(ordered, null, 2));
        const again = inCanonicalOrder(ordered);
        // a key like "10" stands where the engine puts it, whatever the order
        if (!/"\d+":/.test(canonicalJson(value))) expect(again).toBe(ordered);
      }),
    );
  });
});
