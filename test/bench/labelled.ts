export type Labelled = Readonly<{ text: string; label: string }>;

/** Label of texts that belong to no class. */
export const OUT_OF_SCOPE = "oos";

/** JSON lines {text, label} -> rows. Throws for a line without text and label: a figure over half of a file would be no figure. */
export function rowsOf(content: string): readonly Labelled[] {
  const lines = content.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, at) => {
    const row: unknown = JSON.parse(line);
    if (typeof row !== "object" || row === null || !("text" in row) || !("label" in row)) throw new Error(`line ${at + 1} has no text and label`);
    return { text: String(row.text), label: String(row.label) };
  });
}
