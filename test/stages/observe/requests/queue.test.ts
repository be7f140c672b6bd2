import { observe } from "#stages/observe/observe";
import { makeRedactor } from "#stages/observe/redaction/redact";
import { describe, expect, test } from "vitest";
import { aConversation } from "../conversation.ts";

const workOf = (conversation: Parameters<typeof observe>[0]) =>
  observe(conversation, { redact: makeRedactor(), home: null, textChars: 4000 }).trace.requests.map(({ text, actions }) => [
    text,
    actions.map(({ line }) => line),
  ]);

describe("messages spoken in one breath", () => {
  test("the work belongs to the one whose words it takes up, in whatever order they stand", () => {
    const work = ["pdftotext ~/in/july.pdf ~/in/july.txt", "wc -l ~/in/july.csv"];
    const csv = "csv of the july invoices";
    const ferns = "do ferns like coffee grounds?";
    for (const [first, second] of [
      [csv, ferns],
      [ferns, csv],
    ] as const) {
      const found = workOf(
        aConversation()
          .says(first)
          .says(second)
          .runs(work[0] ?? "")
          .runs(work[1] ?? "")
          .replies("Done.")
          .build(),
      );
      expect(Object.fromEntries(found)).toEqual({ [csv]: work, [ferns]: [] });
    }
  });

  test("the work belongs to the last one when no words tell", () => {
    expect(workOf(aConversation().says("tidy up here").says("how full is it?").runs("df -h /").build())).toEqual([
      ["tidy up here", []],
      ["how full is it?", ["df -h /"]],
    ]);
  });

  test("work after an answer belongs to what was asked after it, whatever its words", () => {
    expect(workOf(aConversation().says("convert july.pdf").replies("Later.").says("what is new?").runs("log july.pdf").build())).toEqual([
      ["convert july.pdf", []],
      ["what is new?", ["log july.pdf"]],
    ]);
  });
});
