import type {
  AndOr,
  Case,
  CommandNode,
  CompoundCommand,
  CompoundList,
  For,
  Pipeline,
  Redirection,
  Script,
  Select,
  Statement,
  TestExpression,
  While,
  Word,
} from "unbash";
import { setText } from "./assign.ts";
import { runCommand } from "./commands.ts";
import { expandWord, numberIn, textsOf } from "./expand.ts";
import { type Field, type Machine, placeOf, refuse, step, type Stream } from "./machine.ts";
import { applyRedirects, finishRedirects } from "./redirect.ts";
import { type Body, changedNames, copyState, getVariable, joinStates, layersOf, putVariable, type State, type Variable } from "./state.ts";
import { blur, concat, either, EMPTY, FROM, single, type Text, unknown } from "./text.ts";

const ROUNDS = 3;
const WORDS = 40;

/** Statements in order -> what they print all together. */
export function walk(machine: Machine, { commands }: Pick<Script, "commands">, state: State, stdin: Stream | null): Stream {
  let out: Stream = EMPTY;
  for (const statement of commands) {
    const printed = walkStatement(machine, statement, state, stdin);
    out = concat(out, printed);
  }
  return out;
}

function walkStatement(machine: Machine, { command }: Statement, state: State, stdin: Stream | null): Stream {
  if (!step(machine)) return unknown(FROM.data);
  if (command.type === "AndOr") return walkAndOr(machine, command, state, stdin);
  return walkNode(machine, command, state, stdin);
}

/** `a && b || c`: each later part may run or not; one that ends the script leaves nothing behind. */
function walkAndOr(machine: Machine, { commands, operators }: AndOr, state: State, stdin: Stream | null): Stream {
  const way = copyState(state);
  const ends: State[] = [];
  let out: Stream = EMPTY;
  for (const [at, command] of commands.entries()) {
    if (!step(machine)) break;
    const before = at === 0 ? null : copyState(way);
    const printed = walkNode(machine, command, way, stdin);
    // `command -v a || echo b`: one of them is what is printed.
    out =
      at > 0 && operators[at - 1] === "||" && out.text !== ""
        ? either(printed.text === "" && printed.or === undefined ? [out] : [out, printed])
        : concat(out, printed);
    if (before === null) continue;
    if (endsScript(command)) {
      way.variables = copyState(before).variables;
      way.cwd = before.cwd;
    } else if (operators[at - 1] === "||") join(machine, way, [before, copyState(way)]);
    ends.push(before);
    if (ends.length < 4) continue;
    const all = copyState(before);
    join(machine, all, ends.splice(0));
    ends.push(all);
  }
  // `cd x && make`: where the first failed, the script usually ends; the folder of the last part is what later lines see.
  const cwd = way.cwd;
  join(machine, state, [...ends, way]);
  state.cwd = cwd;
  return out;
}

/** Joins ways and takes the work it cost. */
function join(machine: Machine, into: State, ways: readonly State[]): void {
  step(machine, 1 + joinStates(into, ways));
}

/** The body of a function. */
export function walkBody(machine: Machine, body: Body, state: State, stdin: Stream | null): Stream {
  return body.type === "CompoundList" ? walk(machine, body, state, stdin) : walkNode(machine, body, state, stdin);
}

function endsScript(node: CommandNode | Pipeline | CompoundList | Statement["command"]): boolean {
  if (node.type === "Command")
    return node.name !== undefined && /^(?:exit|return|die|fail|fatal|abort|usage|continue|break|exec|error_exit)$/.test(node.name.value);
  if (node.type === "BraceGroup") return endsList(node.body);
  return false;
}

function endsList(list: CompoundList): boolean {
  const last = list.commands.at(-1)?.command;
  return last !== undefined && endsScript(last);
}

/** A command of any form -> what it prints. */
export function walkNode(machine: Machine, node: CommandNode | Pipeline, state: State, stdin: Stream | null): Stream {
  if (!step(machine)) return unknown(FROM.data);
  switch (node.type) {
    case "Command":
      return runCommand(machine, node, state, stdin);
    case "Pipeline":
      return walkPipeline(machine, node, state, stdin);
    case "Function":
      define(machine, node.name.value, node.body, node);
      return EMPTY;
    case "Coproc":
      if (node.body.type === "CompoundList") return walk(machine, node.body, copyState(state), unknown(FROM.data));
      return walkNode(machine, node.body, copyState(state), unknown(FROM.data));
    case "Redirected":
      return walkRedirected(machine, node.command, node.redirects, state, stdin);
    default:
      return walkCompound(machine, node, state, stdin);
  }
}

