import { describe, expect, it } from "vitest";
import { opinionOf, opinionQuestion } from "#assist/opinion";
import { outcomesOf, outcomesQuestion } from "#assist/outcomes";
import type { Request } from "#kernel/trace";

const request = (text: string): Request => ({
  id: `req-${text}`,
  session: "s",
  adapter: "openclaw",
  agent: "main",
  project: null,
  speaker: null,
  at: null,
  place: { path: "x", line: 1 },
  text,
  followUps: [],
  actions: [],
  outcome: { label: "unknown", because: [] },
});

describe("judgements of a model", () => {
  it("takes five marks from 1 to 5 and one line", () => {
    const { fault } = opinionQuestion("# Skill");
    const good = { clear: 5, grounded: 4, complete: 3, safe: 1, remark: "Look at\nthe \u202efolder." };
    expect(fault(good)).toBeNull();
    expect(opinionOf(good)).toEqual({ ...good, remark: "Look at the folder." });
    for (const bad of [
      { ...good, safe: 6 },
      { ...good, clear: 0.5 },
      { ...good, remark: "x".repeat(241) },
      { ...good, approve: true },
    ])
      expect(fault(bad)).not.toBeNull();
  });

  it("asks about open outcomes only when there are some, at most 20", () => {
    expect(outcomesQuestion([])).toBeNull();
    const many = outcomesQuestion(Array.from({ length: 30 }, (_none, at) => request(String(at))));
    expect(many?.parts).toHaveLength(20);
  });

  it("counts each request once, and none that was not asked about", () => {
    const outcomes = [
      { request: 1, label: "success" },
      { request: 1, label: "failure" },
      { request: 2, label: "failure" },
      { request: 9, label: "success" },
    ];
    expect(outcomesOf(3, { outcomes })).toEqual({ asked: 3, success: 1, failure: 1 });
  });
});
