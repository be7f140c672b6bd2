import type { Expression, Program, Statement } from "./tree.ts";
import { formatted } from "../shell/fold.ts";
import { alternatives, blur, concat, EMPTY, FROM, HOLE, isKnown, known, lost, marked, type Text, unknown } from "../shell/text.ts";

const MOST_WAYS = 24;
const DEEPEST = 60;

/** Everything that one reading of a program knows of its values: whatever a name is given anywhere it may hold everywhere. */
export type Values = {
  readonly given: Map<string, Given[]>;
  readonly known: Map<string, readonly Text[]>;
  readonly active: Set<string>;
  readonly routines: ReadonlyMap<string, Routine>;
  /** What lines that are read may hold besides. */
  lines: number;
  /** Text of a variable of the environment, whose name is known or not. */
  readonly environment: (name: string | null, of: Expression) => Text;
  readonly work: { left: number };
  depth: number;
};

type Given = Readonly<{ value: Expression; scope: string } | { text: Text }>;
type Routine = Readonly<{ parameters: readonly string[]; returned: readonly Expression[] }>;

export function createValues(program: Program, environment: Values["environment"], work: Values["work"]): Values {
  const routines = new Map(
    program.routines.map(
      ({ name, parameters, statements }) =>
        [name, { parameters, returned: statements.flatMap((one) => (one.kind === "return" && one.value !== null ? [one.value] : [])) }] as const,
    ),
  );
  return { given: new Map(), known: new Map(), active: new Set(), routines, lines: 0, environment, work, depth: 0 };
}

/** Name as a function sees it: its parameters are its own. */
export function scoped(values: Values, name: string, scope: string): string {
  return scope !== "" && values.routines.get(scope)?.parameters.includes(name) === true ? `${scope}()${name}` : name;
}

export function give(values: Values, name: string, given: Given): void {
  const list = values.given.get(name);
  if (list === undefined) values.given.set(name, [given]);
  else if (list.length < 400) list.push(given);
  else list[0] = { text: unknown(FROM.script | FROM.data) };
}

/** Notes all that is assigned in a statement. */
export function noteStatement(values: Values, statement: Statement, scope: string): void {
  for (const one of expressionsOf(statement)) noteExpression(values, one, scope);
  if (statement.kind === "each")
    give(values, scoped(values, statement.name, scope), { text: unknown(FROM.data | (statement.array === "ENVIRON" ? FROM.environment : 0)) });
}

export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "value":
      return [statement.value];
    case "print":
      return statement.to === null ? statement.values : [...statement.values, statement.to];
    case "return":
      return statement.value === null ? [] : [statement.value];
    case "each":
      return [];
  }
}

export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "text":
    case "name":
      return [];
    case "field":
      return [expression.of];
    case "element":
      return expression.keys;
    case "either":
      return [expression.test, ...expression.parts];
    case "assign":
      return [expression.to, expression.value];
    case "call":
      return expression.args;
    case "getline":
      return [expression.command, expression.file, expression.to].filter((one) => one !== null);
    default:
      return expression.parts;
  }
}

/** Functions that put what they make into a variable they are given, by its place. */
const WRITES: ReadonlyMap<string, number> = new Map([
  ["sub", 2],
  ["gsub", 2],
  ["split", 1],
  ["patsplit", 1],
  ["match", 2],
  ["asort", 1],
  ["asorti", 1],
]);

function noteExpression(values: Values, expression: Expression, scope: string): void {
  for (const one of partsOf(expression)) noteExpression(values, one, scope);
  if (expression.kind === "assign")
    noteTo(values, expression.to, expression.isNumber ? { text: unknown(FROM.plain) } : { value: expression.value, scope }, scope);
  else if (expression.kind === "getline" && expression.to !== null) noteTo(values, expression.to, { value: expression, scope }, scope);
  else if (expression.kind === "call") {
    const at = WRITES.get(expression.name);
    const target = at === undefined ? undefined : expression.args[at];
    if (target !== undefined) {
      noteTo(values, target, { text: unknown(FROM.data | FROM.crafted) }, scope);
      // What is split or changed may be a text of the program, letter by letter.
      for (const arg of expression.args)
        noteTo(values, target, { value: { kind: "call", name: "substr", args: [arg], isIndirect: false, at: arg.at, until: arg.until }, scope }, scope);
    }
    const routine = values.routines.get(expression.name);
    routine?.parameters.forEach((name, index) => {
      const arg = expression.args[index];
      if (arg === undefined) return;
      give(values, `${expression.name}()${name}`, { value: arg, scope });
      // An array is handed over itself: what the function puts into it is in it.
      if (arg.kind === "name")
        give(values, scoped(values, arg.name, scope), {
          value: { kind: "name", name: `${expression.name}()${name}`, at: arg.at, until: arg.until },
          scope: "",
        });
    });
  }
}

function noteTo(values: Values, to: Expression, given: Given, scope: string): void {
  if (to.kind === "name" || to.kind === "element") give(values, scoped(values, to.name, scope), given);
  else if (to.kind === "field") give(values, "$", given);
  else if (to.kind === "either") for (const one of to.parts) noteTo(values, one, given, scope);
}

const NUMBERS = /^(?:NR|FNR|NF|RSTART|RLENGTH|ARGC|ERRNO|RT|SUBSEP|OFS|ORS|FS|RS|CONVFMT|OFMT|FIELDWIDTHS|FPAT|IGNORECASE|BINMODE|LINT|TEXTDOMAIN|PROCINFO)$/;

