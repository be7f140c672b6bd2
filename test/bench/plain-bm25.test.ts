import { describe, expect, it } from "vitest";
import { bm25 } from "./plain-bm25.ts";

describe("plain BM25", () => {
  const find = bm25(["the cat sat on the mat", "a dog and a cat", "the dog barked at the moon and the moon and the moon"]);

  it("finds the text with the rarer word of a request, and of equal ones the first", () => {
    expect(find("who BARKED?")).toBe(2);
    expect(find("cat on a mat")).toBe(0);
    expect(find("nothing of it")).toBe(0);
  });

  it("lets a shorter text win where a word occurs equally often", () => {
    expect(find("dog")).toBe(1);
  });
});
