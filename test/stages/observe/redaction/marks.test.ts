import { cutAtMark, toldMarks } from "#stages/observe/redaction/marks";
import { describe, expect, test } from "vitest";

describe("marks of secrets", () => {
  test("are never cut in two, wherever the text ends", () => {
    const text = "push with <secret:github-token:12> now";
    for (let chars = 0; chars <= text.length; chars++) expect(cutAtMark(text, chars).replace("<secret:github-token:12>", "")).not.toContain("<");
  });

  test("are told in words", () => {
    expect(toldMarks("log in with <secret:mysql-password> and <secret:jwt:3>")).toBe("log in with a password and a secret");
  });
});
