import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { validateOverlay, validatePolicy } from "#generated/validators";
import { mergePolicy, type Policy } from "#kernel/policy";

const shipped = JSON.parse(readFileSync(join(import.meta.dirname, "../../policy/policy.json"), "utf8")) as Policy;

describe("policy", () => {
  it("is shipped whole and valid", () => {
    expect(validatePolicy(shipped)).toBe(true);
  });

  it("keeps what the overlay leaves out", () => {
    const merged = mergePolicy(shipped, { schemaVersion: 1, support: { sessions: 9 }, scan: { weights: { "x-y": 4 } } });
    expect(merged.support).toEqual({ ...shipped.support, sessions: 9 });
    expect(merged.scan.limits).toEqual(shipped.scan.limits);
    expect(merged.scan.weights).toEqual({ ...shipped.scan.weights, "x-y": 4 });
    expect(Object.isFrozen(merged.scan.limits)).toBe(true);
  });

  it.each([
    { schemaVersion: 1, hardBlocks: [] },
    { schemaVersion: 2 },
    { schemaVersion: 1, support: { sessions: 0 } },
    { schemaVersion: 1, scan: { profile: "off" } },
    [],
  ])("refuses the overlay %j", (overlay) => {
    expect(validateOverlay(overlay)).toBe(false);
  });
});
