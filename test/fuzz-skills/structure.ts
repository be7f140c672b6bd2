import { parse as parseScript } from "@typescript-eslint/typescript-estree";
import MarkdownIt from "markdown-it";
import { validateSkillJson } from "#generated/validators";
import type { SkillFile } from "#kernel/tree";
import { textOf } from "#kernel/tree";
import { parseDocument } from "yaml";

const markdown = new MarkdownIt("commonmark");

const INSTRUCTIONS = ["When to use", "When not to use", "Inputs", "Before you start", "Steps", "Check", "Gotchas", "Provenance"];
const SCRIPT = [...INSTRUCTIONS.slice(0, 5), "How it was done before", ...INSTRUCTIONS.slice(5)];
/** Sections of what each template gives, in their order. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  checklist: INSTRUCTIONS,
  composite: INSTRUCTIONS,
  procedure: INSTRUCTIONS,
  fetch: SCRIPT,
  report: SCRIPT,
  transform: SCRIPT,
};
/** What the templates write; links, images, HTML, quotes, tables and rules come only from a value that got out of its place. */
const OURS = new Set([
  "heading",
  "paragraph",
  "bullet_list",
  "ordered_list",
  "list_item",
  "inline",
  "fence",
  "text",
  "text_special",
  "code_inline",
  "softbreak",
]);

/** File of a generated skill -> what is wrong with its structure, or null. */
export function faultOf(file: SkillFile, template: string): string | null {
  const text = textOf(file);
  try {
    if (file.path.endsWith(".mjs")) return parseScript(text).body.length > 0 ? null : "an empty script";
    if (file.path === "skill.json") return (validateSkillJson as (value: unknown) => boolean)(JSON.parse(text)) ? null : "does not fit its schema";
    return documentFault(text, template);
  } catch (error) {
    return String(error);
  }
}

function documentFault(text: string, template: string): string | null {
  const [before, head = "", ...rest] = text.split(/^---$/m);
  const document = parseDocument(head, { version: "1.2", schema: "core", strict: true, uniqueKeys: true, stringKeys: true });
  if (before !== "" || document.errors.length + document.warnings.length > 0) return "no strict frontmatter";
  if (Object.keys(document.toJS({ maxAliasCount: 0 }) as object).join() !== "name,description,metadata") return "other keys in the frontmatter";
  const tokens = markdown.parse(rest.join("---"), {});
  const alien = [...tokens, ...tokens.flatMap((token) => token.children ?? [])].find((token) => !OURS.has(token.type.replace(/_(open|close)$/, "")));
  if (alien !== undefined) return `${alien.type}: ${alien.content}`;
  const titles = tokens.flatMap((token, at) => (token.type === "heading_open" && token.tag === "h2" ? [tokens[at + 1]?.content ?? ""] : []));
  if (JSON.stringify(titles) !== JSON.stringify(SECTIONS[template])) return `sections ${titles.join(", ")}`;
  const fence = tokens.find((token) => token.type === "fence" && token.info !== "sh");
  return fence === undefined ? null : `a fence of ${fence.info}`;
}
