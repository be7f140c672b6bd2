/** Cell of a notebook: its text, its rich outputs, and where an offset of its text stands in the file. */
export type Cell = Readonly<{
  kind: "code" | "text";
  text: string;
  outputs: readonly Readonly<{ type: string; text: string }>[];
  rawAt(offset: number): number;
}>;
export type Notebook = Readonly<{ language: string; cells: readonly Cell[] }>;

/**
 * Text of a notebook -> its cells and the language of its kernel; null when it is none (nbformat 4 has `cells`, 3 has `worksheets`). Lines of a
 * cell are found again in the file as the JSON strings they are; one that is spelled otherwise counts to the line before it.
 */
export function cellsOf(text: string): Notebook | null {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, " "));
  } catch {
    return null;
  }
  if (!isRecord(json)) return null;
  const raw = Array.isArray(json["cells"]) ? json["cells"] : sheetsOf(json["worksheets"]);
  if (raw === null) return null;
  const cells: Cell[] = [];
  let from = 0;
  for (const one of raw) {
    if (!isRecord(one)) return null;
    const lines = linesOf(one["source"] ?? one["input"] ?? "");
    if (lines === null) return null;
    const starts: number[] = [];
    for (const line of lines) {
      const at = find(text, line, from);
      starts.push(at ?? from);
      if (at !== null) from = at + line.length;
    }
    const kind = one["cell_type"] === "code" ? "code" : "text";
    cells.push({ kind, text: lines.join(""), outputs: outputsOf(one["outputs"]), rawAt: mapOf(lines, starts, text.length) });
  }
  return { language: languageOf(json), cells };
}

function sheetsOf(sheets: unknown): unknown[] | null {
  if (!Array.isArray(sheets)) return null;
  return sheets.flatMap((sheet: unknown) => (isRecord(sheet) && Array.isArray(sheet["cells"]) ? (sheet["cells"] as unknown[]) : []));
}

/** nbformat: `source` is a text or a list of lines. */
function linesOf(source: unknown): readonly string[] | null {
  if (typeof source === "string") return source === "" ? [] : source.split(/(?<=\n)/);
  return Array.isArray(source) && source.every((one) => typeof one === "string") ? source : null;
}

function find(text: string, line: string, from: number): number | null {
  const plain = JSON.stringify(line).slice(1, -1);
  if (plain === "") return null;
  const at = text.indexOf(plain, from);
  if (at >= 0) return at;
  const ascii = plain.replace(/[^\u0000-\u007f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const second = ascii === plain ? -1 : text.indexOf(ascii, from);
  return second < 0 ? null : second;
}

function mapOf(lines: readonly string[], starts: readonly number[], size: number): (offset: number) => number {
  const ends: number[] = [];
  let sum = 0;
  for (const line of lines) {
    sum += line.length;
    ends.push(sum);
  }
  return (offset) => {
    const found = ends.findIndex((end) => offset < end);
    const at = found < 0 ? lines.length - 1 : found;
    const within = offset - ((ends[at] ?? 0) - (lines[at]?.length ?? 0));
    return Math.min(size, (starts[at] ?? 0) + Math.max(0, Math.min(within, lines[at]?.length ?? 0)));
  };
}

function outputsOf(outputs: unknown): Cell["outputs"] {
  if (!Array.isArray(outputs)) return [];
  return outputs.flatMap((one: unknown) => {
    const data = isRecord(one) ? (isRecord(one["data"]) ? one["data"] : one) : {};
    return Object.entries(data).flatMap(([type, value]) => {
      const lines = /html|javascript|svg|xml/.test(type) ? linesOf(value) : null;
      return lines === null ? [] : [{ type, text: lines.join("") }];
    });
  });
}

function languageOf(json: Readonly<Record<string, unknown>>): string {
  const metadata = isRecord(json["metadata"]) ? json["metadata"] : {};
  const kernel = isRecord(metadata["kernelspec"]) ? metadata["kernelspec"] : {};
  const info = isRecord(metadata["language_info"]) ? metadata["language_info"] : {};
  const named = [kernel["language"], info["name"]].filter((one) => typeof one === "string").map((one) => one.toLowerCase());
  // Two languages for one notebook: whoever opens it decides, so it is none that is known.
  if (new Set(named).size > 1 && !named.every((one) => /python/.test(one))) return named.join(" or ");
  return named[0] ?? "python";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
