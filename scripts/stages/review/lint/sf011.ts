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
        const lines = textOf(file).split("\n");
        const contents = lines.slice(0, 30).some((line) => /^#{1,3}\s*(table of )?contents\b/i.test(line) || /^\s*[-*]\s*\[[^\]]+\]\(#/.test(line));
        return [
          ...(mentioned(body, file.path) ? [] : [hit("is not mentioned in SKILL.md with when to read it")]),
          ...(lines.length > LONG && !contents ? [hit(`has ${lines.length} lines and no table of contents`)] : []),
        ];
      });
  },
};

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
