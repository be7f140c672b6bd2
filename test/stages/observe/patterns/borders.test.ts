import { tokensOf } from "#stages/observe/patterns/tokens";
import { describe, expect, test } from "vitest";

/** Values of a text: what was typed and the kind it was taken for. */
function valuesOf(text: string): readonly string[] {
  return tokensOf(text).flatMap((token) => (token.kind === "mask" ? [`${token.key}${token.sub} ${token.text}`] : []));
}

describe("where words are not set apart by spaces", () => {
  test.each([
    ["把data/orders_q2.xlsx转换成csv", "<path>*.xlsx data/orders_q2.xlsx"],
    ["请根据~/notes/week.md写周报", "<path>*.md ~/notes/week.md"],
    ["reports/summit.texを英語に翻訳して", "<path>*.tex reports/summit.tex"],
    ["明日までにnotes.txtを直して", "<path>*.txt notes.txt"],
    ["打开https://example.org/prices?page=2看看", "<url>example.org https://example.org/prices?page=2"],
    ["把lodash升级到4.17.21吧", "<version> 4.17.21"],
    ["发给ana@example.org好吗", "<email> ana@example.org"],
    ["แปลreport.docxเป็นภาษาอังกฤษ", "<path>*.docx report.docx"],
  ])("an address ends where the script changes: %s", (text, value) => {
    expect(valuesOf(text)).toContain(value);
  });

  test("dates and numbers keep their own letters", () => {
    expect(valuesOf("2026年3月5日的天气")).toEqual(["<date> 2026年3月5日"]);
    expect(valuesOf("列出5个文件")).toEqual(["<number> 5"]);
  });

  test("a file's name may have both scripts in it", () => {
    expect(valuesOf("请打开 報告_v2.docx")).toEqual(["<path>*.docx 報告_v2.docx"]);
    expect(valuesOf("请打开 報告v2.docx")).toEqual(["<path>*.docx 報告v2.docx"]);
  });

  test("nothing changes where there are spaces", () => {
    expect(valuesOf("open data/a.csv, b.docx and ana@example.org by 5 may")).toEqual([
      "<path>*.csv data/a.csv",
      "<path>*.docx b.docx",
      "<email> ana@example.org",
      "<date> 5 may",
    ]);
  });
});
