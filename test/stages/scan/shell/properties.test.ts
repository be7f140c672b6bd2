import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SHELL_CLEAN } from "../../../attacks/shell-clean.table.ts";
import { SHELL } from "../../../attacks/shell.table.ts";
import { command, script } from "./reading.ts";

const WHOLE: readonly string[] = [...SHELL_CLEAN.map(([, code]) => code), ...SHELL.map(([, , code]) => code)].filter(
  (code) => !/^#!|\r|\\\n/.test(code) && script(`${code}\n:\n`).complete,
);
const PIECES: readonly string[] =
  "$ { } ( ) [[ ]] \" ' ` \\ \n ; & | < > << <<< $(( )) ${ :- # % // ^ @ ! * ? ~ = += a b curl sh eval base64 -d -c if then fi for in do done case esac while function x=1 EOF \u0001 \u0000 é".split(
    " ",
  );

describe("whatever the text is", () => {
  it("the reading ends with marks inside of it, the same each time", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES, "\n"), { maxLength: 40 }), fc.constantFrom("script", "code", "told"), (pieces, mode) => {
        const text = pieces.join(pieces.length % 2 === 0 ? " " : "");
        const first = command(text, mode);
        expect(command(text, mode)).toEqual(first);
        for (const mark of first.marks) {
          expect(mark.start).toBeGreaterThanOrEqual(0);
          expect(mark.end).toBeLessThanOrEqual(Math.max(1, text.length));
          expect(mark.start).toBeLessThanOrEqual(mark.end);
        }
      }),
      { seed: 20260101, numRuns: 1_500 },
    );
  });

  it("a line more never takes a finding away", () => {
    const rank = (text: string): readonly [boolean, ReadonlySet<string>] => {
      const { blocks, needs } = script(text);
      return [blocks.length > 0, new Set(needs)];
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WHOLE), { minLength: 1, maxLength: 3 }), fc.constantFrom(...WHOLE), (lines, last) => {
        const [blocked, needs] = rank(`${lines.join("\n")}\n`);
        const [stillBlocked, more] = rank(`${lines.join("\n")}\n${last}\n`);
        if (blocked) expect(stillBlocked).toBe(true);
        else if (!stillBlocked) expect([...needs].filter((one) => !more.has(one))).toEqual([]);
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it.each([
    ["many braces", "{".repeat(60_000)],
    ["many quotes", "'".repeat(60_001)],
    ["many dollars", "${".repeat(20_000)],
    ["many substitutions", `${"$(".repeat(5_000)}${")".repeat(5_000)}`],
    ["a line of one word", `echo ${"a".repeat(400_000)}`],
    ["many variables and branches", Array.from({ length: 3_000 }, (_, at) => `v${String(at)}=1; if x; then y=${String(at)}; fi`).join("\n")],
    ["a long pipe", Array.from({ length: 5_000 }, () => "cat").join(" | ")],
    ["nested loops", `${"while x; do\n".repeat(60)}${"done\n".repeat(60)}`],
    ["a doubling variable", `x=aaaaaaaa\n${"x=$x$x\n".repeat(60)}`],
    ["deep evaluation", `${"eval '".repeat(1)}${'bash -c "'.repeat(1)}ls"'`],
  ])("%s costs no more than its length", (_what, text) => {
    expect(Array.isArray(safely(() => script(text).marks))).toBe(true);
  });
});

/** The caller of an analyser takes a lack of stack as "unread"; nothing else may be thrown. */
function safely(read: () => readonly unknown[]): readonly unknown[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
