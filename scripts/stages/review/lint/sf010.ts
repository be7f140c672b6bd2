import { visible } from "#kernel/visible";
import type { LintRule } from "./rule.ts";

const DEEP = "is more than one folder deep";

/** A link that leads nowhere costs the agent a turn; one that leaves the folder reads what was never reviewed. */
export const sf010: LintRule = {
  id: "SF010",
  check({ markdown, skill, bodyLine, generated }) {
    const files = new Set(skill.files.flatMap((file) => [file.path, ...foldersOf(file.path)]));
    return markdown.links.flatMap(({ line, text }) => {
      const why = fault(text, files);
      return why === null
        ? []
        : [
            {
              level: why === DEEP && !generated ? "warn" : "error",
              file: "SKILL.md",
              line: line + bodyLine - 1,
              args: { link: visible(text.slice(0, 200)), why },
            },
          ];
    });
  },
};

function fault(link: string, files: ReadonlySet<string>): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link) || link.startsWith("#") || link.startsWith("//")) return null;
  const path = decoded(link.split(/[?#]/)[0] ?? "")
    .replace(/^\{baseDir\}\//, "")
    .replace(/^\.\//, "")
    .replace(/(?<=.)\/$/, "");
  if (path.includes("\\")) return "uses backslashes";
  if (path.startsWith("/") || path.split("/").includes("..")) return "leaves the skill";
  if (!files.has(path)) return "does not exist";
  return path.split("/").length > 2 ? DEEP : null;
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_part, at) => parts.slice(0, at + 1).join("/"));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
