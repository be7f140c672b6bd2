import type { LintSubject } from "./rule.ts";

/** A file that the text names by its path. `inSkill`: the path begins in a folder that skills keep their own files in. `line` is of the body. */
export type NamedFile = Readonly<{ path: string; line: number; inSkill: boolean }>;

const OWN =
  /(?<![\w/.~$}{-])(?:\$?\{?(?:baseDir|SKILL_DIR|SKILL_ROOT|CLAUDE_SKILL_DIR)\}?\/|\.\/)?((?:scripts|references)\/[\w./-]*[\w-]\.[A-Za-z][A-Za-z0-9]{0,5})(?![\w/{<*])/g;

/** Body of a skill -> files it names in code, by path in its own folders. Placeholders, patterns and what a command writes are no names. */
export function named({ markdown }: Pick<LintSubject, "markdown">): readonly NamedFile[] {
  return markdown.code.flatMap(({ line, text }) =>
    [...text.matchAll(OWN)].flatMap((found) => {
      const before = text.slice(0, found.index);
      if (/(?:>|-o|--output|tee|touch|mkdir|cp \S+|mv \S+)\s*["']?$/.test(before)) return [];
      return [{ path: (found[1] ?? "").replace(/\/\.\//g, "/"), line: line + before.split("\n").length - (text.includes("\n") ? 0 : 1), inSkill: true }];
    }),
  );
}
