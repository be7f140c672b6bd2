import type { ArithmeticExpression, DoubleQuotedChild, ParsedScript, Word, WordPart } from "unbash";
import { numberOf } from "./arithmetic.ts";
import { forget } from "./assign.ts";
import { expandBraces } from "./braces.ts";
import { lookup } from "./lookup.ts";
import { type Field, type Machine, placeOf, step } from "./machine.ts";
import { type Expansion, joinList, parameterOf } from "./parameter.ts";
import { parseWord, problemOf } from "./parse.ts";
import { needPath } from "./permissions.ts";
import { combine, fieldsOf, type Piece } from "./pieces.ts";
import { readFiles } from "./reads.ts";
import { separatorsIn } from "./separators.ts";
import { argumentsOf, copyState, type List, type State } from "./state.ts";
import { alternatives, BLANKS, blur, concat, concatAll, EMPTY, FROM, HOLE, isKnown, known, lost, type Text, unknown } from "./text.ts";

/** Substitutions in each other, and calls, which nest as well. */
const DEEPEST = 100;
/** Letters that are compared for one step of work. */
const LETTERS = 1_000;

/** Word -> every list of words it can become: quotes and backslashes gone, variables, substitutions and braces put in, split by IFS. */
export function expandWord(machine: Machine, word: Word, state: State): readonly (readonly Field[])[] {
  if (!step(machine)) return [[{ ...unknown(FROM.data), many: true }]];
  if (word.parts === undefined) return [[plainField(machine, word)]];
  if (word.parts.some((one) => one.type === "BraceExpansion")) return [braced(machine, word, state)];
  const pieces = word.parts.map((part, at) => piecesOf(machine, part, state, false, at === 0));
  const all = separators(machine, state);
  return counted(machine, combine(pieces)).flatMap((one) => fieldsByEach(one, all));
}

/** Texts that stand side by side are work for whoever joins, splits and compares them. */
function counted<T>(machine: Machine, ways: readonly T[]): readonly T[] {
  if (ways.length > 1) step(machine, ways.length);
  return ways;
}

/** Word -> its possible texts where no splitting happens (assignments, here-strings, redirections, patterns). */
export function textsOf(machine: Machine, word: Word, state: State): readonly Text[] {
  if (!step(machine)) return [unknown(FROM.data)];
  if (word.parts === undefined) return [plainField(machine, word)];
  const pieces = word.parts.map((part, at) => piecesOf(machine, part, state, false, at === 0));
  const texts = counted(machine, combine(pieces)).map((combination) =>
    combination.reduce<Text>(
      (sum, one) => concat(sum, one.list === undefined ? one.text : one.list === null ? unknown(FROM.argument) : joinList(one.list)),
      EMPTY,
    ),
  );
  const letters = texts.reduce((sum, one) => sum + one.text.length, 0);
  if (letters > LETTERS) step(machine, Math.ceil(letters / LETTERS));
  return alternatives(texts);
}

/** Parts of a here-document -> its possible text; null parts: nothing in it is replaced. */
export function textOfParts(machine: Machine, parts: readonly WordPart[], state: State): Text {
  return parts
    .flatMap((part) => {
      const pieces = piecesOf(machine, part, state, true, false);
      return pieces.length === 1 ? pieces : [{ text: blur(pieces.map((one) => one.text)), quoted: true, split: false }];
    })
    .reduce<Text>((sum, one) => concat(sum, one.list === undefined ? one.text : one.list === null ? unknown(FROM.argument) : joinList(one.list)), EMPTY);
}

function plainField(machine: Machine, word: Word): Field {
  const raw = word.text;
  const home = raw.startsWith("~") ? tilde(word.value) : word.value;
  // A backslash inside of a word spells a name so that a search does not find it; one before it only goes around an alias.
  const spliced = raw.length !== word.value.length && /^[^\\]+\\[\s\S]?[\w\n]/.test(raw) && /\\[\w\n]/.test(raw);
  return { ...literal(machine, home), ...(spliced ? { spliced } : {}), ...(home.includes(HOLE) ? { many: true } : {}) };
}

function tilde(value: string): string {
  return /^~(?:\/|$)/.test(value) ? value : value.replace(/^~[\w.+-]*/, (user) => (user === "~+" ? "." : HOLE));
}

function separators(machine: Machine, state: State): readonly (string | null)[] {
  return machine.mode === "code" ? [BLANKS] : separatorsIn(state);
}

/** The words for every value that IFS can have; mostly the same ones. */
function fieldsByEach(one: readonly Piece[], all: readonly (string | null)[]): readonly (readonly Field[])[] {
  const ways = all.map((ifs) => fieldsOf(one, ifs));
  return ways.filter((fields, at) => ways.findIndex((other) => isSameWords(other, fields)) === at);
}

function isSameWords(one: readonly Field[], other: readonly Field[]): boolean {
  return one.length === other.length && one.every((field, at) => field.text === other[at]?.text && field.many === other[at].many);
}

