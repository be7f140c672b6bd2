import type { Script } from "unbash";
import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import type { OwnPaths } from "../programs/own-paths.ts";
import type { Run } from "../programs/runs.ts";
import type { RuleId } from "../rules.table.ts";
import type { Mode } from "./mode.ts";
import type { Body, State, Variable } from "./state.ts";
import { HOLE, type Text } from "./text.ts";

/** One word of a command after expansion. */
export type Field = Text &
  Readonly<{
    /** May be no word or several (an unquoted text that cannot be told). */
    many?: boolean;
    /** What it may be, where a function is called once for all of them. */
    each?: readonly Text[];
    /** Holds file name patterns that the shell replaces. */
    glob?: boolean;
    /** The name of the program in it is put together from pieces. */
    spliced?: boolean;
  }>;

/** What flows through a pipe or out of a substitution. */
export type Stream = Text;

/** What a command starts in: `stdin` is null when it is the terminal (or whatever the script was started with). */
export type Around = Readonly<{ state: State; stdin: Stream | null; place: Place }>;

export type Place = Readonly<{ start: number; end: number }>;

/**
 * The text that is read now: positions of its nodes are offsets in `source`; `fixed` is where everything in it is reported when they are not. `holes`: all that
 * is known of what stands in its holes, where another language left them.
 */
export type Frame = Readonly<{ source: string; base: number; fixed: Place | null; depth: number; from?: number; holes?: Text }>;

/** `isSure`: it stands on every way through the script. */
export type Definition = Readonly<{ body: Body; frame: Frame; place: Place; isSure: boolean }>;

/** What lies in a file that the script itself wrote or fetched. */
export type Written = Text;

/** A loop or function that is being walked, and the states in which `break`, `continue` or `return` left it. */
export type Escape = Readonly<{ of: "loop" | "function"; states: State[] }>;

/**
 * Everything one reading of a shell text shares. `walk` and `expand` are set by their makers, so that words can run
 * commands and commands can expand words without one file knowing the other.
 */
export type Machine = {
  readonly mode: Mode;
  readonly path: string;
  readonly context: FileContext;
  readonly own: OwnPaths;
  readonly report: Report;
  readonly loaded: Run[];
  readonly functions: Map<string, Definition[]>;
  readonly called: Set<string>;
  readonly aliases: Map<string, readonly Text[]>;
  readonly files: Map<string, Written>;
  /** Files that may hold private data, by the paths that were named when they got it. */
  readonly secretFiles: Map<string, number>;
  /** Commands that read what is written to a path: `>(command)`. */
  readonly drains: Map<string, (input: Stream) => void>;
  /** Links to folders, by their names. */
  readonly links: Map<string, string>;
  /** Files that descriptors write to: `exec 3> file`. */
  readonly outputs: Map<string, Text>;
  /** Is the last part of a pipe run by the shell itself (`shopt -s lastpipe`, zsh)? */
  readonly isLastHere: boolean;
  /** Has any variable held private data? */
  isPrivate: boolean;
  /** Private data that was among the words of a command: `$_` is the last of them. */
  recent: number;
  /** Folders that hold what came from elsewhere: a clone, an unpacked archive. */
  readonly foreign: Set<string>;
  /** Folders that `mktemp` made: nobody else can put anything there. */
  readonly made: Set<string>;
  /** Environments of Python that the script made in such a folder. */
  readonly environments: Set<string>;
  /** Paths that any program but one that makes folders or removes was told to write. */
  readonly filled: Set<string>;
  /** Files that were run, to be compared with what was fetched at any place. */
  readonly ran: { path: string; place: Place }[];
  readonly assigned: ReadonlySet<string>;
  readonly told: Set<string>;
  readonly active: string[];
  /** Loops and functions that are being walked, with what held where they were left before their end. */
  readonly escapes: Escape[];
  /** What is to run when the shell ends. */
  readonly traps: { code: Text; place: Place }[];
  /** Variables local to the functions that are being walked, with what they hold outside. */
  readonly locals: Map<string, Variable | undefined>[];
  frame: Frame;
  /** How many branches and loops are open that may not be walked at all. */
  branches: number;
  /** The pipeline that is walked: what a finding inside of it shows. */
  whole: Place | null;
  work: number;
  complete: boolean;
  /** Statements -> what they print. */
  walk: (script: Pick<Script, "commands">, state: State, stdin: Stream | null) => Stream;
  walkBody: (body: Body, state: State, stdin: Stream | null) => Stream;
  /** A program with its arguments -> what it prints. `direct`: functions of the script are left out (`command x`). */
  start: (argv: readonly Field[], around: Around, direct?: boolean) => Stream;
  /** Text that a shell is given to run (eval, sh -c, a pipe) -> what it prints. `args` are its own arguments; null keeps those there are. */
  run: (text: Text, around: Around, args: readonly Field[] | null) => Stream;
};

/** The work of a look at one name, of a step. */
export const A_LOOK = 0.05;

/** Takes one step of work; false when there is none left: the caller gives up and what it was to say is unknown. */
export function step(machine: Machine, cost = 1): boolean {
  machine.work -= cost;
  if (machine.work > 0) return true;
  if (machine.complete) {
    machine.complete = false;
    machine.report({
      rule: "scan-truncated",
      start: machine.frame.base,
      end: machine.frame.base + 1,
      args: { why: "the shell text takes more work to follow than is allowed" },
    });
  }
  return false;
}

/** Node of the text read now -> its place in the file. */
export function placeOf(machine: Machine, node: Readonly<{ pos: number; end: number }>): Place {
  const { frame } = machine;
  if (frame.fixed !== null) return frame.fixed;
  const start = Math.min(node.pos, frame.source.length);
  return { start: frame.base + start, end: frame.base + Math.max(start, Math.min(node.end, node.pos + 400, frame.source.length)) };
}

/** A grave mark, once for each place and rule. */
export function refuse(machine: Machine, rule: RuleId, place: Place, args: Readonly<Record<string, string>>, evidence: readonly string[] = []): void {
  const key = `${rule}\u0000${String(place.start)}\u0000${String(place.end)}`;
  if (machine.told.has(key)) return;
  machine.told.add(key);
  machine.report({ rule, ...place, args, ...(evidence.length === 0 ? {} : { evidence }) });
}

/** The text a finding shows of its place; of code that was put together, dots where a part cannot be told. */
export function shown({ frame, whole }: Machine, place: Place): string {
  if (frame.fixed !== null) return cutTo(frame.source.replaceAll(HOLE, "…"));
  const around = whole !== null && whole.start <= place.start && place.end <= whole.end ? whole : place;
  return cutTo(frame.source.slice(around.start - frame.base, around.end - frame.base));
}

function cutTo(text: string): string {
  return text.trim().slice(0, 100);
}
