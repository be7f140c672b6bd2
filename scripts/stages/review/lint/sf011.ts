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

/** On the line that names it there must be more than the name. */
function mentioned(body: string, path: string): boolean {
  return body.split("\n").some(
    (line) =>
      line.includes(path) &&
      line
        .replaceAll(path, "")
        .split(/\s+/)
        .filter((word) => /\p{L}{2}/u.test(word)).length >= 4,
  );
}