function braced(machine: Machine, word: Word, state: State): readonly Field[] {
  const sources = word.text.length > 20_000 ? null : expandBraces(word.text);
  if (sources === null || !step(machine, sources.length)) return [{ ...unknown(FROM.data | FROM.crafted), many: true }];
  const frame = machine.frame;
  const place = placeOf(machine, word);
  const fields: Field[] = [];
  for (const source of sources) {
    if (source === "") continue;
    const one = parseWord(source);
    // The parser sees these words at another place than they stand.
    machine.frame = { ...frame, fixed: place };
    if (one === null || one.parts?.some((part) => part.type === "BraceExpansion") === true) fields.push({ ...unknown(FROM.data | FROM.crafted), many: true });
    else for (const field of mergeAlternatives(expandWord(machine, one, state))) fields.push({ ...field, from: field.from | FROM.crafted });
    machine.frame = frame;
  }
  return fields;
}

/** Several possible lists of words -> one that stands for all of them. */
export function mergeAlternatives(ways: readonly (readonly Field[])[]): readonly Field[] {
  const [first] = ways;
  if (first === undefined) return [];
  if (ways.length === 1) return first;
  return [{ ...blur(ways.flat()), many: true }];
}

function piecesOf(machine: Machine, part: WordPart | DoubleQuotedChild, state: State, quoted: boolean, first: boolean): readonly Piece[] {
  switch (part.type) {
    case "Literal": {
      const value = first && !quoted && part.text.startsWith("~") ? tilde(part.value) : part.value;
      // In a text that is run, what could not be told stands without quotes as well.
      return [{ text: literal(machine, value), quoted, split: !quoted && value.includes(HOLE) }];
    }
    case "SingleQuoted":
      return [{ text: literal(machine, part.value), quoted: true, split: false }];
    case "AnsiCQuoted":
      return [{ text: known(part.value.split("\u0000")[0] ?? "", /\\[xu0-7]/.test(part.text) ? FROM.crafted : 0), quoted: true, split: false }];
    case "DoubleQuoted":
    case "LocaleString":
      return quotedPieces(machine, part.parts, state);
    case "Glob":
    case "ExtendedGlob":
      return [{ text: known(part.text), quoted: false, split: false, glob: true }];
    case "BraceExpansion":
      return [{ text: unknown(FROM.crafted), quoted, split: !quoted }];
    case "SimpleExpansion":
      return simple(machine, part, state, quoted);
    case "ParameterExpansion":
      if (!quoted && part.operation?.type === "Default" && part.operation.operator.endsWith("+") && part.operation.operand.parts !== undefined)
        return [alternate(machine, part.operation.operand, state), NOTHING];
      return pieces(
        parameterOf(machine, state, part, (word) => textsOf(machine, word, state)),
        quoted,
        separators(machine, state),
      );
    case "CommandExpansion":
      return substituted(machine, part, state).map((text) => ({ text, quoted, split: !quoted }));
    case "ArithmeticExpansion":
      return [{ text: arithmetic(machine, part.expression, state), quoted, split: false }];
    case "ProcessSubstitution": {
      const inner = substitute(machine, part, state);
      // The path of a pipe: whoever reads it reads what the commands wrote.
      const path = `/dev/fd/${String(part.pos)}-${String(machine.files.size)}`;
      if (part.operator === "<") machine.files.set(path, inner);
      else machine.drains.set(path, (input) => void substitute(machine, part, state, input));
      return [{ text: known(path, inner.from), quoted: true, split: false }];
    }
  }
}

/** What could not be told in a text that is run came from where the text came from. */
export function literal({ frame }: Machine, value: string): Text {
  if (frame.holes !== undefined && value.includes(HOLE)) return { text: value, from: frame.holes.from, names: frame.holes.names };
  return known(value, value.includes(HOLE) ? (frame.from ?? 0) & FROM.secret : 0);
}

const NOTHING: Piece = { text: EMPTY, quoted: false, split: true };

/** `${x:+-d "$x"}` outside of quotes: the quotes inside of it keep words together. */
function alternate(machine: Machine, operand: Word, state: State): Piece {
  const ways = expandWord(machine, operand, state);
  const fields = ways.length === 1 ? (ways[0] ?? []) : mergeAlternatives(ways);
  return { text: blur(fields), quoted: false, split: false, list: fields.some((one) => one.many === true) ? null : fields };
}

function quotedPieces(machine: Machine, parts: readonly DoubleQuotedChild[], state: State): readonly Piece[] {
  if (parts.length === 0) return [{ text: EMPTY, quoted: true, split: false }];
  const inner = parts.map((part) => piecesOf(machine, part, state, true, false));
  const only = inner.length === 1 ? inner[0] : undefined;
  if (only !== undefined) return only.map((one) => ({ ...one, quoted: true }));
  return combine(inner).map((combination): Piece => {
    const list = combination.find((one) => one.list !== undefined);
    if (list === undefined) return { text: combination.reduce<Text>((sum, one) => concat(sum, one.text), EMPTY), quoted: true, split: false };
    const text = combination.reduce<Text>(
      (sum, one) => concat(sum, one.list === undefined ? one.text : one.list === null ? one.text : joinList(one.list)),
      EMPTY,
    );
    return { text, quoted: true, split: false };
  });
}

