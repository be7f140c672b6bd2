/** Rows -> aligned lines indented by two; nothing when `count` is 0. The last column is not padded. */
export function table(rows: readonly (readonly string[])[], count: number): readonly string[] {
  if (count === 0) return [];
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => [...(row[column] ?? "")].length)));
  return rows.map(
    (row) =>
      `  ${row.map((cell, column) => (column === row.length - 1 ? cell : cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length)))).join("  ")}`,
  );
}

/** 1 -> "1 session", 2 -> "2 sessions"; words that end in y get "ies". */
export function plural(count: number, word: string): string {
  if (count === 1) return `1 ${word}`;
  return `${count} ${/[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`}`;
}
