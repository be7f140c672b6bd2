import { textOf } from "#kernel/tree";
import { visible } from "#kernel/visible";
import type { Hit, LintRule } from "./rule.ts";

const LONG = 100;

/** A reference nobody points to is never read; a long one without contents is read whole. */
export const sf011: LintRule = {
  id: "SF011",
  check({ skill, body }) {
    return skill.files
      .filter((file) => file.path.startsWith("references/") && file.path.endsWith(".md"))
      .flatMap((file) => {
        const hit = (why: string): Hit => ({ level: "warn", file: file.path, line: 0, args: { path: visible(file.path), why } });
        const text = textOf(file);
        return [
          ...(mentioned(body, file.path) ? [] : [hit("is not mentioned in SKILL.md with when to read it")]),
          ...(isLong(text) && !hasContents(text) ? [hit(`has ${text.split("\n").length} lines and no table of contents`)] : []),
        ];
      });
  },
};

export function isLong(text: string): boolean {
  return text.split("\n").length > LONG;
}

/** A heading of that name, or a list of links to its own sections, near the top. */
export function hasContents(text: string): boolean {
  const top = text.split("\n").slice(0, 30);
  return top.some((line) => /^#{1,3}\s*(table of )?contents\b/i.test(line) || /^\s*[-*]\s*\[[^\]]+\]\(#/.test(line));
}

/** On a line that names it, its file name or its folder, there must be more than the name. */
function mentioned(body: string, path: string): boolean {
  const parts = path.split("/");
  const names = [path, parts.at(-1) ?? path, ...(parts.length > 2 ? [`${parts.slice(0, -1).join("/")}/`] : [])];
  return body.split("\n").some((line) =>
    names.some(
      (name) =>
        line.includes(name) &&
        line
          .replaceAll(path, "")
          .replaceAll(name, "")
          .split(/[^\p{L}\p{N}'-]+/u)
          .filter((word) => /\p{L}{2}/u.test(word)).length >= 2,
    ),
  );
}
