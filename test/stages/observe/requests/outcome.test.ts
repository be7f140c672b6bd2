import { type Moment, outcomeOf } from "#stages/observe/requests/outcome";
import { stanceOf } from "#stages/observe/requests/stance";
import { describe, expect, test } from "vitest";

const work = (ok: boolean | null, verb = "pdftotext", exitCode: number | null = null): Moment => ({
  kind: "work",
  id: "call",
  verb,
  ok,
  exitCode,
  report: null,
});
const tests = (good: boolean, ok: boolean = good): Moment => ({
  kind: "work",
  id: "test",
  verb: "npm test",
  ok,
  exitCode: ok ? 0 : 1,
  report: { check: "tests", good },
});
const said = (text: string): Moment => {
  const stance = stanceOf(text, true);
  if (stance.kind === "request") throw new TypeError(`"${text}" says nothing about the work`);
  return { kind: "said", id: "prompt", stance };
};

describe("outcomeOf", () => {
  test.each<[string, readonly Moment[], string, string]>([
    ["results that are fine and no word", [work(true)], "success", "last-result-ok"],
    ["an error at the end", [work(true), work(false)], "failure", "last-result-failed"],
    ["an error that is repaired", [work(false), work(true)], "success", "last-result-ok"],
    ["words of rejection after fine results", [work(true), said("no, that's wrong")], "failure", "person-rejected"],
    ["a correction", [work(true), said("not pandas, use polars")], "failure", "person-correction"],
    ["thanks after an error", [work(false), said("perfect thanks")], "success", "person-approved"],
    ["thanks without any work", [said("thanks")], "success", "person-approved"],
    ["a yes after fine results", [work(true), said("ok")], "success", "person-agreed"],
    ["a correction that work answered, and then no word", [work(true), said("not pandas, use polars"), work(true)], "mixed", "person-correction"],
    ["a correction that work answered badly", [work(true), said("not pandas, use polars"), work(false)], "failure", "person-correction"],
    ["work that was undone as asked", [work(true), said("undo that"), work(true)], "failure", "person-undo"],
    ["praise with a but", [work(true), said("looks good but the header is missing")], "mixed", "person-rejected"],
    ["a failed test that was never run again", [tests(false), work(true, "git commit")], "mixed", "last-result-ok"],
    ["a failed test that passed later", [tests(false), tests(true)], "success", "last-result-ok"],
    ["a summary with failures behind a pipe", [tests(false, true)], "failure", "last-result-failed"],
    ["a rejection that was made good", [work(true), said("no, that's wrong"), work(true), said("perfect")], "success", "person-rejected"],
    ["no match of grep at the end", [work(true), work(false, "grep", 1)], "success", "last-result-ok"],
    ["a crash of grep at the end", [work(true), work(false, "grep", 2)], "failure", "last-result-failed"],
    ["nothing at all", [], "unknown", ""],
    ["a command still running", [work(null)], "unknown", ""],
    ["leave given before an error", [said("yes"), work(false)], "failure", "last-result-failed"],
    ["going on", [said("continue")], "unknown", ""],
    ["work that was taken back", [work(true), { kind: "withdrawn", id: "prompt" }], "unknown", "withdrawn"],
    ["a turn that broke after fine results", [work(true), { kind: "turn-failed", id: "reply", why: "rate limited" }], "unknown", "last-result-ok"],
  ])("%s", (_name, moments, label, code) => {
    const outcome = outcomeOf(moments);
    expect(outcome.label).toBe(label);
    expect(outcome.because[0]?.code ?? "").toBe(code);
  });
});
