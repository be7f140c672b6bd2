import type { FileContext } from "../reading.ts";
import type { Mark, Report } from "../mark.ts";
import type { RuleId } from "../rules.table.ts";
import { SHELLS } from "./builtins.table.ts";
import { embedShell } from "./evaluate.ts";
import { JUDGES } from "./judges.ts";
import { type Around, type Field, type Machine, type Place, refuse, shown, type Stream } from "./machine.ts";
import { parseShell } from "./parse.ts";
import { createMachine, createState, finish } from "./reader.ts";
import { finishFunctions } from "./start.ts";
import { copyState, putArguments, type State } from "./state.ts";
import { concatAll, FROM, HOLE, isKnown, type Text, unknown } from "./text.ts";

/** A stretch of shell text that another language puts together, and what it was made from: `isExact` where it stands there letter for letter. */
export type Strand = Text & Readonly<{ at: number; until: number; isExact: boolean }>;

/**
 * A shell whose text is made by another language (a recipe of make, an instruction of a container file, a command of awk): every piece of text is
 * read by itself, and what is said of it is said of the place it was made from.
 */
export type Woven = Readonly<{ machine: Machine; state: State; segments: Segment[] }> & {
  length: number;
  printed: Printed | null;
  /** The only rule that counts for what is read now; null: all of them. */
  only: RuleId | null;
};

/** Program, its arguments and what it printed -> what it printed, with more said of it. */
export type Printed = (argv: readonly Field[], around: Around, out: Stream) => Stream;

type Segment = Readonly<{ from: number; at: number; until: number; isExact: boolean }>;

export function createWoven(path: string, text: string, report: Report, context: FileContext, spelled: string): Woven {
  const segments: Segment[] = [];
  const machine = createMachine(path, text, 0, "script", (mark) => tell(mark), context);
  const state = createState([]);
  const woven: Woven = { machine, state, segments, length: 0, printed: null, only: null };
  const tell: Report = (mark) => {
    if (woven.only === null || mark.rule === woven.only) report(placed(segments, mark));
  };
  const letters = `${text} ${spelled}`.toLowerCase();
  const start = machine.start;
  machine.start = (argv, around, direct) => {
    refuseHidden(machine, argv[0], letters, around.place);
    const out = start(argv, around, direct);
    return woven.printed === null ? out : woven.printed(argv, around, out);
  };
  return woven;
}

/** A program whose name stands nowhere in the file was put together so that who looks for it does not find it. */
function refuseHidden(machine: Machine, word: Field | undefined, letters: string, place: Place): void {
  if (word === undefined || !isKnown(word)) return;
  const name = word.text.slice(word.text.lastIndexOf("/") + 1).toLowerCase();
  const base = name.replace(/[\d.]+$/, "");
  if (base === "" || letters.includes(base) || (!JUDGES.has(name) && !SHELLS.has(name) && name !== "eval" && name !== "source")) return;
  refuse(machine, "obfuscated-code", place, { why: `the name of the program is put together: ${name}` });
}

function placed(segments: readonly Segment[], mark: Mark): Mark {
  const move = (one: Readonly<{ start: number; end: number }>) => spanOf(segments, one.start, one.end);
  const flow = mark.flow?.map((step) => (step.path === undefined ? { ...step, ...move(step) } : step));
  return { ...mark, ...move(mark), ...(flow === undefined ? {} : { flow }) };
}

function spanOf(segments: readonly Segment[], start: number, end: number): Place {
  const from = sourceOf(segments, start, false);
  return { start: from, end: Math.max(from, sourceOf(segments, Math.max(start, end - 1), true)) };
}

/** Place in what was put together -> the place it was made from; `isEnd`: behind that. */
function sourceOf(segments: readonly Segment[], place: number, isEnd: boolean): number {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.from ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  const found = segments[low];
  if (found === undefined) return place;
  if (found.isExact) return Math.min(found.until, found.at + (place - found.from) + (isEnd ? 1 : 0));
  return isEnd ? found.until : found.at;
}

/** What can stand in a hole of a text so that the words around it are still what they were: nothing that the author chose. */
const CHOSEN = FROM.own | FROM.script;

