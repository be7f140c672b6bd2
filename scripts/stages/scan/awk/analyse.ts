import { Parser } from "./parse.ts";
import { tokensOf } from "./tokens.ts";
import { type Expression, type Program, type Statement, Unreadable } from "./tree.ts";
import { createValues, expressionsOf, isOpen, noteStatement, partsOf, scoped, textsOf, type Values } from "./values.ts";
import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import { needPath, needVariable } from "../shell/permissions.ts";
import { readFiles } from "../shell/reads.ts";
import { blur, concatAll, EMPTY, FROM, isKnown, known, lost, type Text, unknown } from "../shell/text.ts";
import { copyState } from "../shell/state.ts";
import { createWoven, finishWoven, placeWoven, runWoven, startWoven, type Woven } from "../shell/woven.ts";
import { pathIn, writeFile } from "../shell/writes.ts";
import { withoutReturns } from "../text/returns.ts";

export type AwkResult = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

type Reader = Readonly<{
  woven: Woven;
  values: Values;
  say: (
    rule: "unread-parse" | "unread-language" | "dynamic-code" | "scan-truncated" | "command-hidden",
    at: At,
    args: Readonly<Record<string, string>>,
  ) => void;
}>;
type At = Readonly<{ at: number; until: number }>;

const WORK = 100_000;

/**
 * awk program of an unknown author -> marks, whether it was read completely, and the skill's own files it takes in. Commands that it starts are read as
 * shell where every letter of them is known, and refused where it is not. Throws only for lack of stack.
 */
export function analyseAwk(path: string, source: string, context: FileContext, outer: Report): AwkResult {
  const { text, report } = withoutReturns(source, outer);
  const woven = createWoven(path, text, report, context, "sh cat");
  let isRead = true as boolean;
  const say: Reader["say"] = (rule, at, args) => {
    if (rule !== "dynamic-code" && rule !== "command-hidden") isRead = false;
    report({ rule, start: at.at, end: Math.max(at.at + 1, Math.min(at.until, at.at + 400)), args });
  };
  const { tokens, problem } = tokensOf(text);
  if (problem !== null) say("unread-parse", { at: problem.at, until: problem.at + 1 }, { language: "awk", why: problem.why });
  else {
    const program = parsed(tokens, say);
    if (program !== null) readProgram(program, woven, say, context);
  }
  finishWoven(woven);
  return { complete: isRead && woven.machine.complete, loaded: woven.machine.loaded };
}

function parsed(tokens: ReturnType<typeof tokensOf>["tokens"], say: Reader["say"]): Program | null {
  try {
    return new Parser(tokens).program();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    say("unread-parse", { at: error.at, until: error.at + 1 }, { language: "awk", why: error.message });
    return null;
  }
}

function readProgram(program: Program, woven: Woven, say: Reader["say"], context: FileContext): void {
  const { machine } = woven;
  const environment: Values["environment"] = (name, of) => {
    needVariable(machine, placeWoven(woven, of), name ?? "*");
    return name === null ? unknown(FROM.environment | FROM.secret) : unknown(FROM.environment, [name]);
  };
  const work = { left: WORK + context.limits.nodes / 10 };
  const values = createValues(program, environment, work);
  const reader: Reader = { woven, values, say };
  for (const one of program.included) include(reader, one);
  const all: readonly (readonly [string, readonly Statement[]])[] = [
    ["", program.statements],
    ...program.routines.map(({ name, statements }) => [name, statements] as const),
  ];
  for (const [scope, statements] of all) for (const one of statements) noteStatement(values, one, scope);
  // What is read from files of secrets is known once all of it was looked at; then it is looked at what becomes of it.
  for (const [scope, statements] of all) for (const one of statements) for (const each of expressionsOf(one)) noteLines(reader, each, scope);
  values.known.clear();
  for (const [scope, statements] of all) for (const one of statements) judge(reader, one, scope);
  if (work.left <= 0) say("scan-truncated", { at: 0, until: 1 }, { why: "the program takes more work to follow than is allowed" });
}

/** `@include` of a file of the skill; a module of gawk is native code. */
function include({ woven, say }: Reader, { name, word, ...at }: Program["included"][number]): void {
  if (name === "namespace") return;
  const own = woven.machine.own(word).concat(woven.machine.own(`${word}.awk`));
  if (name !== "include" || own.length === 0)
    say("unread-language", at, { language: name === "load" ? "a module of awk" : `${word.slice(0, 60)}, which is no file of the skill, and its` });
  for (const path of own) woven.machine.loaded.push({ path, language: "awk" });
}

