import { QUIET, READERS, SHADOWED, WRITERS } from "./builtins.table.ts";
import { callBuiltin, isBuiltin } from "./builtins.ts";
import type { Call } from "./call.ts";
import { carried } from "./carried.ts";
import { readDescribed } from "./described.ts";
import { readGrants } from "./grants.ts";
import { anyVariable } from "./held.ts";
import { secretBits } from "./reads.ts";
import { fold } from "./fold.ts";
import { isHook } from "./hooks.ts";
import { JUDGES } from "./judges.ts";
import { type Around, type Escape, type Field, type Machine, refuse, shown, step, type Stream } from "./machine.ts";
import { judgeReader, judgeWriter } from "./files.ts";
import { needProgram } from "./permissions.ts";
import { runPath } from "./run-file.ts";
import { argumentsOf, copyState, joinStates, putArguments, putVariable, type Variable } from "./state.ts";
import { blur, either, EMPTY, FROM, has, HOLE, isKnown, type Text, unknown } from "./text.ts";
import { MINERS } from "./builtins.table.ts";

const CALL_DEPTH = 60;

/** A program or function with its arguments -> what it prints. What cannot be told of the program's name is refused here. */
export function start(machine: Machine, argv: readonly Field[], around: Around, direct = false): Stream {
  const [word, ...args] = argv;
  if (word === undefined || !step(machine)) return unknown(FROM.data);
  if (word.text === "" && word.many !== true) return unknown(FROM.plain);
  if (word.each !== undefined && word.many !== true) return startEach(machine, word.each, args, around, direct);
  const program = programOf(machine, word, around);
  if (program === null) return unknown(FROM.data | word.from);
  if (!direct) {
    const called = callFunction(machine, word.text, args, around);
    if (called !== null) return called;
    const alias = machine.aliases.get(word.text);
    if (alias !== undefined && !machine.active.includes(`alias ${word.text}`)) return callAlias(machine, word.text, alias, args, around);
  }
  if (MINERS.test(program) || argv.some((one) => /\bstratum\+(?:tcp|ssl|tls)/i.test(one.text)))
    refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) }, ["a miner"]);
  if (word.text.includes("/") && runPath(machine, word, args, around)) return unknown(FROM.data);
  const fetched = word.text.includes("/") ? undefined : machine.files.get(`bin:${program}`);
  if (fetched !== undefined) refuse(machine, "fetch-and-run", around.place, { text: shown(machine, around.place) });
  const call = { program, args, around, word };
  if (isHook(machine, call, JUDGES.has(program) || isBuiltin(program) || QUIET.has(program))) {
    needProgram(machine, around.place, program);
    return unknown(FROM.hook);
  }
  const printed = carried(machine, call, judged(machine, call));
  machine.recent |= args.reduce((bits, one) => bits | one.from, 0) & FROM.secret;
  return printed;
}

/** Behind a wrapper (`timeout 3 "$tool" ...`) the program is one word among many: where they were too many to be followed together, it is still each that it may be. */
function startEach(machine: Machine, each: readonly Text[], args: readonly Field[], around: Around, direct: boolean): Stream {
  const ways = each.map(() => copyState(around.state));
  const printed = each.map((one, at) => start(machine, [one, ...args], { ...around, state: ways[at] ?? around.state }, direct));
  step(machine, 1 + joinStates(around.state, ways));
  return either(printed);
}

/** What a program prints, by who knows it. */
function judged(machine: Machine, call: Call): Stream {
  const { program, args, around } = call;
  readDescribed(machine, call);
  readGrants(machine, call);
  if (isBuiltin(program)) return callBuiltin(machine, call);
  const judge = JUDGES.get(program);
  if (judge !== undefined) return judge(machine, call);
  if (READERS.has(program)) {
    judgeReader(machine, call);
    return fold(machine, call);
  }
  if (WRITERS.has(program)) return judgeWriter(machine, call);
  if (QUIET.has(program)) return fold(machine, call);
  needProgram(machine, around.place, program);
  return unknown(
    FROM.data |
      args.reduce((bits, one) => bits | (one.from & (FROM.secret | FROM.network)) | secretBits(one), 0) |
      ((around.stdin?.from ?? 0) & (FROM.secret | FROM.network)),
  );
}

