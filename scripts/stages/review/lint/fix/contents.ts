import { readMarkdown } from "../markdown.ts";
import { hasContents, isLong } from "../sf011.ts";
import type { Repair } from "./fix.ts";

/** Fewer sections need no list of them. */
const SECTIONS = 3;

/** A long reference gets a list of its sections below its title; links as code hosts make them (lower case, no punctuation, hyphens for blanks). */
export const fixContents: Repair = (text, file) => {
  if (!file.startsWith("references/") || !isLong(text) || hasContents(text)) return null;
  const { headings } = readMarkdown(text);
  const [title, ...others] = headings;
  const sections = others.filter((one) => one.level === 2 && one.text.trim() !== "" && !/[[\]<>\\]/.test(one.text));
  // What a code host makes of marks inside a heading is not ours to guess.
  if (headings.some((one) => /[`*_[\]<>&\\]/.test(text.split("\n")[one.line - 1] ?? ""))) return null;
  if (title?.level !== 1 || title.line > 20 || sections.length < SECTIONS) return null;
  const taken = new Map<string, number>();
  const slugs = headings.map((heading) => {
    const slug = heading.text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const before = taken.get(slug) ?? 0;
    taken.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${String(before)}`;
  });
  const list = sections.map((one) => `- [${one.text.trim()}](#${slugs[headings.indexOf(one)] ?? ""})`);
  const lines = text.split("\n");
  const after = lines[title.line]?.match(/^(=+)\s*$/) ? title.line + 1 : title.line;
  const now = [...lines.slice(0, after), "", "## Contents", "", ...list, ...lines.slice(after)].join("\n");
  return { text: now, fix: { id: "SF011", file, what: `listed its ${sections.length} sections` } };
};
