import { styleText } from "node:util";
import type { Note } from "#kernel/notes";
import { jsonText, screenText } from "./screen.ts";

type Style = Parameters<typeof styleText>[0];

/** Where results and talk go. Results on stdout, talk on stderr; with --json stdout holds exactly one JSON document. */
export type Printer = Readonly<{
  json: boolean;
  quiet: boolean;
  verbose: boolean;
  terminal: boolean;
  width: number;
  /** Lines of the screen that one page may use. */
  rows: number;
  /** A line of the result for people; silent with --json. */
  line(text?: string): void;
  /** The result for programs; silent without --json. */
  data(value: unknown): void;
  /** Talk: progress, warnings, hints. */
  talk(text: string): void;
  style(style: Style, text: string): string;
  note(note: Note): void;
}>;

export type PrinterOptions = Readonly<{ json: boolean; quiet: boolean; verbose: boolean; colour: boolean }>;

/** Colours only for a terminal, unless NO_COLOR or --no-color; FORCE_COLOR turns them on (no-color.org, force-color.org). */
export function wantsColour(env: Readonly<Record<string, string | undefined>>, flag: boolean, terminal: boolean): boolean {
  if (!flag || (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb") return false;
  return (env.FORCE_COLOR ?? "") !== "" && env.FORCE_COLOR !== "0" ? true : terminal;
}

export function makePrinter(options: PrinterOptions): Printer {
  const style = (kind: Style, text: string) => (options.colour ? styleText(kind, text, { validateStream: false }) : text);
  const talk = (text: string) => {
    if (!options.quiet) process.stderr.write(`${screenText(text, options.colour)}\n`);
  };
  return {
    json: options.json,
    quiet: options.quiet,
    verbose: options.verbose,
    terminal: process.stdout.isTTY,
    width: widthOf(process.stdout),
    rows: rowsOf(process.stdout),
    line: (text = "") => {
      if (!options.json) process.stdout.write(`${screenText(text, options.colour)}\n`);
    },
    data: (value) => {
      if (options.json) process.stdout.write(`${jsonText(value)}\n`);
    },
    talk,
    style,
    note: (note) => {
      if (note.kind === "warning") talk(style("yellow", `warning: ${note.text}`));
      else if (note.kind === "asking") talk(style("dim", `asking ${note.model} at ${note.origin} (${note.purpose}) …`));
      else if (note.kind === "detail" && options.verbose) talk(style("dim", note.text));
      else if (note.kind === "stage" && options.verbose) talk(style("dim", `${note.stage} …`));
      else if (note.kind === "progress" && process.stderr.isTTY) talk(style("dim", progressText(note)));
    },
  };
}

type Screen = Readonly<{ columns?: number; rows?: number }>;

/** Text wider than 120 columns is hard to read; off a terminal it is 100. */
export function widthOf(screen: Screen): number {
  return Math.min(screen.columns || 100, 120);
}

/** All but one line for what is typed below; 30 off a terminal, and never less than the oldest screens have. */
export function rowsOf(screen: Screen): number {
  return Math.max(24, screen.rows || 31) - 1;
}

/** Done, rate and time left; nothing is guessed before the first second. */
function progressText({ stage, done, total, unit, elapsedMs }: Extract<Note, { kind: "progress" }>): string {
  const seconds = elapsedMs / 1000;
  if (seconds < 1 || done === 0) return `${stage}: ${done} of ${total} ${unit}`;
  const left = Math.max(0, Math.round(((total - done) * seconds) / done));
  const time = left < 90 ? `${left} s` : `${Math.round(left / 60)} min`;
  return `${stage}: ${done} of ${total} ${unit}, ${Math.round(done / seconds)} a second, ${time} left`;
}
