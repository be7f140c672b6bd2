import { parseDocument } from "yaml";

/** Frontmatter longer than this is refused unread: no person writes it, and it is in the agent's context always. */
const HEAD_BYTES = 16_384;

/** SKILL.md taken apart. `head` is null when the frontmatter is no YAML map, `headError` says why; `bodyLine` is the 1-based line of the first line of `body`. */
export type Frontmatter = Readonly<{ head: Readonly<Record<string, unknown>> | null; headError: string | null; bodyLine: number; body: string }>;

/** Text of SKILL.md (line breaks LF) -> its frontmatter and body. Never throws. */
export function parseFrontmatter(text: string): Frontmatter {
  const lines = text.split("\n");
  if (lines[0] !== "---") return { head: null, headError: "the first line is not ---", bodyLine: 1, body: text };
  const end = lines.indexOf("---", 1);
  if (end < 0) return { head: null, headError: "the frontmatter has no closing ---", bodyLine: 1, body: text };
  return { ...parsedHead(lines.slice(1, end).join("\n")), bodyLine: end + 2, body: lines.slice(end + 1).join("\n") };
}

/** Strict YAML 1.2: no aliases, no doubled keys, no warnings let pass, because hosts disagree about all of them. */
function parsedHead(source: string): Pick<Frontmatter, "head" | "headError"> {
  if (source.length > HEAD_BYTES) return { head: null, headError: "the frontmatter is too long" };
  try {
    const document = parseDocument(source, { version: "1.2", schema: "core", strict: true, uniqueKeys: true, stringKeys: true });
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem !== undefined) return { head: null, headError: problem.message.split("\n")[0] ?? "no valid YAML" };
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return isMap(value) ? { head: value, headError: null } : { head: null, headError: "the frontmatter is no map" };
  } catch {
    return { head: null, headError: "the frontmatter is no valid YAML" };
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
