import { beforeAll, describe, expect, it } from "vitest";
import { preparePython, pythonGrammar } from "#stages/scan/python/grammar";
import { treeOf } from "#stages/scan/python/tree";

beforeAll(preparePython);

const SOURCES: Readonly<Record<string, string>> = {
  "a function with defaults, decorators and strings":
    '@a.b(1)\ndef f(x: int = 1, *y, **z) -> str:\n    """é\u{1f600}"""\n    return f"{x!r:>{y}}" + b"c".decode()\n',
  "comments and line joins": "# a\nx = 1 + \\\n    2  # b\n",
  nothing: "",
  "depth that makes the runtime move the cursor": `x = ${"(".repeat(2_000)}1${")".repeat(2_000)}\n`,
  "a file that makes the memory grow": "print('a', b=[1, 2, {3: 4}])\n".repeat(4_000),
};

describe("the direct walk over a parsed tree", () => {
  it.each(Object.entries(SOURCES))("gives what the parser's own classes give: %s", (_name, text) => {
    const grammar = pythonGrammar();
    if (grammar === null) throw new Error("the grammar was not loaded");
    expect(grammar.runtime).not.toBeNull();
    const [direct, plain] = [treeOf(text, grammar, 1_000_000), treeOf(text, { ...grammar, runtime: null }, 1_000_000)];
    if (!("root" in direct) || !("root" in plain)) throw new Error("it was not parsed");
    const flat = (tree: typeof direct) =>
      tree.nodes.map(({ type, field, start, end, parent }) => `${type} ${field ?? ""} ${start} ${end} ${parent?.start ?? -1}`);
    expect(flat(direct)).toEqual(flat(plain));
    expect(direct.deepest).toBe(plain.deepest);
  });
});
