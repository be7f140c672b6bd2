import { programsOf } from "#kernel/programs";
import type { Markdown } from "./markdown.ts";

/** A program that a block of shell starts, and the first line of the body on which it does. */
export type NamedProgram = Readonly<{ name: string; line: number }>;

/** Body -> programs its shell blocks start, each once. Text of here-documents, functions of the block itself and what programs print are no programs. */
export function programsNamed({ blocks }: Pick<Markdown, "blocks">): readonly NamedProgram[] {
  const found = new Map<string, number>();
  for (const { line, text, shell } of blocks) {
    if (!shell) continue;
    const own = new Set(
      [...text.matchAll(/^\s*(?:function\s+)?([A-Za-z_][\w-]*)\s*\(\)|^\s*function\s+([\w-]+)|\balias\s+([\w-]+)=/gm)].map((one) => one[1] ?? one[2] ?? one[3]),
    );
    for (const [at, command] of commandsIn(text).entries())
      for (const name of programsOf(command)) if (!own.has(name) && !found.has(name) && /^[a-z0-9]/.test(name)) found.set(name, line + 1 + at);
  }
  return [...found].map(([name, line]) => ({ name, line }));
}

/** Lines of a block with what is not typed left empty: here-documents, comments, the rest of a continued line (joined to its first), output below a prompt. */
function commandsIn(text: string): readonly string[] {
  const prompted = /^\s*[$%] /m.test(text);
  const lines: string[] = [];
  let first = -1;
  let until: string | null = null;
  for (const [at, line] of text.split("\n").entries()) {
    lines.push("");
    if (until !== null) {
      if (line.trim() === until) until = null;
      continue;
    }
    const own = first >= 0 ? line : prompted ? (/^\s*[$%] (.*)$/.exec(line)?.[1] ?? "") : line;
    const typed = own.replace(/(?:^|\s)#.*$/, "").replace(/\s*\\$/, " ");
    const start = first >= 0 ? first : at;
    lines[start] = `${lines[start] ?? ""}${typed}`;
    first = /\\$/.test(own) || quotesOpen(lines[start] ?? "") ? start : -1;
    until = /<<-?\s*["']?(\w+)["']?/.exec(typed)?.[1] ?? null;
  }
  return lines;
}

function quotesOpen(text: string): boolean {
  let quote = "";
  for (const one of text.replace(/\\./g, "")) if (quote === "" ? one === "'" || one === '"' : one === quote) quote = quote === "" ? one : "";
  return quote !== "";
}