function simple(machine: Machine, part: Readonly<{ text: string; pos: number; end: number }>, state: State, quoted: boolean): readonly Piece[] {
  const name = part.text.slice(1);
  if (name === "@" || name === "*") return pieces({ lists: argumentsOf(state), from: FROM.argument, star: name === "*" }, quoted, separators(machine, state));
  return pieces({ values: lookup(machine, state, name, placeOf(machine, part)) }, quoted);
}

function pieces(expansion: Expansion, quoted: boolean, all: readonly (string | null)[] = [" "]): readonly Piece[] {
  if ("values" in expansion) return expansion.values.map((text) => ({ text, quoted, split: !quoted }));
  const { lists, from, star } = expansion;
  return (lists ?? [null]).flatMap((list): Piece[] => {
    if (!star || !quoted) return [{ text: list === null ? unknown(from) : EMPTY, quoted, split: false, list }];
    const texts = alternatives(all.map((ifs) => (list === null ? unknown(from) : joined(list, ifs))));
    return texts.map((text) => ({ text, quoted, split: false }));
  });
}

/** `"${a[*]}"`: the words joined by the first character of IFS; by nothing, they are pieces of one word. */
function joined(list: List, ifs: string | null): Text {
  if (ifs === null || list.some((one) => one.many === true)) return lost(blur(list));
  const between = ifs.slice(0, 1);
  return between === "" ? { ...concatAll(list), from: concatAll(list).from | FROM.crafted } : concatAll(list, between);
}

function arithmetic(machine: Machine, expression: ArithmeticExpression | undefined, state: State): Text {
  if (expression === undefined) return unknown(FROM.plain);
  const value = numberIn(machine, expression, state);
  return value === null ? unknown(FROM.plain) : known(String(value));
}

/** Arithmetic -> its value; runs the commands in it and forgets what it assigns. */
export function numberIn(machine: Machine, expression: ArithmeticExpression, state: State): number | null {
  const inner = (node: ArithmeticExpression): string | null => {
    if (node.type === "ArithmeticCommandExpansion") return asNumber(substitute(machine, node, state));
    if (node.type !== "ArithmeticWord" || node.parts === undefined) return null;
    const texts = combine(node.parts.map((part) => piecesOf(machine, part, state, true, false)));
    const only = texts.length === 1 ? texts[0]?.reduce<Text>((sum, one) => concat(sum, one.text), EMPTY) : undefined;
    return only === undefined ? null : asNumber(only);
  };
  return numberOf(expression, machine, state, inner, (name) => forget(machine, state, name, FROM.plain));
}

function asNumber(text: Text): string | null {
  return isKnown(text) ? text.text : null;
}

type Substitution = Readonly<{ pos: number; end: number; text: string; script: ParsedScript | undefined }>;

/** The same, as one text. */
function substitute(machine: Machine, part: Substitution, state: State, input: Text = unknown(FROM.data)): Text {
  return blurOne(substituted(machine, part, state, input));
}

function blurOne(texts: readonly Text[]): Text {
  return texts.length === 1 ? (texts[0] ?? EMPTY) : blur(texts);
}

/** `$(...)`: a subshell of its own; what it may print, without the last line ends. */
function substituted(machine: Machine, part: Substitution, state: State, input: Text = unknown(FROM.data)): readonly Text[] {
  const { script } = part;
  const place = placeOf(machine, part);
  if (machine.frame.depth > DEEPEST)
    machine.report({ rule: "scan-truncated", ...place, args: { why: "substitutions inside of each other, too deep to follow" } });
  if (script === undefined || !step(machine) || machine.frame.depth > DEEPEST) return [unknown(FROM.data)];
  const problem = problemOf(script);
  if (problem !== null) machine.report({ rule: "unread-parse", ...place, args: { language: "shell", why: problem } });
  const frame = machine.frame;
  // In escaped backticks the positions count in a text of its own.
  machine.frame =
    script.source === undefined ? { ...frame, depth: frame.depth + 1 } : { source: script.source, base: frame.base, fixed: place, depth: frame.depth + 1 };
  const file = fileRead(machine, script, state);
  const out = file ?? machine.walk(script, copyState(state), input);
  machine.frame = frame;
  return [out, ...(out.or ?? [])].map((one) => ({ text: trimEnd(one.text), from: one.from, names: one.names }));
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "\n") end--;
  return end === text.length ? text : text.slice(0, end);
}

/** `$(<file)` reads a file. */
function fileRead(machine: Machine, script: ParsedScript, state: State): Text | null {
  const command = script.commands[0]?.command;
  if (script.commands.length !== 1 || command?.type !== "Command" || command.name !== undefined || command.prefix.length !== 1) return null;
  const redirect = command.prefix[0];
  if (redirect?.type !== "Redirect" || redirect.operator !== "<" || redirect.target === undefined) return null;
  const paths = textsOf(machine, redirect.target, state);
  for (const path of paths) needPath(machine, placeOf(machine, redirect), "<", "read", path);
  return readFiles(machine, paths);
}
