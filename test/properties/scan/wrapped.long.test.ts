import { beforeAll, describe, expect, it } from "vitest";
import { prepareAll } from "#stages/scan/prepare";
import { allSamples, type Files } from "../../attacks/samples.ts";
import { scanOf } from "../../stages/scan/samples.ts";

type Wrap = readonly [name: string, wrapped: (code: string) => string];

/** Places in which statements run as they run by themselves: each is shown as the text around them. */
const SHELL: readonly Wrap[] = [
  ["a function", (code) => `pad_main() {\n${code}\n}\npad_main "$@"\n`],
  ["a function in a function", (code) => `pad_a() { pad_b() {\n${code}\n}; pad_b "$@"; }\npad_a "$@"\n`],
  ["if", (code) => `if [ -n "$1" ]; then\n${code}\nfi\n`],
  ["else", (code) => `if [ -n "$1" ]; then\necho a\nelse\n${code}\nfi\n`],
  ["for", (code) => `for pad in a b c; do\n${code}\ndone\n`],
  ["while", (code) => `while sleep 1; do\n${code}\ndone\n`],
  ["case", (code) => `case "$1" in\nrun)\n${code}\n;;\n*) echo usage ;;\nesac\n`],
  ["a subshell", (code) => `(\n${code}\n)\n`],
  ["a group", (code) => `{\n${code}\n} > /dev/null\n`],
  ["the background", (code) => `(\n${code}\n) &\nwait\n`],
  ["a pipe", (code) => `{\n${code}\n} | cat\n`],
  ["a list", (code) => `true && {\n${code}\n} || false\n`],
  ["time", (code) => `time {\n${code}\n}\n`],
];

const PYTHON: readonly Wrap[] = [
  ["a function", (code) => `def pad_main():\n${indented(code)}\npad_main()\n`],
  ["a function nobody calls", (code) => `def pad_main():\n${indented(code)}\n    return 1\n`],
  ["a function in a function", (code) => `def pad_outer():\n    def pad_inner():\n${indented(indented(code))}\n    return pad_inner\npad_outer()()\n`],
  ["a decorated function", (code) => `def pad_with(f):\n    return f\n@pad_with\ndef pad_main():\n${indented(code)}\npad_main()\n`],
  ["a generator", (code) => `def pad_each():\n${indented(code)}\n    yield 1\nlist(pad_each())\n`],
  ["a coroutine", (code) => `import asyncio\nasync def pad_main():\n${indented(code)}\nasyncio.run(pad_main())\n`],
  ["the main module", (code) => `if __name__ == "__main__":\n${indented(code)}\n`],
  ["try", (code) => `try:\n${indented(code)}\nexcept Exception:\n    pass\n`],
  ["except", (code) => `try:\n    raise ValueError\nexcept ValueError:\n${indented(code)}\n`],
  ["finally", (code) => `try:\n    pass\nfinally:\n${indented(code)}\n`],
  ["with", (code) => `import contextlib\nwith contextlib.suppress(Exception):\n${indented(code)}\n`],
  ["a class", (code) => `class Pad:\n${indented(code)}\n`],
  ["a method", (code) => `class Pad:\n    def run(self):\n${indented(indented(code))}\n\nPad().run()\n`],
  ["for", (code) => `for pad in range(3):\n${indented(code)}\n`],
  ["match", (code) => `match 1:\n    case 1:\n${indented(indented(code))}\n`],
];

const JAVASCRIPT: readonly Wrap[] = [
  ["a function", (code) => `function padMain() {\n${code}\n}\npadMain();\n`],
  ["a function on the spot", (code) => `(() => {\n${code}\n})();\n`],
  ["an asynchronous function", (code) => `(async () => {\n${code}\n})();\n`],
  ["a generator", (code) => `function* padEach() {\n${code}\n}\n[...padEach()];\n`],
  ["if", (code) => `if (process.argv.length > 2) {\n${code}\n}\n`],
  ["try", (code) => `try {\n${code}\n} catch {}\n`],
  ["catch", (code) => `try { null.x; } catch (pad) {\n${code}\n}\n`],
  ["a static block", (code) => `class Pad { static {\n${code}\n} }\n`],
  ["a constructor", (code) => `class Pad { constructor() {\n${code}\n} }\nnew Pad();\n`],
  ["a getter", (code) => `const pad = { get v() {\n${code}\nreturn 1; } };\npad.v;\n`],
  ["for", (code) => `for (const pad of [1, 2]) {\n${code}\n}\n`],
  ["switch", (code) => `switch (1) { case 1: {\n${code}\n} }\n`],
  ["a label", (code) => `pad: {\n${code}\n}\n`],
  ["a timer", (code) => `setTimeout(() => {\n${code}\n}, 10);\n`],
  ["a promise", (code) => `Promise.resolve().then(() => {\n${code}\n});\n`],
  ["an event", (code) => `process.on("exit", () => {\n${code}\n});\n`],
];

function indented(code: string): string {
  return code.replace(/^(?=.*\S)/gm, "    ");
}

const LANGUAGES: readonly (readonly [name: string, path: RegExp, wraps: readonly Wrap[], fixed: RegExp])[] = [
  ["shell", /\.(?:sh|bash|zsh)$/, SHELL, /$^/],
  // What only stands at the top of a file, awaits there, or has lines of its own inside of a text.
  ["Python", /\.py$/, PYTHON, /from __future__|coding[:=]|import \*|"""|'''|\bawait\b/],
  ["JavaScript", /\.[cm]?[jt]s$/, JAVASCRIPT, /^\s*(?:export|import)\s|^\s*["']use strict|\bawait\b/m],
];

const SAYS_SO = /^(?:scan-truncated|unread-\w+)$/;

/** What blocks and what needs a permission. */
function refusedIn(files: Files): ReadonlySet<string> {
  const { findings } = scanOf(files, "imported");
  return new Set(findings.flatMap(({ ruleId, disposition }) => (disposition === "block" || disposition === "grant" ? [ruleId] : [])));
}

beforeAll(prepareAll);

describe("an attack of the catalogue", () => {
  it.each(LANGUAGES)(
    "is met in every place of %s in which it runs",
    async (_language, pattern, wraps, fixed) => {
      const { attacks } = await allSamples();
      const lost: string[] = [];
      let tried = 0;
      for (const { name, files, beside } of attacks) {
        const found = refusedIn(files);
        for (const [path, text] of Object.entries(files)) {
          if (typeof text !== "string" || !pattern.test(path) || beside.has(path) || fixed.test(text)) continue;
          const head = /^#![^\n]*\n/.exec(text)?.[0] ?? "";
          for (const [place, wrap] of wraps) {
            const left = refusedIn({ ...files, [path]: head + wrap(text.slice(head.length)) });
            tried++;
            const missing = [...found].filter((rule) => !left.has(rule));
            if (missing.length > 0 && ![...left].some((rule) => SAYS_SO.test(rule))) lost.push(`${name} in ${place}: ${missing.join(", ")}`);
          }
        }
      }
      expect(tried).toBeGreaterThan(1_000);
      expect(lost).toEqual([]);
    },
    600_000,
  );
});
