import { escapeText } from "#kernel/escape-text";
import type { SkillFile } from "#kernel/tree";
import type { Located } from "./findings.ts";

/**
 * Files of a skill -> the same, sorted by path, with names that hold half of a surrogate pair spelled out, and one blocking mark for each of
 * those: no digest and no report can name such a file (RFC 8785), and no two systems agree on what it is called.
 */
export function namedFiles(given: readonly SkillFile[]): Readonly<{ files: readonly SkillFile[]; located: readonly Located[] }> {
  const located: Located[] = [];
  const files = given.map((file) => {
    if (file.path.isWellFormed()) return file;
    const path = escapeText(file.path);
    located.push({ path, text: "", mark: { rule: "unread-file", start: 0, end: 0, args: { why: "its name is no valid Unicode" } } });
    return { ...file, path };
  });
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)), located };
}
