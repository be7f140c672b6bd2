import { beforeAll, describe, expect, it } from "vitest";
import { parseJavaScript } from "#stages/scan/javascript/parse";
import { prepareJavaScript } from "#stages/scan/javascript/parser";
import { isProgram } from "#stages/scan/javascript/sniff";

const LIMITS = { nodes: 10_000, depth: 100 };
/** Every word that means something to ECMAScript or TypeScript, and some that mean nothing. */
const WORDS =
  "abstract accessor any as assert asserts async await bigint boolean break case catch class const constructor continue debugger declare default defer delete do else enum export extends false finally for from function get global if implements import in infer instanceof interface intrinsic is keyof let module namespace never new null number object of out override package private protected public readonly require return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield Apache License name x1".split(
    " ",
  );
const SECONDS = [...WORDS, "1", '"text"', "(c) 2011", "_x"];

describe("text that no ending calls code", () => {
  beforeAll(prepareJavaScript);

  it("is told from a program as the parser tells it, whatever two words it begins with", () => {
    for (const first of WORDS)
      for (const second of SECONDS)
        for (const rest of ["", " = 1", " {}"]) {
          const text = `${first} ${second}${rest}\n;run();\n`;
          const isParsed = parseJavaScript("text.js", text, LIMITS, () => undefined) !== null;
          expect(isProgram(text, LIMITS), text).toBe(isParsed);
        }
  });

  it("is none as a licence or an XML document", () => {
    expect(isProgram("\n      Apache License (the text)\nrun();\n", LIMITS)).toBe(false);
    expect(isProgram('<?xml version="1.0"?>\n<a b="run()"></a>\n', LIMITS)).toBe(false);
  });
});
