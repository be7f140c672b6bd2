import { standingOf } from "#kernel/gene";
import { expect, test } from "vitest";

const NOW = Date.UTC(2026, 5, 30, 12);
const seen = (daysAgo: number) => new Date(NOW - daysAgo * 86_400_000).toISOString();

test.each([
  [0, "active", "active"],
  [29.9, "active", "active"],
  [30, "active", "stale"],
  [89.9, "active", "stale"],
  [90, "active", "archived"],
  [-3, "active", "active"],
  [400, "merged", "merged"],
  [400, "retired", "retired"],
] as const)("a gene seen %d days ago that is %s stands as %s", (days, status, standing) => {
  expect(standingOf({ status, lastSeen: seen(days) }, NOW)).toBe(standing);
});

test("a gene without a known day stays active", () => {
  expect(standingOf({ status: "active", lastSeen: null }, NOW)).toBe("active");
});
