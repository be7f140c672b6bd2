import type { Row } from "./part.ts";

const HEAD = ["part", "what", "n", "bad", "figures"] as const;

/** Rows as a Markdown table, in the order in which they were made. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [HEAD, HEAD.map((name) => (name === "n" || name === "bad" ? "--:" : "---")), ...rows.map((row) => HEAD.map((name) => String(row[name])))];
  return cells.map((line) => `| ${line.join(" | ")} |`).join("\n");
}
