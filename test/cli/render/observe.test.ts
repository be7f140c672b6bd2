import { expect, test } from "vitest";
import { sourcesShown } from "#cli/render/observe";

const source = (path: string, sessions: number) => ({ adapter: "a", label: "A", path, sessions });

test("places without sessions are named only when no place has any", () => {
  expect(sourcesShown({ sources: [source("/a", 0), source("/b", 2), source("/c", 0)] }).map((one) => one.path)).toEqual(["/b"]);
  expect(sourcesShown({ sources: [source("/a", 0), source("/b", 0)] }).map((one) => one.path)).toEqual(["/a", "/b"]);
  expect(sourcesShown({ sources: [] })).toEqual([]);
});