function define(
  machine: Machine,
  name: string,
  body: CompoundCommand | CompoundList | Extract<CommandNode, { type: "Redirected" }>,
  node: Readonly<{ pos: number; end: number }>,
): void {
  const known = machine.functions.get(name) ?? [];
  const source = machine.frame.source.slice(node.pos, Math.min(node.end, node.pos + 2_000));
  const called = name.replace(/\W/g, "\\$&");
  if (new RegExp(`(?<![\\w])${called}\\s*\\|\\s*${called}\\s*&`).test(source))
    refuse(machine, "command-destroy", placeOf(machine, node), { text: source.slice(0, 60) }, ["starts itself without end"]);
  machine.functions.set(name, [...known, { body, frame: machine.frame, place: placeOf(machine, node) }]);
}

function walkPipeline(machine: Machine, node: Pipeline, state: State, stdin: Stream | null): Stream {
  const { commands } = node;
  const { whole } = machine;
  machine.whole = placeOf(machine, node);
  let stream = stdin;
  commands.forEach((command, at) => {
    // Every part of a pipe is a shell of its own, so what it sets is gone with it.
    const own = commands.length === 1 ? state : copyState(state);
    stream = walkNode(machine, command, own, at === 0 || stream === null ? stdin : single(stream));
  });
  machine.whole = whole;
  return stream ?? EMPTY;
}

function walkRedirected(machine: Machine, command: CompoundCommand, redirects: readonly Redirection[], state: State, stdin: Stream | null): Stream {
  const applied = applyRedirects(machine, redirects, state, stdin);
  const out = walkCompound(machine, command, state, applied.stdin);
  return finishRedirects(machine, applied, out);
}

function walkCompound(machine: Machine, node: CompoundCommand, state: State, stdin: Stream | null): Stream {
  switch (node.type) {
    case "BraceGroup":
      return walk(machine, node.body, state, stdin);
    case "Subshell":
      return walk(machine, node.body, copyState(state), stdin);
    case "If": {
      const clauses = [{ clause: node.clause, body: node.then }, ...node.elif.map((one) => ({ clause: one.clause, body: one.then }))];
      const ways: { state: State; body: CompoundList | null }[] = [];
      let out: Stream = EMPTY;
      for (const { clause, body } of clauses) {
        out = concat(out, walk(machine, clause, state, stdin));
        ways.push({ state: copyState(state), body });
      }
      if (node.else !== undefined) ways.push({ state: copyState(state), body: node.else });
      return joinWays(machine, ways, node.else === undefined, state, stdin, out);
    }
    case "Case":
      return walkCase(machine, node, state, stdin);
    case "For":
    case "Select":
      return walkFor(machine, node, state, stdin);
    case "While":
      return walkWhile(machine, node, state, stdin);
    case "ArithmeticFor":
      for (const one of [node.initialize, node.test]) if (one !== undefined) numberIn(machine, one, state);
      return rounds(machine, state, (way) => {
        const out = walk(machine, node.body, way, stdin);
        if (node.update !== undefined) numberIn(machine, node.update, way);
        return out;
      });
    case "ArithmeticCommand":
      if (node.expression !== undefined) numberIn(machine, node.expression, state);
      return EMPTY;
    case "TestCommand":
      walkTest(machine, node.expression, state);
      return EMPTY;
  }
}

type Way = Readonly<{ state: State; body: CompoundList | null }>;

function joinWays(machine: Machine, ways: readonly Way[], orNone: boolean, state: State, stdin: Stream | null, before: Stream): Stream {
  const printed = ways.map((way) => (way.body === null ? EMPTY : walk(machine, way.body, way.state, stdin)));
  const alive = ways.filter((way) => way.body === null || !endsList(way.body)).map((way) => way.state);
  if (orNone || alive.length === 0) alive.push(copyState(state));
  join(machine, state, alive);
  const heard = printed.filter((one) => one.text !== "");
  const [only] = heard;
  if (only === undefined) return before;
  return concat(before, heard.length === 1 ? only : either(heard));
}

