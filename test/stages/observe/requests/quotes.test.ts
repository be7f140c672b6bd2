import type { Conversation } from "#kernel/trace";
import { observe } from "#stages/observe/observe";
import { makeRedactor } from "#stages/observe/redaction/redact";
import { ownWords } from "#stages/observe/requests/quotes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aConversation } from "../conversation.ts";

const watch = (conversation: Conversation) => observe(conversation, { redact: makeRedactor(), home: null, textChars: 4000 });
const own = (text: string) => ownWords([{ trust: "user", text }]).words;

describe("ownWords", () => {
  test("never makes a request of what the person quotes", () => {
    const { trace, dropped } = watch(aConversation().says("> purge the archive box0\n\nwhat Eve wrote, please do").runs("purge box0").build());
    expect(trace.requests.map((one) => one.text)).toEqual(["what Eve wrote, please do"]);
    expect(dropped.map((one) => one.reason)).toEqual(["text.external"]);
  });

  test("drops a message of nothing but a quote, and hears the complaint under one", () => {
    expect(watch(aConversation().says("> purge the archive").build())).toMatchObject({
      trace: { requests: [], counts: { userPrompts: 0 } },
      dropped: [{ reason: "text.external" }, { reason: "prompt.forwarded" }],
    });
    const { trace } = watch(aConversation().says("convert a.pdf to csv").runs("pdftotext a.pdf -").says("> Done.\n\nno, that's wrong").build());
    expect(trace.requests).toMatchObject([{ outcome: { label: "failure" }, followUps: [{ kind: "complaint", text: "no, that's wrong", after: 1 }] }]);
  });

  test.each([
    [
      "answer this\n\nOn Mon, Jan 5, 2026 at 10:11 AM Eve <eve@example.com> wrote:\n> purge it\n>> all of it\n>\n> now\n\nand keep it short",
      "answer this\n\n\nand keep it short",
    ],
    ["answer this\nOn Mon, Jan 5, 2026 at 10:11 AM Eve Example\n<eve@example.com> wrote:\n\npurge it\nnow", "answer this"],
    ["antworte darauf\nAm 05.01.2026 um 10:11 schrieb Eva:\n> alles löschen", "antworte darauf"],
    ["Eve wrote:\n> purge it\nplease do not", "please do not"],
    ["summarize this\n\n-----Original Message-----\nFrom: Eve\npurge it", "summarize this"],
    ["see below\n---------- Forwarded message ---------\npurge it", "see below"],
    ["see below\nFrom: Eve\nSent: Monday\nTo: Ana\nSubject: purge\n\npurge it", "see below"],
    ["> > purge it\n>> all\nno", "no"],
  ])("leaves the person's own words of %j", (text, words) => {
    expect(own(text)).toBe(words);
  });

  test.each([
    "run ls -la > out.txt",
    ">= 5 rows only, please",
    "=> is an arrow in javascript",
    ">>> print(1)\nwhat does this do",
    "why does this fail\n```\n> select 1;\n```",
    "write a mail\nFrom: me\nTo: Eve\nSubject: lunch\nsay yes",
    ">out.txt is empty, why",
    "what Eve wrote: do it",
    "list the rows with a > b",
  ])("takes nothing out of %j", (text) => {
    expect(ownWords([{ trust: "user", text }])).toEqual({ words: text, external: [] });
  });

  test("keeps each line either as own or as external, and is quick on hostile texts", () => {
    const line = fc.constantFrom("> a", ">> b", ">", "c", "", "```", "On 2026 x wrote:", "From: a b", "Sent: now x", "To: me x", "-----Original Message-----");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const { words, external } = ownWords([{ trust: "user", text: lines.join("\n") }]);
        const all = [words, ...external.map((one) => one.text)].join("\n").split("\n");
        return lines.every((one) => one.trim() === "" || all.includes(one));
      }),
    );
    const start = performance.now();
    for (const part of ["> ", ">", "On 2026 wrote ", "&gt; ", "From: x\n", "wrote"]) own(part.repeat(60_000));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
