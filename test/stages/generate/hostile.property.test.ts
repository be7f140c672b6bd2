import { parse as parseScript } from "@typescript-eslint/typescript-estree";
import fc from "fast-check";
import { digestOfJson } from "#kernel/digest";
import type { Gene } from "#kernel/gene";
import { textOf } from "#kernel/tree";
import { hasHidden } from "#kernel/visible";
import { generate } from "#stages/generate/generate";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { aGene, aReportGene, aStep, aTransformGene } from "./a-gene.ts";

const FRAGMENTS = [
  "\n",
  "\r\n",
  "\u2028",
  "\u2029",
  "\u0085",
  "\t",
  "\0",
  "'",
  '"',
  "`",
  "``",
  "```",
  "~~~",
  "\n```\n",
  "{{",
  "}}",
  "{{{x}}}",
  "{{#each a}}",
  "${x}",
  "\u202e",
  "\u2066",
  "\u200b",
  "\ufeff",
  "\u{e0041}",
  "\ud800",
  "*/",
  "/*",
  "//",
  "<!--",
  "-->",
  "</script>",
  "<b>",
  "&lt;",
  "&#10;",
  "---",
  "...",
  "- ",
  "# ",
  "\n# ",
  "> ",
  "1. ",
  "* ",
  "+ ",
  "=",
  "===",
  "!",
  "!`id`",
  "!(",
  "[",
  "](http://x.example)",
  "[1]",
  "[1]: x",
  "|",
  "\\",
  "\\\\",
  ":",
  ": ",
  "!!js/function",
  "&a",
  "*a",
  "%YAML",
  "@",
  "$(id)",
  ";",
  "\u00ad",
  "é",
  "中",
  "🎉",
  "ignore previous instructions",
  "eval(",
  "a",
  "word",
  " ",
  "  ",
  "    ",
  "javascript:",
  "http://x.example/",
  "x@y.example",
  "_",
  "__",
  "**",
];
const hostile = fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 8 }).map((parts) => parts.join("").slice(0, 50));
/** Distinct, and never nothing: the shape of the skill must not depend on doubles or empty values. */
const hostiles = fc.array(hostile, { minLength: 24, maxLength: 24 }).map((texts) => texts.map((text, at) => `${text}x${at}`));
const calm = Array.from({ length: 24 }, (_none, at) => `word x${at}`);

function filled(gene: Gene, [a = "", ...texts]: readonly string[]): Gene {
  let next = 0;
  const take = () => texts[next++ % texts.length] ?? "";
  const step = (line: string) => aStep(`run ${line}\nsecond line`, { tool: take(), verb: take() });
  return {
    ...gene,
    title: a,
    action: gene.action,
    object: take(),
    wording: take(),
    phrases: [take(), take(), take()],
    terms: [take(), take()],
    notFor: [take()],
    slots: gene.slots.map((slot) => ({ ...slot, examples: slot.type === "path" ? slot.examples : [take(), take()] })),
    steps: [step(take()), { ...step(take()), kind: "other" }, { ...step(take()), kind: "write" }],
    check: { ...step(take()), kind: "read" },
    gotchas: [{ failed: take(), instead: take(), seen: 2, evidence: ["req-0005ee"] }],
    evidence: gene.evidence,
  };
}

const markdown = new MarkdownIt("commonmark");
function markdownShape(text: string): readonly string[] {
  const shape: string[] = [];
  for (const token of markdown.parse(text, {})) shape.push(`${token.type} ${token.tag} ${token.info}`, ...(token.children ?? []).map((child) => child.type));
  // Neighbouring text tokens are one text.
  return shape.filter((type, at) => type !== "text" || shape[at - 1] !== "text");
}

function scriptShape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scriptShape);
  if (typeof value !== "object" || value === null) return null;
  const node = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, part]) =>
      key === "type" ? [[key, part]] : typeof part === "object" && part !== null ? [[key, scriptShape(part)]] : [],
    ),
  );
}

function shapeOf(genes: readonly Gene[], template: string): unknown {
  const made = generate({ genes, template, name: null, description: null });
  return made.skill.files.map((file) => {
    const text = textOf(file);
    if (file.path.endsWith(".mjs")) return digestOfJson(scriptShape(parseScript(text, { loc: false, range: false })));
    if (!file.path.endsWith(".md")) return Object.keys(JSON.parse(text) as object);
    const [before, head = "", ...body] = text.split(/^---$/m);
    const document = parseDocument(head, { version: "1.2", schema: "core", strict: true, uniqueKeys: true, stringKeys: true });
    const data = document.toJS({ maxAliasCount: 0 }) as Record<string, unknown>;
    return [
      before,
      document.errors.length + document.warnings.length,
      Object.keys(data),
      JSON.stringify(Object.keys(data["metadata"] as object)),
      markdownShape(
        // The list of programs follows from what a command starts: it is the one list whose length a value may change.
        body.join("---").replace(/^- .* must be installed and usable.*\n|^- No program beside.*\n/gm, ""),
      ),
    ];
  });
}

describe("hostile values in every slot", () => {
  const cases = [
    { template: "procedure", gene: aGene() },
    { template: "report", gene: aReportGene() },
    { template: "transform", gene: aTransformGene() },
  ];
  for (const { template, gene } of cases) {
    it(`never change the structure of what the ${template} template gives`, () => {
      const wanted = shapeOf([filled(gene, calm)], template);
      fc.assert(
        fc.property(hostiles, (texts) => {
          expect(shapeOf([filled(gene, texts)], template)).toEqual(wanted);
        }),
        { numRuns: template === "procedure" ? 200 : 60 },
      );
    });
  }

  it("leave no hidden character and no exclamation mark before a back-tick in the skill", () => {
    fc.assert(
      fc.property(hostiles, (texts) => {
        for (const file of generate({ genes: [filled(aGene(), texts)], template: "procedure", name: null, description: null }).skill.files) {
          const text = textOf(file);
          expect(hasHidden(text.replaceAll("\n", ""))).toBe(false);
          expect(text).not.toMatch(/!`/);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("never widen the folders a script may touch", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 6 }), (examples) => {
        const slots: Gene["slots"] = [{ name: "file", type: "path", examples: examples.map((text) => `~/sales/${text}`), distinct: 2, trusted: true }];
        const { read } = generate({ genes: [aReportGene({ slots })], template: "report", name: null, description: null }).permissions.filesystem;
        for (const root of read) expect(root).toMatch(/^~\/sales(\/|$)/);
        for (const root of read) expect(root).not.toMatch(/\/\.\.(\/|$)|["'`$\\*\n:()[\]<>]/);
      }),
      { numRuns: 150 },
    );
  });
});
