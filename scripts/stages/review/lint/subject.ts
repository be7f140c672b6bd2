import type { Skill } from "#kernel/skill";
import { textOf } from "#kernel/tree";
import { parseDocument } from "yaml";
import { readMarkdown } from "./markdown.ts";
import type { LintFacts, LintSubject } from "./rule.ts";

/** Frontmatter longer than this is refused unread: no person writes it, and it is in the agent's context always. */
const HEAD_BYTES = 16_384;

/** Skill and facts -> the subject all rules look at. Never throws: what cannot be parsed is `head` null with the reason. */
export function subjectOf(skill: Skill, facts: LintFacts): LintSubject {
  const file = skill.files.find((one) => one.path === "SKILL.md");
  const text = file === undefined ? null : textOf(file).replace(/\r\n/g, "\n");
  const { head, headError, bodyLine, body } = split(text ?? "");
  return { ...facts, skill, text, head, headError, bodyLine, body, markdown: readMarkdown(body) };
}

type Parts = Pick<LintSubject, "head" | "headError" | "bodyLine" | "body">;

function split(text: string): Parts {
  const lines = text.split("\n");
  if (lines[0] !== "---") return { head: null, headError: "the first line is not ---", bodyLine: 1, body: text };
  const end = lines.indexOf("---", 1);
  if (end < 0) return { head: null, headError: "the frontmatter has no closing ---", bodyLine: 1, body: text };
  return { ...parsed(lines.slice(1, end).join("\n")), bodyLine: end + 2, body: lines.slice(end + 1).join("\n") };
}

/** Strict YAML 1.2: no aliases, no doubled keys, no warnings let pass, because hosts disagree about all of them. */
function parsed(source: string): Pick<LintSubject, "head" | "headError"> {
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

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
