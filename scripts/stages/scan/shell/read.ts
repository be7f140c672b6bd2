import { forget, setText, setVariable } from "./assign.ts";
import { hasOption, type Judge, optionsOf, type Parsed, valueOf, words } from "./call.ts";
import { embedShell } from "./evaluate.ts";
import type { Machine, Place, Stream } from "./machine.ts";
import { agreed, isBlankOf, separatorAt, skipBlanks } from "./separators.ts";
import { getVariable, type State } from "./state.ts";
import { alternatives, EMPTY, FROM, HOLE, isKnown, lost, marked, type Text, unknown } from "./text.ts";

const MOST_WORDS = 200;
const READ_VALUED = words("-d -i -n -N -p -t -u -a");

/** `read`: a line of what comes in, split into variables. Which line is known only where there is one. */
export const read: Judge = (machine, { args, around }) => {
  const { state, place } = around;
  const parsed = optionsOf(args, READ_VALUED);
  const array = valueOf(parsed, "-a");
  const source = around.stdin ?? unknown(FROM.data | FROM.argument);
  const line = lineOf(source, parsed);
  if (array !== null) {
    const split = line === null ? null : agreed(state, (ifs) => splitWords(line, ifs));
    setItems(machine, state, array.text, source, split, place);
    return EMPTY;
  }
  const names = parsed.operands.map((one) => one.text);
  if (parsed.operands.some((one) => one.many === true || !isKnown(one))) for (const name of machine.assigned) forget(machine, state, name);
  // What `find` prints: each of its lines is of one shape, so the whole line is.
  const isShape = names.length === 1 && isKnownInPart(source);
  const split = line === null ? null : names.length === 0 ? [line] : agreed(state, (ifs) => readWords(line, ifs, names.length));
  (names.length === 0 ? ["REPLY"] : names).forEach((name, at) => {
    const text = split?.[at];
    const value =
      text === undefined ? marked(isShape ? source : lost(source), FROM.data) : { ...source, text, from: source.from | (names.length > 1 ? FROM.crafted : 0) };
    setText(machine, state, name, [value], place);
  });
  return EMPTY;
};

/** The line that is read; null when it cannot be told which, or how much of it. */
function lineOf(source: Stream, parsed: Parsed): string | null {
  if (!isKnown(source) || source.or !== undefined || hasOption(parsed, "-n", "-N", "-u")) return null;
  if (!hasOption(parsed, "-r") && source.text.includes("\\")) return null;
  const end = valueOf(parsed, "-d");
  if (end !== null) return end.text === "" ? source.text.replace(/\n+$/, "") : null;
  const lines = source.text.replace(/\n$/, "").split("\n");
  return lines.length === 1 ? (lines[0] ?? "") : null;
}

/** A path with a hole in it, as `find` gives it. */
function isKnownInPart({ text, or }: Stream): boolean {
  return or === undefined && text.includes(HOLE) && /^[^\n]*[\w.]\/[^\n]*$|^~[^\n]*$/.test(text);
}

/** Line, separators and a number of variables -> what each gets (bash manual, "read"); the last has the rest. */
function readWords(line: string, ifs: string, count: number): readonly string[] {
  const found: string[] = [];
  let at = skipBlanks(line, 0, ifs);
  for (let left = count; left > 1; left--) {
    const one = wordAt(line, at, ifs);
    found.push(one.text);
    at = one.next;
  }
  const last = wordAt(line, at, ifs);
  let end = line.length;
  while (end > at && isBlankOf(line[end - 1], ifs)) end--;
  found.push(last.next >= line.length ? last.text : line.slice(at, end));
  return found;
}

/** Line and separators -> all of its words. */
function splitWords(line: string, ifs: string): readonly string[] {
  const found: string[] = [];
  let at = skipBlanks(line, 0, ifs);
  while (at < line.length && found.length <= MOST_WORDS) {
    const one = wordAt(line, at, ifs);
    found.push(one.text);
    at = one.next;
  }
  return found;
}

function wordAt(line: string, from: number, ifs: string): Readonly<{ text: string; next: number }> {
  let end = from;
  while (end < line.length && !ifs.includes(line[end] ?? "")) end++;
  return { text: line.slice(from, end), next: separatorAt(line, end, ifs).end };
}

/** Gives an array the words of a text; null: nobody has counted them. */
function setItems(machine: Machine, state: State, name: string, source: Text, items: readonly string[] | null, place: Place): void {
  const elements =
    items === null || items.length > MOST_WORDS
      ? [{ ...marked(lost(source), FROM.data), many: true }]
      : items.map((text) => ({ ...source, text, from: source.from | FROM.crafted }));
  setVariable(machine, state, name, { values: elements.slice(0, 1), elements, reference: null }, place);
}

const MAP_VALUED = words("-d -n -O -s -u -C -c");

/** `mapfile`, `readarray`: every line of what comes in, as an array. */
export const mapfile: Judge = (machine, { args, around }) => {
  const parsed = optionsOf(args, MAP_VALUED);
  const source = around.stdin ?? unknown(FROM.data);
  const callback = valueOf(parsed, "-C");
  // Each line is a word behind what stands there (bash manual, "mapfile"): `eval` runs it.
  if (callback !== null && isKnown(callback) && /^[\w.-]+(?: [\w.-]+)*$/.test(callback.text))
    machine.start([...callback.text.split(" ").map((text) => ({ ...callback, text })), unknown(FROM.plain), lost(source)], { ...around, stdin: null });
  else if (callback !== null) embedShell(machine, callback, around);
  const isPlain = isKnown(source) && source.or === undefined && hasOption(parsed, "-t") && !hasOption(parsed, "-d", "-n", "-O", "-s", "-u");
  const lines = isPlain ? (source.text === "" ? [] : source.text.replace(/\n$/, "").split("\n")) : null;
  setItems(machine, around.state, parsed.operands[0]?.text ?? "MAPFILE", source, lines, around.place);
  return EMPTY;
};

/** Variables that a loop reads are empty behind it: the last `read` finds nothing. */
export function emptied(machine: Machine, state: State, names: Iterable<string>, place: Place): void {
  for (const name of names) {
    const old = getVariable(state, name);
    if (old !== undefined && old.elements === null && old.reference === null)
      setVariable(machine, state, name, { ...old, values: alternatives([...old.values, EMPTY]) }, place);
  }
}
