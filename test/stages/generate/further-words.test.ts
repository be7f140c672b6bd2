import { furtherWords } from "#stages/generate/further-words";
import { describe, expect, it } from "vitest";

describe("furtherWords", () => {
  it("names words that no quoted wording holds, the commonest first, as they were typed, without short ones", () => {
    expect(furtherWords(["list pull requests"], ["show requested merges", "show the merge queue", "any merges to do"])).toEqual(["merges", "show", "queue"]);
  });
});
