import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A page of policy/rules/ or policy/lint/: what a rule looks for, why it matters, an example of each side, and what to do about a finding. */
export type RulePage = Readonly<{ id: string; summary: string; why: string; refused: string | null; allowed: string | null; fix: string; markdown: string }>;

/** Rule id -> its page; null when there is none. */
export type RulePages = (id: string) => RulePage | null;

/** Folder of the program (from source and from dist/ the same) -> its pages of one kind, each read once. */
export function rulePages(programRoot: string, kind: "rules" | "lint" = "rules"): RulePages {
  const known = new Map<string, RulePage | null>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const page = readPage(programRoot, kind, id);
    known.set(id, page);
    return page;
  };
}

function readPage(programRoot: string, kind: string, id: string): RulePage | null {
  if (!/^[a-z0-9-]+$/i.test(id)) return null;
  try {
    return parsePage(id, readFileSync(join(programRoot, "policy", kind, `${id}.md`), "utf8").replaceAll("\r\n", "\n"));
  } catch {
    return null;
  }
}

/** Markdown of a page -> its parts. The shape is the same for all: one line of what, then Why, Refused, Allowed, What to do. */
export function parsePage(id: string, markdown: string): RulePage {
  const parts = new Map<string, string>();
  for (const part of withoutFences(markdown).split(/^(?=## )/m)) {
    const end = part.indexOf("\n");
    parts.set(part.startsWith("## ") ? part.slice(3, end).trim().toLowerCase() : "", part.slice(end).trim());
  }
  const words = (name: string) => (parts.get(name) ?? "").replace(/\s*\n\s*/g, " ");
  return {
    id,
    summary: words(""),
    why: words("why"),
    refused: exampleOf(markdown, "refused"),
    allowed: exampleOf(markdown, "allowed"),
    fix: words("what to do"),
    markdown,
  };
}

/** An example may hold headings of its own. */
function withoutFences(markdown: string): string {
  return markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1[ \t]*$/gm, "");
}

function exampleOf(markdown: string, kind: "refused" | "allowed"): string | null {
  return new RegExp(`^(\`{3,})[a-z]+ ${kind}\\b[^\\n]*\\n([\\s\\S]*?)\\n\\1[ \\t]*$`, "m").exec(markdown)?.[2] ?? null;
}
