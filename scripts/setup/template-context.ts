import { parse as parseScript } from "@typescript-eslint/typescript-estree";
import MarkdownIt from "markdown-it";
import { parseDocument } from "yaml";
import type { SlotSpec } from "#kernel/template";
import { parsed } from "./template-language.ts";
import { type Marked, renditionsOf } from "./template-renditions.ts";
import { originOf, placeOf, type Source } from "./template-source.ts";

/** Places of a value in what a template gives: helper -> whole texts found there. */
type Found = Readonly<Record<string, readonly string[]>>;

const WHERE: Readonly<Record<string, string>> = {
  yaml: "a value of the frontmatter",
  json: "a value of the frontmatter or a string of a script",
  line: "prose",
  code: "prose, where it makes a code span of its own",
  fence: "an empty line inside of a list item or a paragraph's end, where it makes a fenced block of its own",
  js: "the place of a string in a script",
  comment: "a comment of a script",
};

const markdown = new MarkdownIt("commonmark");

/**
 * Checks that every value of a template lands where its helper escapes it for: the template is written out with marks for
 * values, with and without each of its blocks, and read by the parsers of YAML, Markdown and JavaScript. Throws Error with file and line.
 */
export function checkContexts(source: Source, slots: readonly SlotSpec[]): void {
  const isScript = source.file.endsWith(".mjs.hbs");
  const { texts, marked } = renditionsOf(parsed(source).body, slots);
  for (const text of new Set(texts)) {
    const found = isScript ? inScript(text, source) : inMarkdown(text, source);
    for (const one of marked) {
      const wanted = text.split(one.mark).length - 1;
      const right = (found[one.helper] ?? []).reduce((sum, place) => sum + holds(place, one), 0);
      if (right !== wanted)
        throw new Error(
          `${placeOf(originOf(source, one.line))}: {{${one.helper} ${one.slot.name}}} does not stand in ${WHERE[one.helper] ?? "its place"}; use the helper of the place, or move it`,
        );
    }
  }
}

/** How often a place of a helper's own kind holds the mark; all but prose and comments hold a value and nothing else. */
function holds(place: string, { mark, helper }: Marked): number {
  return helper === "line" || helper === "comment" ? place.split(mark).length - 1 : place.trim() === mark ? 1 : 0;
}

function inMarkdown(text: string, source: Source): Found {
  const head = /^---\n([\s\S]*?)\n---\n/.exec(text);
  if (head === null) throw new Error(`${placeOf(originOf(source, 1))}: SKILL.md begins with frontmatter between two lines of ---`);
  const document = parseDocument(head[1] ?? "", { version: "1.2", schema: "core", strict: true, uniqueKeys: true, stringKeys: true });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) throw new Error(`${source.file}: the frontmatter is no strict YAML: ${fault.message}`);
  const values = stringsIn(document.toJS());
  const tokens = markdown.parse(text.slice(head[0].length), {});
  const inline = tokens.flatMap((token) => token.children ?? []);
  return {
    yaml: values,
    json: values,
    line: inline.filter((one) => one.type === "text").map((one) => one.content),
    code: inline.filter((one) => one.type === "code_inline").map((one) => one.content),
    fence: tokens.filter((one) => one.type === "fence").map((one) => one.content),
  };
}

function inScript(text: string, source: Source): Found {
  try {
    const program = parseScript(text, { comment: true, loc: false, range: false });
    const strings = literalsIn(program.body);
    return { js: strings, json: strings, comment: program.comments.map((one) => one.value) };
  } catch (error) {
    const line = typeof error === "object" && error !== null && "lineNumber" in error ? Number(error.lineNumber) : 1;
    throw new Error(
      `${placeOf(originOf(source, line))}: with values put in, this is no JavaScript: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}

/** Every string literal of a syntax tree. */
function literalsIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  if ("type" in node && node.type === "Literal" && "value" in node && typeof node.value === "string") return [node.value];
  return Object.values(node).flatMap((part: unknown) => (typeof part === "object" ? literalsIn(part) : []));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
