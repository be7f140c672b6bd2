import type { AndOr, Case, CommandNode, CompoundCommand, CompoundList, Pipeline, Redirection, Script, Statement, TestExpression } from "unbash";
import { runCommand } from "./commands.ts";
import { setVariable } from "./assign.ts";
import { numberIn, textsOf } from "./expand.ts";
import { listed } from "./items.ts";
import { type Machine, placeOf, refuse, step, type Stream } from "./machine.ts";
import { rounds, walkFor, walkWhile } from "./loops.ts";
import { narrow } from "./narrowed.ts";
import { applyRedirects, finishRedirects } from "./redirect.ts";
import { type Body, copyState, type State } from "./state.ts";
import { blur, concat, either, EMPTY, FROM, lost, single, unknown } from "./text.ts";
import { join, perhaps } from "./ways.ts";

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
    const printed = at === 0 ? walkNode(machine, command, way, stdin) : perhaps(machine, () => walkNode(machine, command, way, stdin));
    // `command -v a || echo b`: one of them is what is printed.
    out =
      at > 0 && operators[at - 1] === "||" && out.text !== ""
        ? either(printed.text === "" && printed.or === undefined ? [out] : [out, printed])
        : concat(out, printed);
    if (before === null) continue;
    if (endsScript(command)) {
      way.variables = copyState(before).variables;
      way.cwd = before.cwd;
    } else if (operators[at - 1] === "||" || operators[at] === "||") join(machine, way, [before, copyState(way)]);
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
      return walkCoproc(machine, node, state);
    case "Redirected":
      return walkRedirected(machine, node.command, node.redirects, state, stdin);
    default:
      return walkCompound(machine, node, state, stdin);
  }
}

/** `coproc a { ... }`: who reads from the descriptors in `a` reads what the commands print. */
function walkCoproc(machine: Machine, node: Extract<CommandNode, { type: "Coproc" }>, state: State): Stream {
  const input = unknown(FROM.data);
  const { body } = node;
  const printed = body.type === "CompoundList" ? walk(machine, body, copyState(state), input) : walkNode(machine, body, copyState(state), input);
  setVariable(machine, state, node.name?.value ?? "COPROC", listed([[{ ...unknown(printed.from | FROM.data), many: true }]]), placeOf(machine, node));
  return EMPTY;
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
  machine.functions.set(name, [...known, { body, frame: machine.frame, place: placeOf(machine, node), isSure: machine.branches === 0 }]);
}

function walkPipeline(machine: Machine, node: Pipeline, state: State, stdin: Stream | null): Stream {
  const { commands } = node;
  const { whole } = machine;
  machine.whole = placeOf(machine, node);
  let stream = stdin;
  commands.forEach((command, at) => {
    // Every part of a pipe is a shell of its own, so what it sets is gone with it.
    const own = commands.length === 1 || (at === commands.length - 1 && machine.isLastHere) ? state : copyState(state);
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
        const way = copyState(state);
        narrow(machine, clause, way);
        ways.push({ state: way, body });
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

/** `isFallen`: what holds behind it may also hold before the next (`;&`). */
type Way = Readonly<{ state: State; body: CompoundList | null; isFallen?: boolean }>;

function joinWays(machine: Machine, ways: readonly Way[], orNone: boolean, state: State, stdin: Stream | null, before: Stream): Stream {
  const printed = ways.map((way, at) => {
    const above = ways[at - 1];
    if (above?.isFallen === true) join(machine, way.state, [copyState(way.state), copyState(above.state)]);
    return way.body === null ? EMPTY : perhaps(machine, () => walk(machine, way.body ?? { commands: [] }, way.state, stdin));
  });
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
  const ways = node.items.map((item) => ({ state: copyState(state), body: item.body, isFallen: item.terminator === ";&" || item.terminator === ";;&" }));
  return joinWays(machine, ways, !isTotal, state, stdin, EMPTY);
}

function walkTest(machine: Machine, expression: TestExpression, state: State): void {
  const work: TestExpression[] = [expression];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    if (!step(machine)) return;
    if (node.type === "TestUnary") textsOf(machine, node.operand, state);
    else if (node.type === "TestBinary") {
      const [left] = [node.left, node.right].map((word) => textsOf(machine, word, state));
      if (node.operator === "=~") {
        const matched = { ...lost(blur(left ?? [])), many: true };
        setVariable(machine, state, "BASH_REMATCH", listed([[matched]]), placeOf(machine, { pos: node.left.pos, end: node.right.end }));
      }
    } else if (node.type === "TestLogical") work.push(...node.operands);
    else work.push(node.type === "TestNot" ? node.operand : node.expression);
  }
}
