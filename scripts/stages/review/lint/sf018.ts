import { visible } from "#kernel/visible";
import { programsNamed } from "./shell-lines.ts";
import type { Hit, LintRule, LintSubject } from "./rule.ts";

/** Tools that change or fetch something, with the words that speak of it. Reading and searching are part of any work and are never reported. */
const TOLD_BY: Readonly<Record<string, RegExp>> = {
  write: /\b(writ|creat|sav|generat|output|produc|add|scaffold|export|draft|new file|touch|build|store|record|log|report|convert)/i,
  edit: /\b(edit|chang|modif|updat|replac|fix|rewrit|refactor|insert|remov|delet|renam|add|improv|appl|migrat|patch)/i,
  multiedit: /\b(edit|chang|modif|updat|replac|fix|rewrit|refactor|insert|remov|delet|renam|appl|migrat)/i,
  notebookedit: /\b(notebook|jupyter|ipynb)/i,
  webfetch: /\b(fetch|http|url|web|page|site|download|online|docs?|documentation|api|link)/i,
  websearch: /\b(search|look up|find|research|web|online|google|latest|news)/i,
};

/** What is allowed beforehand is not asked about any more: more than the steps need is a door left open. */
export const sf018: LintRule = {
  id: "SF018",
  check(subject) {
    const tools = toolsOf(subject.head?.["allowed-tools"]);
    const programs = new Set(programsNamed(subject.markdown).map((one) => one.name));
    const whole = [subject.body, ...subject.skill.files.filter((file) => file.path !== "SKILL.md").map((file) => file.path)].join("\n");
    return tools.flatMap((tool) => {
      const why = fault(tool, programs, whole);
      return why === null ? [] : [hit(subject, tool, why)];
    });
  },
};

/** Text with spaces or commas between, or a list; what stands in parentheses belongs to its tool. */
export function toolsOf(value: unknown): readonly string[] {
  const texts = typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/[^\s,()]+(?:\([^)]*\))?/g)].map((found) => found[0])))];
}

function fault(tool: string, programs: ReadonlySet<string>, whole: string): string | null {
  const [, name = "", inner = null] = /^([^(]+)(?:\(([^)]*)\))?$/.exec(tool) ?? [];
  if (name === "*") return "allows every tool";
  if (/^(bash|shell|exec)$/i.test(name)) return shellFault(inner, programs, whole);
  const told = TOLD_BY[name.toLowerCase()];
  if (told !== undefined) return told.test(whole) || whole.includes(name) ? null : "no step speaks of it";
  const [, server, own] = /^mcp__(.+?)__(.+)$/.exec(name) ?? [];
  return server === undefined || own === undefined || own === "*" || mentions(whole, server) || mentions(whole, own) ? null : "no step speaks of it";
}

function shellFault(inner: string | null, programs: ReadonlySet<string>, whole: string): string | null {
  const program = /^\s*([^\s:*]+)/.exec(inner ?? "")?.[1];
  if (program !== undefined) {
    const base = program.slice(program.lastIndexOf("/") + 1);
    return programs.has(base) || mentions(whole, base) ? null : "no step runs it";
  }
  const used = [...programs].sort();
  if (used.length === 0 || used.length > MANY) return null;
  return `allows every command, and the steps run ${used.join(", ")} only: ${used.map((one) => `Bash(${one}:*)`).join(" ")}`;
}

/** A skill that runs more programs than this has reason to ask for the whole shell. */
const MANY = 6;

function mentions(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase().replaceAll("_", "-")) || text.toLowerCase().includes(word.toLowerCase());
}

function hit(subject: LintSubject, tool: string, why: string): Hit {
  return { level: "warn", file: "SKILL.md", line: subject.headLine("allowed-tools"), args: { tool: visible(tool.slice(0, 80)), why } };
}
