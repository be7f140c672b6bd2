import type { FileContext } from "./reading.ts";
import { readDocument } from "./html/document.ts";
import type { Language } from "./kinds.ts";
import type { Report } from "./mark.ts";
import { readMagics } from "./notebook-magic.ts";
import { type Cell, cellsOf } from "./notebook-cells.ts";
import type { Run } from "./programs/runs.ts";

export type NotebookReading = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

/** What a notebook needs of the file's reader: prose as prose, and code as its language reads it. */
export type NotebookReaders = Readonly<{
  prose(text: string, report: Report): void;
  code(language: Language, code: string, report: Report): NotebookReading;
}>;

const KERNELS: Readonly<Record<string, Language | undefined>> = {
  python: "python",
  ipython: "python",
  bash: "shell",
  sh: "shell",
  javascript: "javascript",
  typescript: "javascript",
  deno: "javascript",
};

/**
 * Notebook (nbformat 3 and 4) -> marks. Its code cells share one program and are read as one, in the language of the kernel, with IPython's own
 * lines (`!command`, `%magic`, `%%magic`) taken out and judged by themselves; text cells are prose, rich outputs are documents.
 */
export function readNotebook(path: string, text: string, context: FileContext, readers: NotebookReaders, report: Report): NotebookReading {
  const book = cellsOf(text);
  const fail = (rule: "unread-parse" | "unread-language", args: Readonly<Record<string, string>>): NotebookReading => {
    report({ rule, start: 0, end: Math.min(1, text.length), args });
    return { complete: false, loaded: [] };
  };
  if (book === null) return fail("unread-parse", { language: "notebook", why: "it is no valid notebook" });
  const kernel = KERNELS[book.language];
  const hasCode = book.cells.some((cell) => cell.kind === "code" && cell.text.trim() !== "");
  if (kernel === undefined && hasCode) return fail("unread-language", { language: book.language.slice(0, 40) });
  const loaded: Run[] = [];
  let complete = true;
  const keep = (one: NotebookReading): void => {
    complete &&= one.complete;
    loaded.push(...one.loaded);
  };
  for (const cell of book.cells) {
    if (cell.kind === "text") readers.prose(cell.text, placed(cell, report));
    for (const output of cell.outputs) readOutput(path, output, context, cell, report);
  }
  const code = book.cells.filter((cell) => cell.kind === "code");
  if (kernel === "python") keep(program(code, readers, context, report));
  else if (kernel !== undefined) for (const cell of code) keep(readers.code(kernel, cell.text, placed(cell, report)));
  return { complete, loaded };
}

/** All cells as one program; what IPython handles itself is blanked in it. */
function program(cells: readonly Cell[], readers: NotebookReaders, context: FileContext, report: Report): NotebookReading {
  const loaded: Run[] = [];
  const readAll: boolean[] = [];
  let whole = "";
  const starts: number[] = [];
  for (const cell of cells) {
    const rest = readMagics(cell.text, context, placed(cell, report), (language, code, at) => {
      const one = readers.code(language, code, (mark) => placed(cell, report)({ ...mark, start: mark.start + at, end: mark.end + at }));
      readAll.push(one.complete);
      loaded.push(...one.loaded);
    });
    loaded.push(...rest.loaded);
    starts.push(whole.length);
    whole += `${rest.python}\n`;
  }
  const read = readers.code("python", whole, (mark) => {
    const at = Math.max(
      0,
      starts.findLastIndex((start) => start <= mark.start),
    );
    const [cell, base] = [cells[at], starts[at] ?? 0];
    if (cell !== undefined) placed(cell, report)({ ...mark, start: mark.start - base, end: Math.min(mark.end - base, cell.text.length) });
  });
  return { complete: readAll.every(Boolean) && read.complete, loaded: [...loaded, ...read.loaded] };
}

/** Marks of a cell, put where its line stands in the file. */
function placed(cell: Cell, report: Report): Report {
  return (mark) => report({ ...mark, start: cell.rawAt(mark.start), end: Math.max(cell.rawAt(mark.start), cell.rawAt(mark.end)) });
}

/** Output in a rich form: whoever opens the notebook gets it shown. */
function readOutput(path: string, output: Cell["outputs"][number], context: FileContext, cell: Cell, report: Report): void {
  const at: Report = (mark) => report({ ...mark, start: cell.rawAt(0), end: cell.rawAt(0) });
  if (/javascript/.test(output.type)) at({ rule: "active-document", start: 0, end: 0, args: { text: output.text.trim().slice(0, 60) } });
  else if (/html|svg|xml/.test(output.type)) readDocument(`${path}.${/svg/.test(output.type) ? "svg" : "html"}`, output.text, context, at);
}
