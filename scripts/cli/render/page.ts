import { lineOf, wrap } from "./lines.ts";
import type { Printer } from "../printer.ts";

type Look = Readonly<{ width: number; style: Printer["style"] }>;

/** A page of Markdown in the plain shape of ours (headings, paragraphs, lists, fences, tables) -> lines for a terminal. */
export function pageText(markdown: string, look: Look): readonly string[] {
  const lines: string[] = [];
  let fence: string | null = null;
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) lines.push(...wrap("", plain(paragraph.join(" ")), look.width));
    paragraph = [];
  };
  for (const line of markdown.replaceAll("\r\n", "\n").trimEnd().split("\n")) {
    const mark = /^(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence !== null) {
      if (mark !== null && mark[1] === fence) fence = null;
      else lines.push(`    ${look.style("dim", "|")} ${lineOf(line)}`);
    } else if (mark !== null) {
      flush();
      fence = mark[1] ?? "```";
      const file = /\bfile=(\S+)/.exec(mark[2] ?? "")?.[1];
      if (file !== undefined) lines.push(`    ${look.style("dim", file)}`);
    } else if (/^#{1,6} /.test(line)) {
      flush();
      lines.push(look.style("bold", plain(line.replace(/^#+ /, ""))));
    } else if (/^\s*(?:[-*]|\d+\.) /.test(line)) {
      flush();
      const [head = ""] = /^\s*(?:[-*]|\d+\.) /.exec(line) ?? [];
      lines.push(...wrap(`  ${head.trim()} `, plain(line.slice(head.length)), look.width));
    } else if (line.trim() === "") {
      flush();
      if (lines.at(-1) !== "") lines.push("");
    } else paragraph.push(line.trim());
  }
  flush();
  return lines;
}

/** Inline marks say nothing in a terminal; code keeps its back-ticks, because they say where it ends. */
function plain(text: string): string {
  return lineOf(text)
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, "$1 ($2)");
}
