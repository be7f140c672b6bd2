import { describe, expect, it } from "vitest";
import { NEXT_STATUS } from "#kernel/capsule";
import { ERRORS, FAMILIES, ForgeError } from "#kernel/errors";

describe("errors", () => {
  it("all belong to a family with an exit code that is no result", () => {
    const codes: readonly number[] = Object.values(ERRORS).map((one) => FAMILIES[one.family]);
    expect(codes.every((code) => Number.isInteger(code) && code !== 0 && code !== 3 && code !== 4)).toBe(true);
  });

  it("say what to do next", () => {
    expect(Object.values(ERRORS).every((one) => one.help.length > 20)).toBe(true);
    expect(new ForgeError("LOCKED", "x").family).toBe("locked");
  });
});

describe("the life of a capsule", () => {
  it("reaches promoted only from states that an approval led to", () => {
    const before = Object.entries(NEXT_STATUS).filter(([, next]) => next.includes("promoted"));
    expect(before.map(([status]) => status).sort()).toEqual(["approved", "retired", "rolled-back"]);
  });
});