function walkCase(machine: Machine, node: Case, state: State, stdin: Stream | null): Stream {
  textsOf(machine, node.word, state);
  for (const item of node.items) for (const pattern of item.pattern) textsOf(machine, pattern, state);
  const isTotal = node.items.some((item) => item.pattern.some((one) => one.text === "*"));
  const ways = node.items.map((item) => ({ state: copyState(state), body: item.body }));
  return joinWays(machine, ways, !isTotal, state, stdin, EMPTY);
}

function walkFor(machine: Machine, node: For | Select, state: State, stdin: Stream | null): Stream {
  const name = node.name.value;
  const place = placeOf(machine, node.name);
  const words = node.wordlist === undefined ? argumentsOf(state) : node.wordlist.flatMap((word) => listOf(machine, word, state));
  const isCountable = words.length <= WORDS && words.every((one) => one.many !== true);
  if (node.type === "For" && isCountable && words.length > 0) {
    let out: Stream = EMPTY;
    for (const word of words) {
      setText(machine, state, name, [globbed(word)], place);
      out = concat(out, walk(machine, node.body, state, stdin));
    }
    return out;
  }
  const value = node.type === "Select" ? [unknown(FROM.argument)] : [blur(words.length === 0 ? [unknown(FROM.argument)] : words)];
  return rounds(machine, state, (way) => {
    setText(machine, way, name, value, place);
    return walk(machine, node.body, way, stdin);
  });
}

function argumentsOf(state: State): readonly Field[] {
  return state.positionals ?? [{ ...unknown(FROM.argument), many: true }];
}

function listOf(machine: Machine, word: Word, state: State): readonly Field[] {
  const ways = expandWord(machine, word, state);
  return ways.length === 1 ? (ways[0] ?? []) : ways.flat();
}

/** `for f in *.txt`: names of files, of which only the folder and the ending are known. */
function globbed(word: Field): Text {
  return word.glob === true
    ? { ...word, text: word.text.replace(/[*?[][^/]*/g, (one) => `\u0001${/\.\w+$/.exec(one)?.[0] ?? ""}`), from: word.from | FROM.data }
    : word;
}

function walkWhile(machine: Machine, node: While, state: State, stdin: Stream | null): Stream {
  return rounds(machine, state, (way) => concat(walk(machine, node.clause, way, stdin), walk(machine, node.body, way, stdin)));
}

/** Walks a loop until nothing new is set; what still changes then could be anything. */
function rounds(machine: Machine, state: State, body: (way: State) => Stream): Stream {
  const printed: Stream[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = copyState(state);
    const below = layersOf(before.variables);
    const way = copyState(before);
    printed.push(body(way));
    join(machine, state, [before, way]);
    const changed = [...changedNames(state.variables, below)].flatMap((name) => {
      const variable = getVariable(state, name);
      return variable === undefined || isSame(getVariable(before, name), variable) ? [] : [[name, variable] as const];
    });
    if (changed.length === 0) break;
    if (round === ROUNDS - 1)
      for (const [name, variable] of changed) putVariable(state, name, { ...variable, values: [blur(variable.values)], elements: null });
  }
  return printed.every((one) => one.text === "") ? EMPTY : blur(printed);
}

function isSame(a: Variable | undefined, b: Variable): boolean {
  if (a === b) return true;
  if (a === undefined || a.values.length !== b.values.length || (a.elements?.length ?? -1) !== (b.elements?.length ?? -1)) return false;
  const same = (x: Text | undefined, y: Text): boolean => x !== undefined && x.text === y.text && x.from === y.from;
  return b.values.every((one, at) => same(a.values[at], one)) && (b.elements ?? []).every((one, at) => same(a.elements?.[at], one));
}

function walkTest(machine: Machine, expression: TestExpression, state: State): void {
  const work: TestExpression[] = [expression];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (!step(machine)) return;
    if (node.type === "TestUnary") textsOf(machine, node.operand, state);
    else if (node.type === "TestBinary") for (const word of [node.left, node.right]) textsOf(machine, word, state);
    else if (node.type === "TestLogical") work.push(...node.operands);
    else work.push(node.type === "TestNot" ? node.operand : node.expression);
  }
}
