import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PYTHON_CLEAN, PYTHON_GRANTED } from "../../../attacks/python-clean.table.ts";
import { EVASIONS, PYTHON } from "../../../attacks/python.table.ts";
import { POLICY, scanOf } from "../samples.ts";

const SOURCES: readonly string[] = [...[...PYTHON, ...EVASIONS].map(([, , code]) => code), ...[...PYTHON_CLEAN, ...PYTHON_GRANTED].map(([, code]) => code)];
const PIECES = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  '"""',
  "'",
  "\\",
  "\n",
  "\t",
  " ",
  ":",
  "=",
  ",",
  ".",
  "*",
  "#",
  "lambda x: ",
  "import ",
  "f'{",
  "async ",
  "\r",
  "\f",
  "\u0000",
  "é",
  "ｅ",
  "else:\n",
  "    ",
  "0o7",
  "@",
  ":=",
];

const edit = fc.record({ at: fc.nat(2_000), cut: fc.nat(6), put: fc.constantFrom(...PIECES) });

function mutated(source: string, edits: readonly Readonly<{ at: number; cut: number; put: string }>[]): string {
  let text = source;
  for (const { at, cut, put } of edits) {
    const place = text.length === 0 ? 0 : at % text.length;
    text = text.slice(0, place) + put + text.slice(place + cut);
  }
  return text;
}

describe("Python of any kind", () => {
  it("is read without a throw, the same way twice, and with marks inside of the file", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SOURCES), fc.array(edit, { maxLength: 6 }), fc.constantFrom(...SOURCES), (one, edits, other) => {
        const text = `${mutated(one, edits)}\n${other}`;
        const report = scanOf({ "scripts/a.py": text }, "imported");
        expect(scanOf({ "scripts/a.py": text }, "imported")).toEqual(report);
        expect(report.findings.filter((found) => found.message.includes("the analysis failed"))).toEqual([]);
        const lines = text.split(/\r\n|\r|\n|\u2028|\u2029/).length;
        expect(report.findings.every((found) => found.range.startLine >= 1 && found.range.endLine <= lines)).toBe(true);
      }),
      { seed: 20_260, numRuns: 120 },
    );
  });

  it("never gets a better verdict for one more line of its own", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...[...PYTHON, ...EVASIONS].filter(([, expected, , path]) => expected === "block" && path === undefined)),
        fc.constantFrom(...PYTHON_CLEAN),
        ([, , code], [, clean]) => {
          const blocks = (text: string) => scanOf({ "scripts/a.py": text }, "imported").findings.some((one) => one.disposition === "block");
          expect(blocks(`${clean}\n${code}\n`)).toBe(true);
        },
      ),
      { seed: 4_417, numRuns: 80 },
    );
  });

  const hostile: readonly (readonly [string, string])[] = [
    ["deep brackets", `x = ${"(".repeat(5_000)}1${")".repeat(5_000)}`],
    ["a long sum", `x = ${Array.from({ length: 20_000 }, () => "'a'").join(" + ")}`],
    [
      "a doubling ring",
      Array.from({ length: 200 }, (_, at) => `x${String(at)} = x${String((at * 7 + 3) % 200)} + x${String((at * 11 + 5) % 200)} + 'a'`).join("\n"),
    ],
    [
      "many functions that call each other",
      Array.from({ length: 300 }, (_, at) => `def f${String(at)}(a, b):\n    return f${String((at + 1) % 300)}(b, f${String((at + 7) % 300)}(a, b))`).join(
        "\n",
      ),
    ],
    ["one long line", `x = "${"a".repeat(400_000)}"`],
    ["many attributes", `x = a${".b".repeat(390)}`],
    ["many names", Array.from({ length: 10_000 }, (_, at) => `n${String(at)} = [${String(at)}]`).join("\n")],
    ["text that explodes", `a = 'x' * 1000\n${Array.from({ length: 60 }, () => "a = a + a").join("\n")}\nprint(a.replace('x', a))`],
    ["an odd character number", "print(chr(1.5), chr(-1), '%c' % 1e9, bytes([300]), 1 << 100000, 2 ** 99999)"],
  ];
  for (const [what, text] of hostile)
    it(`comes to an end on ${what}`, () => {
      const report = scanOf({ "scripts/a.py": text }, "imported", { policy: POLICY });
      expect(report.coverage.map((one) => one.file)).toEqual(["scripts/a.py"]);
      expect(report.findings.filter((found) => found.message.includes("the analysis failed"))).toEqual([]);
    });
});
