/** Markdown body and a 1-based line -> title of the `## ` section it stands in, empty before the first. */
export function sectionAt(body: string, line: number): string {
  const heads = body
    .split("\n")
    .slice(0, line)
    .filter((one) => one.startsWith("## "));
  return heads.at(-1)?.slice(3).trim() ?? "";
}

/** Markdown body and a section title -> its lines with their 1-based numbers; empty when there is no such section. */
export function linesOfSection(body: string, title: string): readonly Readonly<{ line: number; text: string }>[] {
  const lines = body.split("\n").map((text, at) => ({ line: at + 1, text }));
  const start = lines.findIndex(({ text }) => text.startsWith("## ") && text.slice(3).trim() === title);
  if (start < 0) return [];
  const length = lines.slice(start + 1).findIndex(({ text }) => text.startsWith("## "));
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
}
