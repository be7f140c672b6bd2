import { parse as parseScript } from "@typescript-eslint/typescript-estree";
import MarkdownIt from "markdown-it";
import { digestOfJson } from "#kernel/digest";
import type { SkillFile } from "#kernel/tree";
import { textOf } from "#kernel/tree";
import { parseDocument } from "yaml";

const markdown = new MarkdownIt("commonmark");
const known = new Map<string, unknown>();

/** File of a skill -> what a parser sees of it, without any value: syntax of scripts, tokens of Markdown, keys of data. Two files of one structure give equal answers. */
export function shapeOf(file: SkillFile): unknown {
  const text = textOf(file);
  const key = `${file.path}\n${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const shape = file.path.endsWith(".mjs") ? scriptShape(text) : file.path.endsWith(".md") ? documentShape(text) : dataShape(JSON.parse(text));
  if (known.size > 500) known.clear();
  known.set(key, shape);
  return shape;
}

/** Titles in the order in which they stand, as they are written. */
export function headingsOf(file: SkillFile): readonly string[] {
  const tokens = markdown.parse(bodyOf(textOf(file)).body, {});
  return tokens.flatMap((token, at) => (token.type === "heading_open" ? [tokens[at + 1]?.content ?? ""] : []));
}

function scriptShape(text: string): unknown {
  const program = parseScript(text, { loc: false, range: false, comment: true });
  return [digestOfJson(withoutValues(program.body)), program.comments.map((one) => one.type)];
}

function withoutValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutValues);
  if (typeof value !== "object" || value === null) return typeof value;
  const node = value as Readonly<Record<string, unknown>>;
  const isText = node["type"] === "Literal" && typeof node["value"] === "string";
  return Object.fromEntries(
    Object.entries(node).map(([key, part]) => [
      key,
      typeof part === "object" && part !== null && !(part instanceof RegExp) ? withoutValues(part) : isText && key !== "type" ? "text" : String(part),
    ]),
  );
}

function bodyOf(text: string): Readonly<{ before: string; head: string; body: string }> {
  const [before = "", head = "", ...body] = text.split(/^---$/m);
  return { before, head, body: body.join("---") };
}

function documentShape(text: string): unknown {
  const { before, head, body } = bodyOf(text);
  const document = parseDocument(head, { version: "1.2", schema: "core", strict: true, uniqueKeys: true, stringKeys: true });
  const shape: string[] = [];
  for (const token of markdown.parse(body, {})) {
    shape.push(`${token.type} ${token.tag} ${token.info} ${String(token.level)}`);
    for (const child of token.children ?? []) shape.push(`${child.type} ${child.tag} ${child.info}`);
  }
  // neighbouring texts are one text, and an escape is text
  const joined = shape.map((one) => (one.startsWith("text_special") ? one.replace("text_special", "text") : one));
  return [
    before,
    document.errors.length + document.warnings.length,
    dataShape(document.toJS({ maxAliasCount: 0 })),
    joined.filter((one, at) => one !== "text  " || joined[at - 1] !== "text  "),
  ];
}

function dataShape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dataShape);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.entries(value).map(([key, part]) => [key, dataShape(part)]);
}
