import { visible } from "#kernel/visible";
import type { LintRule } from "./rule.ts";

/** Agent Skills specification: the name is the folder's. */
export const sf002: LintRule = {
  id: "SF002",
  check({ head, skill }) {
    if (head === null) return [];
    const { name } = head;
    const why =
      typeof name !== "string"
        ? "is no text"
        : name.length < 1 || name.length > 64
          ? "is not 1 to 64 characters long"
          : !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)
            ? "is not lower-case words joined by hyphens"
            : name !== skill.name.normalize("NFKC")
              ? `differs from the folder ${visible(skill.name)}`
              : null;
    return why === null ? [] : [{ level: "error", file: "SKILL.md", line: 2, args: { name: visible(String(name)), why } }];
  },
};