/** Bits of what lines may hold, by the files and commands they are read from. */
function noteLines(reader: Reader, expression: Expression, scope: string): void {
  for (const one of partsOf(expression)) noteLines(reader, one, scope);
  const { values, woven } = reader;
  const secret = FROM.secret | FROM.keys | FROM.network | FROM.decoded;
  if (expression.kind === "getline" && expression.file !== null)
    for (const path of textsOf(values, expression.file, scope)) values.lines |= readFiles(woven.machine, [pathIn(woven.state, path)]).from & secret;
  if (expression.kind === "getline" && expression.command !== null)
    for (const command of textsOf(values, expression.command, scope)) values.lines |= run(reader, command, expression, null).from & secret;
  if (expression.kind === "assign" && expression.to.kind === "element" && expression.to.name === "ARGV")
    for (const path of textsOf(values, expression.value, scope)) {
      values.lines |= readFiles(woven.machine, [pathIn(woven.state, path)]).from & secret;
      readPath(reader, path, expression);
    }
}

const REACHES_OUT = /^\/inet[46]?\//;

function judge(reader: Reader, statement: Statement, scope: string): void {
  for (const one of expressionsOf(statement)) judgeExpression(reader, one, scope);
  if (statement.kind !== "print" || statement.to === null) return;
  const texts = statement.values.map((one) => textsOf(reader.values, one, scope)).map((ways) => (ways.length === 1 ? (ways[0] ?? EMPTY) : blur(ways)));
  const content = texts.length === 0 ? lineOf(reader) : concatAll(texts, " ");
  for (const to of textsOf(reader.values, statement.to, scope)) {
    if (statement.way === "|") run(reader, to, statement, content);
    else writeTo(reader, to, content, statement.append, statement);
  }
}

function lineOf({ values }: Reader): Text {
  return unknown(FROM.data | values.lines);
}

function judgeExpression(reader: Reader, expression: Expression, scope: string): void {
  for (const one of partsOf(expression)) judgeExpression(reader, one, scope);
  const { values, say } = reader;
  if (expression.kind === "call") {
    if (expression.isIndirect) say("dynamic-code", expression, { name: `@${expression.name.slice(0, 40)}`, why: "the function that it calls cannot be told" });
    else if (expression.name === "system" && !values.routines.has("system"))
      for (const command of expression.args.flatMap((one) => textsOf(values, one, scope))) run(reader, command, expression, null);
  } else if (expression.kind === "getline" && expression.file !== null) {
    for (const path of textsOf(values, expression.file, scope)) {
      if (REACHES_OUT.test(path.text)) say("command-hidden", expression, { text: path.text.slice(0, 80) });
      else readPath(reader, path, expression);
    }
  } else if (expression.kind === "getline" && expression.command !== null) {
    for (const command of textsOf(values, expression.command, scope)) run(reader, command, expression, null);
  } else if ((expression.kind === "name" || expression.kind === "element") && /^(?:SYMTAB|FUNCTAB)$/.test(scoped(values, expression.name, scope)))
    say("dynamic-code", expression, { name: expression.name, why: "every variable and function by its name" });
  else if (expression.kind === "name" && expression.name === "ENVIRON") textsOf(values, expression, scope);
}

function readPath({ woven }: Reader, path: Text, at: At): void {
  if (path.text === "-" || path.text === "/dev/stdin" || path.text === "") return;
  const place = { at: at.at, until: at.until, isExact: false };
  startWoven(
    woven,
    [
      { ...known("cat"), ...place },
      { ...path, ...place },
    ],
    copyState(woven.state),
  );
}

/** Only the person can choose what stands in such a hole. */
const GIVEN = FROM.argument | FROM.environment | FROM.plain;

/** A command that awk hands to a shell -> what it prints. */
function run({ woven, say }: Reader, command: Text, at: At, stdin: Text | null): Text {
  if (REACHES_OUT.test(command.text)) {
    say("command-hidden", at, { text: command.text.slice(0, 80) });
    return unknown(FROM.network | FROM.data);
  }
  if (!isKnown(command) && (isOpen(command) || (command.from & ~GIVEN) !== 0)) {
    say("dynamic-code", at, { name: "system", why: "the command that it starts cannot be told" });
    return unknown(FROM.data | (command.from & FROM.secret));
  }
  return lost(runWoven(woven, [{ ...command, at: at.at, until: at.until, isExact: false }], copyState(woven.state), stdin));
}

function writeTo({ woven, say }: Reader, path: Text, content: Text, append: boolean, at: At): void {
  const { machine, state } = woven;
  if (REACHES_OUT.test(path.text)) {
    say("command-hidden", at, { text: path.text.slice(0, 80) });
    return;
  }
  if (/^(?:-|\/dev\/(?:stdout|stderr|tty|fd\/[12]))$/.test(path.text)) return;
  const place = placeWoven(woven, at);
  const before = machine.frame;
  machine.frame = { source: path.text, base: place.start, fixed: null, depth: before.depth };
  if (isKnown(path) || !isOpen(path)) writeFile(machine, place, "awk", pathIn(state, path), content, append);
  else needPath(machine, place, "awk", "write", path);
  machine.frame = before;
}