/** Word in the place of a command -> the program's name; null when it was refused or nothing more can be said. */
function programOf(machine: Machine, word: Field, around: Around): string | null {
  const { place } = around;
  const text = shown(machine, place);
  if (has(word, FROM.network | FROM.decoded)) {
    refuse(machine, "fetch-and-run", place, { text });
    return null;
  }
  if (word.glob === true) {
    // In a document a word with a star is emphasis, a type or a list of files; what looks for a program by its letters is none.
    if (machine.mode !== "told" || /^\/(?:[\w-]*[?*[][\w?*[\]-]*\/[\w?*[\]-]+|(?:usr\/)?s?bin\/[\w?*[\]-]+)$/.test(word.text))
      refuse(machine, "command-hidden", place, { text }, ["a file name pattern names the program"]);
    return null;
  }
  const isHidden = isKnown(word) && (word.spliced === true || has(word, FROM.crafted)) && (machine.mode !== "told" || isProgramName(word.text));
  if (isHidden || (has(word, FROM.crafted) && !isKnown(word) && machine.mode !== "told")) {
    refuse(machine, "obfuscated-code", place, { why: `the name of the program is put together: ${text}` });
    if (!isKnown(word)) return null;
  }
  const name = word.text.slice(word.text.lastIndexOf("/") + 1).replace(/\.exe$/i, "");
  if (isKnown(word) && word.many !== true) return name;
  // A program in a folder that is not known is still known by its name; nothing says so of a whole word.
  if (word.text.includes("/") && !name.includes(HOLE) && name !== "") return name;
  return unknownProgram(machine, word, around);
}

function isProgramName(text: string): boolean {
  const name = text.slice(text.lastIndexOf("/") + 1);
  return /^[a-z][\w.-]*$/.test(name) && (JUDGES.has(name) || isBuiltin(name) || READERS.has(name) || WRITERS.has(name));
}

function unknownProgram(machine: Machine, word: Field, { place, state }: Around): null {
  const onlyFrom = (bits: number): boolean => (word.from & ~bits) === 0 && word.from !== 0;
  if (machine.mode === "told") return null;
  // In a function nobody has called, the arguments are nobody's; each call is read with its own.
  if (argumentsOf(state) === null && machine.active.length > 0 && onlyFrom(FROM.argument | FROM.plain)) return null;
  if (onlyFrom(FROM.argument | FROM.plain) && isOwnFunction(machine, word)) return null;
  // What the person's own environment names ($EDITOR, $PYTHON) is theirs to choose.
  if (onlyFrom(FROM.environment | FROM.plain)) needProgram(machine, place, "*");
  else refuse(machine, "process-creation", place, { name: `a program that cannot be told (${shown(machine, place).slice(0, 60)})` });
  return null;
}

/** `cmd_"$1"`: a shell takes one of the functions of that name before it looks for a program, and all of them are read as nobody called them. */
function isOwnFunction(machine: Machine, word: Field): boolean {
  const start = /^([A-Za-z_][\w:-]{2,})\u0001$/.exec(word.text)?.[1];
  return start !== undefined && [...machine.functions.keys()].some((name) => name.startsWith(start) && name !== start);
}

function callFunction(machine: Machine, name: string, args: readonly Field[], around: Around): Stream | null {
  const all = machine.functions.get(name);
  if (all === undefined) return null;
  // What is defined on every way takes the place of what was there before.
  const sure = all.findLastIndex((one) => one.isSure);
  const definitions = all.slice(Math.max(0, sure));
  machine.called.add(name);
  // Where calls are not followed any more, anything that they have may be what they print.
  const isTooDeep = machine.active.length >= CALL_DEPTH;
  if (isTooDeep) machine.report({ rule: "scan-truncated", ...around.place, args: { why: "functions that call each other, too deep to follow" } });
  if (isTooDeep || machine.active.includes(name))
    return anyVariable(machine, around.state, args.reduce((bits, one) => bits | one.from, around.stdin?.from ?? 0) & FROM.secret);
  const { state } = around;
  const before = argumentsOf(state);
  const frame = machine.frame;
  machine.active.push(name);
  const locals = new Map<string, Variable | undefined>();
  machine.locals.push(locals);
  const escape: Escape = { of: "function", states: [] };
  machine.escapes.push(escape);
  const ways = definitions.map(() => (definitions.length === 1 && sure >= 0 ? state : copyState(state)));
  const others = sure >= 0 ? [] : [copyState(state)];
  const printed = definitions.map((definition, at) => {
    const way = ways[at] ?? state;
    machine.frame = { ...definition.frame, depth: frame.depth + 1 };
    putArguments(way, [args]);
    return machine.walkBody(definition.body, way, around.stdin);
  });
  machine.escapes.pop();
  const ends = [...ways.map((one) => (one === state ? copyState(state) : one)), ...others, ...escape.states];
  if (ends.length > 1) step(machine, 1 + joinStates(state, ends));
  machine.locals.pop();
  for (const [local, value] of locals)
    if (value === undefined) putVariable(state, local, undefined);
    else putVariable(state, local, value);
  machine.active.pop();
  machine.frame = frame;
  putArguments(state, before);
  return either(sure >= 0 ? printed : [...printed, EMPTY]);
}

function callAlias(machine: Machine, name: string, values: readonly Text[], args: readonly Field[], around: Around): Stream {
  machine.active.push(`alias ${name}`);
  const printed = values.map((value) =>
    machine.run({ ...value, text: [value.text, ...args.map((one) => `'${one.text.replaceAll("'", "'\\''")}'`)].join(" ") }, around, null),
  );
  machine.active.pop();
  return blur(printed);
}

/** Bodies of functions that nothing called are read once, with arguments nobody knows; names of ordinary programs are not to be redefined. */
export function finishFunctions(machine: Machine, state: Around["state"]): void {
  for (const [name, definitions] of machine.functions) {
    for (const { body, frame, place } of definitions) {
      if (SHADOWED.has(name)) refuse(machine, "command-persist", place, { text: `${name}()` }, [`${name} is redefined`]);
      if (machine.called.has(name)) continue;
      machine.active.push(name);
      machine.frame = { ...frame, depth: 1 };
      const way = copyState(state);
      putArguments(way, null);
      machine.walkBody(body, way, null);
      machine.active.pop();
    }
  }
}