/** Pieces of one shell text -> what it prints. What nobody can tell of it is refused, but for words that only the person or the machine chooses. */
export function runWoven(woven: Woven, strands: readonly Strand[], state: State = copyState(woven.state), stdin: Stream | null = null): Stream {
  const { machine } = woven;
  const whole = concatAll(strands);
  const base = woven.length;
  let at = base;
  for (const one of strands) {
    if (one.text === "") continue;
    woven.segments.push({ from: at, at: one.at, until: one.until, isExact: one.isExact });
    at += one.text.length;
  }
  const { text } = whole;
  if (text.trim() === "") return { text: "", from: 0, names: [] };
  woven.length = Math.max(at, base + text.length) + 1;
  const holes = concatAll(strands.filter((one) => !isKnown(one)));
  const place = { start: base, end: Math.max(base + 1, Math.min(at, base + 400)) };
  const before = machine.frame;
  machine.frame = { source: text, base, fixed: null, depth: before.depth + 1, from: holes.from, holes };
  const out = refused(machine, whole, holes, place) ?? walked(machine, text, base, state, stdin);
  machine.frame = before;
  return out;
}

/** A text with a part that the network, a decoder or the author's own program chooses is whatever they choose. */
function refused(machine: Machine, whole: Text, holes: Text, place: Place): Stream | null {
  if ((whole.from & (FROM.network | FROM.decoded)) !== 0) refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
  else if ((whole.from & FROM.crafted) !== 0)
    refuse(machine, "obfuscated-code", place, { why: `the text of a command is put together: ${shown(machine, place)}` });
  else if ((holes.from & CHOSEN) !== 0)
    refuse(machine, "dynamic-code", place, { name: shown(machine, place).split(/\s/)[0] ?? "a command", why: "what it runs cannot be told" });
  else return null;
  return unknown(FROM.data | holes.from);
}

function walked(machine: Machine, text: string, base: number, state: State, stdin: Stream | null): Stream {
  const { script, problem } = parseShell(text);
  machine.work -= text.length / 8;
  if (problem !== null) {
    const start = base + Math.min(script.errors?.[0]?.pos ?? 0, text.length - 1);
    machine.complete = false;
    machine.report({ rule: "unread-parse", start, end: start + 1, args: { language: "shell", why: problem.replaceAll(HOLE, "…") } });
  }
  const out = machine.walk(script, state, stdin);
  for (const { code, place } of machine.traps.splice(0)) embedShell(machine, code, { state: copyState(state), stdin: null, place });
  finishFunctions(machine, state);
  // The next text is another shell's.
  machine.functions.clear();
  machine.aliases.clear();
  machine.called.clear();
  return out;
}

/** A program started without a shell, word by word. */
export function startWoven(woven: Woven, words: readonly Strand[], state: State): void {
  const { machine } = woven;
  const [first] = words;
  if (first === undefined) return;
  const base = woven.length;
  const source = words.map((one) => one.text).join(" ");
  woven.segments.push({ from: base, at: first.at, until: words.at(-1)?.until ?? first.until, isExact: false });
  woven.length = base + source.length + 1;
  const before = machine.frame;
  machine.frame = { source, base, fixed: null, depth: before.depth + 1 };
  putArguments(state, []);
  machine.start(words, { state, stdin: null, place: { start: base, end: base + Math.max(1, source.length) } }, true);
  machine.frame = before;
}

/** A place of the file as a place of what is put together, for what is said of something that no shell reads. */
export function placeWoven(woven: Woven, span: Readonly<{ at: number; until: number }>): Place {
  woven.segments.push({ from: woven.length, at: span.at, until: span.until, isExact: false });
  const place = { start: woven.length, end: woven.length + 1 };
  woven.length += 2;
  return place;
}

/** Is everything that was to be said at the end said? What was run before it was fetched is told here. */
export function finishWoven(woven: Woven): boolean {
  finish(woven.machine, woven.state);
  return woven.machine.complete;
}

/** Notes of an earlier reading of the same file which of its files came from elsewhere or hold private data: what is run first may stand last. */
export function rememberFiles(to: Machine, from: Machine, bits: number): void {
  for (const [path, content] of from.files) if ((content.from & bits) !== 0) to.files.set(path, content);
  for (const [path, found] of from.secretFiles) if ((found & bits) !== 0) to.secretFiles.set(path, found);
  for (const path of from.foreign) to.foreign.add(path);
}
