import { ranker } from "#stages/trigger/rank";
import { thresholdOf } from "#stages/trigger/threshold";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aDocument, BACKGROUND, INVOICES, LIBRARY, MERGES, PULLS } from "./a-library.ts";

const best = (documents: Parameters<typeof ranker>[0], text: string) => documents[ranker(documents, BACKGROUND)(text).ranked[0]?.at ?? -1]?.name;

describe("ranker", () => {
  it("finds the skill by words that its wordings only inflect", () => {
    expect(best(LIBRARY, "converting the invoice of March")).toBe("convert-invoices");
    expect(best(LIBRARY, "merging a PR")).toBe("merge-pull-request");
    expect(best(LIBRARY, "deployed builds on staging?")).toBe("deploy-staging");
  });

  it("reads scripts without spaces between words", () => {
    const chinese = [aDocument("invoices", ["把三月的发票转换成表格", "发票导出"]), aDocument("weather", ["明天的天气怎么样", "北京天气"])];
    expect(best(chinese, "请转换这些发票")).toBe("invoices");
    expect(best(chinese, "上海的天气")).toBe("weather");
  });

  it("leaves a skill out as if it were not installed, and the same otherwise", () => {
    const rank = ranker(LIBRARY, BACKGROUND);
    const text = "show me the open pull requests";
    expect(rank(text).ranked[0]?.at).toBe(0);
    expect(
      rank(text, 0)
        .ranked.map(({ at }) => at)
        .toSorted(),
    ).toEqual([1, 2, 3]);
    expect(rank(text, 0).confidence).toBeLessThan(rank(text).confidence);
  });

  it("gives what shares no word with any skill no score and no confidence", () => {
    expect(ranker(LIBRARY)("zzzz qqqq")).toMatchObject({ ranked: [{ score: 0 }, { score: 0 }, { score: 0 }, { score: 0 }], confidence: 0 });
    expect(ranker([])("anything")).toEqual({ ranked: [], confidence: 0 });
    expect(ranker(LIBRARY)("")).toMatchObject({ confidence: 0 });
  });

  it("counts a word of the wordings more than the same word deep in a body", () => {
    const deep = aDocument("other", ["something else entirely"], { body: "squash the branch and merge ".repeat(3) });
    expect(best([deep, ...LIBRARY], "squash and merge")).toBe("merge-pull-request");
  });

  it("takes two skills of the same wordings for a tie, whichever stands first", () => {
    const { ranked } = ranker([aDocument("a", PULLS.phrases), aDocument("a", PULLS.phrases), MERGES])("open pull requests for review");
    expect(ranked[0]?.score).toBe(ranked[1]?.score);
    expect(ranked[0]?.score).toBeGreaterThan(0);
  });

  it("ranks every text, and no score is negative or not a number", () => {
    const rank = ranker(LIBRARY, BACKGROUND);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const { ranked, confidence } = rank(text);
        expect(ranked).toHaveLength(LIBRARY.length);
        expect(ranked.every(({ score }) => score >= 0 && Number.isFinite(score)) && Number.isFinite(confidence)).toBe(true);
      }),
    );
  });
});

describe("thresholdOf", () => {
  it("lets wordings of an installed skill through and keeps out those of one that is not installed", () => {
    const installed = LIBRARY.filter((one) => one !== INVOICES);
    const rank = ranker(installed, BACKGROUND);
    const least = thresholdOf(installed, rank);
    expect(INVOICES.phrases.filter((text) => rank(text).confidence > least)).toEqual([]);
    expect(rank("show the open pull requests for review").confidence).toBeGreaterThan(least);
  });

  it("does not sink where there is little to learn from, and rises where skills are alike", () => {
    expect(thresholdOf([], ranker([]))).toBe(0.6);
    expect(thresholdOf([PULLS], ranker([PULLS]))).toBe(0.6);
    const alike = [aDocument("a", PULLS.phrases), aDocument("b", PULLS.phrases)];
    expect(thresholdOf(alike, ranker(alike))).toBeGreaterThan(0.6);
  });
});