/** Expression -> every text that it may be. */
export function textsOf(values: Values, expression: Expression, scope: string): readonly Text[] {
  if (--values.work.left <= 0 || values.depth > DEEPEST) return [unknown(FROM.script | FROM.data)];
  values.depth++;
  const found = alternatives(textsIn(values, expression, scope));
  values.depth--;
  return found;
}

function textsIn(values: Values, expression: Expression, scope: string): readonly Text[] {
  switch (expression.kind) {
    case "text":
      return [known(expression.text, expression.isHidden ? FROM.crafted : 0)];
    case "name":
      return nameTexts(values, expression, scope);
    case "field":
      return [lineText(values)];
    case "element":
      return elementTexts(values, expression, scope);
    case "joined":
      return product(expression.parts.map((one) => textsOf(values, one, scope))).map((one) => one.reduce(concat, EMPTY));
    case "number":
      return [unknown(FROM.plain)];
    case "either":
    case "list":
      return expression.parts.flatMap((one) => textsOf(values, one, scope));
    case "assign":
      return expression.isNumber ? [unknown(FROM.plain)] : textsOf(values, expression.value, scope);
    case "call":
      return callTexts(values, expression, scope);
    case "getline":
      return [unknown(FROM.data | values.lines)];
  }
}

/** A line or a field: data, and what a field is set to. */
function lineText(values: Values): Text {
  const given = texts(values, "$");
  return unknown(given.reduce((bits, one) => bits | lost(one).from, FROM.data | values.lines));
}

function nameTexts(values: Values, expression: Extract<Expression, { kind: "name" }>, scope: string): readonly Text[] {
  const name = expression.name.includes("()") ? expression.name : scoped(values, expression.name, scope);
  if (values.given.has(name)) return texts(values, name);
  if (name === "ENVIRON") return [values.environment(null, expression)];
  if (name === "FILENAME") return [unknown(FROM.argument)];
  if (NUMBERS.test(name)) return [unknown(FROM.plain)];
  // A variable of nobody is nothing, or what whoever starts the program gives it (`-v`).
  return [unknown(FROM.argument)];
}

function elementTexts(values: Values, expression: Extract<Expression, { kind: "element" }>, scope: string): readonly Text[] {
  const { name, keys } = expression;
  if (name === "ENVIRON") {
    const all = keys.length === 1 && keys[0] !== undefined ? textsOf(values, keys[0], scope) : [];
    return all.length > 0 && all.every(isKnown) ? all.map((one) => values.environment(one.text, expression)) : [values.environment(null, expression)];
  }
  const own = scoped(values, name, scope);
  if (values.given.has(own)) return [...texts(values, own), EMPTY];
  if (name === "PROCINFO") return [unknown(FROM.plain)];
  return [unknown(name === "ARGV" ? FROM.argument : FROM.argument | FROM.data)];
}

/** All that a name is given, once; a name that is made of itself is nobody's. */
function texts(values: Values, name: string): readonly Text[] {
  const before = values.known.get(name);
  if (before !== undefined) return before;
  if (values.active.has(name)) return [unknown(FROM.script | FROM.data)];
  const given = values.given.get(name) ?? [];
  values.active.add(name);
  const found = alternatives(given.flatMap((one) => ("text" in one ? [one.text] : textsOf(values, one.value, one.scope))));
  values.active.delete(name);
  if (values.active.size === 0) values.known.set(name, found);
  return found.length === 0 ? [EMPTY] : found;
}

/** Functions that make numbers. */
const COUNTS =
  /^(?:length|index|match|split|sub|gsub|sin|cos|atan2|exp|log|sqrt|int|rand|srand|system|close|fflush|systime|mktime|asorti?|strtonum|and|x?or|[lr]shift|compl|patsplit|typeof|isarray|mkbool|strftime)$/;

function callTexts(values: Values, { name, args, isIndirect }: Extract<Expression, { kind: "call" }>, scope: string): readonly Text[] {
  const routine = values.routines.get(name);
  if (isIndirect) return [unknown(FROM.script | FROM.data)];
  if (routine !== undefined) return routine.returned.length === 0 ? [EMPTY] : routine.returned.flatMap((one) => textsOf(values, one, name));
  if (COUNTS.test(name)) return [unknown(FROM.plain)];
  const all = args.map((one) => textsOf(values, one, scope));
  if (name === "sprintf") return product(all).map((one) => formattedBy(one));
  // Pieces of a text, and the same in other letters: which of them nobody follows.
  return [marked(lost(blur(all.flat().length === 0 ? [EMPTY] : all.flat())), FROM.crafted)];
}

/** `sprintf` and `printf`: letters that are spelled by their numbers hide what they say. */
export function formattedBy(texts: readonly Text[]): Text {
  const [format] = texts;
  if (format === undefined) return EMPTY;
  const isHidden = /%[-+ #0-9.*]*c/.test(format.text);
  if (!isKnown(format) || isHidden || /%[^%sdi]|%$/.test(format.text)) return marked(lost(blur(texts)), isHidden ? FROM.crafted : 0);
  const out = formatted(texts.map((one) => one));
  return {
    ...out,
    from: out.from | texts.reduce((bits, one) => bits | one.from, 0),
    names: [...new Set([...out.names, ...texts.flatMap((one) => one.names)])],
  };
}

function product(ways: readonly (readonly Text[])[]): readonly (readonly Text[])[] {
  let all: (readonly Text[])[] = [[]];
  for (const one of ways)
    all = all.length * one.length > MOST_WAYS ? all.map((way) => [...way, lost(blur(one))]) : all.flatMap((way) => one.map((text) => [...way, text]));
  return all;
}

export function isOpen(text: Text): boolean {
  return text.text.trimStart().startsWith(HOLE);
}
