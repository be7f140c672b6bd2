import { observe } from "#stages/observe/observe";
import { makeRedactor } from "#stages/observe/redaction/redact";
import { describe, expect, test } from "vitest";
import { aConversation } from "../conversation.ts";
import { type Dialogue, DIALOGUES } from "./dialogues.table.ts";

/** Dialogue -> text and outcome of its requests, as they come out of the stage. */
function read({ lines }: Dialogue, id: string): readonly (readonly [string, string])[] {
  const group = lines.some((line) => /^\p{L}+> /u.test(line));
  const conversation = aConversation(id, group ? { audience: "group" } : {});
  lines.forEach((line, at) => {
    const [, speaker = "", sign = "", rest = ""] = /^(\p{L}*)([>$!?<=]) (.*)$/u.exec(line) ?? [];
    const output = lines[at + 1]?.startsWith("= ") === true ? (lines[at + 1] ?? "").slice(2) : "done";
    if (sign === ">") conversation.says(rest.replaceAll("\\n", "\n"), speaker === "" ? null : speaker);
    else if (sign === "<") conversation.replies(rest);
    else if (sign !== "=") conversation.runs(rest, sign === "?" ? null : sign === "$", output);
  });
  const { trace } = observe(conversation.build(), { redact: makeRedactor(), home: null, textChars: 4000 });
  return trace.requests.map((one) => [one.text, one.outcome.label]);
}

describe("dialogues in many languages", () => {
  test("are many, in eight languages or more", () => {
    expect(DIALOGUES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(DIALOGUES.map((one) => one.language)).size).toBeGreaterThanOrEqual(8);
  });

  test.each(DIALOGUES.map((one, at) => [`${one.language} ${at}: ${one.lines[0] ?? ""}`, one] as const))("%s", (name, dialogue) => {
    expect(read(dialogue, name)).toEqual(dialogue.expect);
  });
});
