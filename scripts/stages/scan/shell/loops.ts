import type { For, Select, While, Word } from "unbash";
import { setText } from "./assign.ts";
import { expandWord } from "./expand.ts";
import { type Escape, type Field, type Machine, placeOf, type Stream } from "./machine.ts";
import { emptied } from "./read.ts";
import { argumentsOf, changedNames, copyState, getVariable, isSameVariable, layersOf, putVariable, type State, type Variable } from "./state.ts";
import { alternatives, blur, concat, EMPTY, FROM, HOLE, lost, type Text, unknown } from "./text.ts";
import { join, perhaps } from "./ways.ts";

const ROUNDS = 3;
const WORDS = 40;

/** `for x in words`, `select`. */
export function walkFor(machine: Machine, node: For | Select, state: State, stdin: Stream | null): Stream {
  const name = node.name.value;
  const place = placeOf(machine, node.name);
  const words = node.wordlist === undefined ? givenTo(state) : node.wordlist.flatMap((word) => listOf(machine, word, state));
  const isCountable = words.length <= WORDS && words.every((one) => one.many !== true);
  if (node.type === "For" && isCountable && words.length > 0) {
    let out: Stream = EMPTY;
    const escape: Escape = { of: "loop", states: [] };
    const left: State[] = [];
    machine.escapes.push(escape);
    for (const word of words) {
      setText(machine, state, name, (word.or ?? word.each ?? [word]).map(globbed), place);
      out = concat(out, machine.walk(node.body, state, stdin));
      // Gone on from before its end, or left there: the next round or what stands behind the loop begins with what held then.
      const gone = escape.states.splice(0);
      left.push(...gone);
      if (gone.length > 0) join(machine, state, [copyState(state), ...gone]);
    }
    machine.escapes.pop();
    if (left.length > 0) join(machine, state, [copyState(state), ...left]);
    return out;
  }
  // Of a menu the person picks one.
  const picked = unknown(FROM.argument | (lost(blur(words)).from & (FROM.secret | FROM.word | FROM.script)));
  const value = node.type === "Select" || words.length === 0 ? [picked] : alternatives(words.flatMap((one) => one.each ?? [one]).map(globbed));
  return rounds(machine, state, (way) => {
    setText(machine, way, name, value, place);
    return machine.walk(node.body, way, stdin);
  });
}

function givenTo(state: State): readonly Field[] {
  return argumentsOf(state)?.flat() ?? [{ ...unknown(FROM.argument), many: true }];
}

function listOf(machine: Machine, word: Word, state: State): readonly Field[] {
  const ways = expandWord(machine, word, state);
  // A word of some of the ways may not be there at all.
  return ways.length === 1
    ? (ways[0] ?? [])
    : ways.every((one) => one.length === 1)
      ? [{ ...blur(ways.flat()), or: ways.flat() }]
      : ways.flat().map((one) => ({ ...one, many: true }));
}

/** `for f in *.txt`: names of files, of which only the folder and the ending are known. */
function globbed(word: Field): Text {
  return word.glob === true
    ? { ...word, text: word.text.replace(/[*?[][^/]*/g, (one) => `\u0001${/(?:[_-]\w+)?(?:\.\w+)?$/.exec(one)?.[0] ?? ""}`), from: word.from | FROM.data }
    : word;
}

/** `while`, `until`. */
export function walkWhile(machine: Machine, node: While, state: State, stdin: Stream | null): Stream {
  const read = new Set<string>();
  const out = rounds(machine, state, (way) => {
    const before = layersOf(copyState(way).variables);
    const asked = machine.walk(node.clause, way, stdin);
    if (/\bread\b/.test(machine.frame.source.slice(node.clause.pos, node.clause.end))) for (const name of changedNames(way.variables, before)) read.add(name);
    return concat(asked, machine.walk(node.body, way, stdin));
  });
  emptied(machine, state, read, placeOf(machine, node.clause));
  return out;
}

/** Walks a loop until nothing new is set; what still changes then could be anything. */
export function rounds(machine: Machine, state: State, body: (way: State) => Stream): Stream {
  const printed: Stream[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = copyState(state);
    const below = layersOf(before.variables);
    const way = copyState(before);
    const escape: Escape = { of: "loop", states: [] };
    machine.escapes.push(escape);
    printed.push(perhaps(machine, () => body(way)));
    machine.escapes.pop();
    join(machine, state, [before, way, ...escape.states]);
    const changed = [...changedNames(state.variables, below)].flatMap((name) => {
      const variable = getVariable(state, name);
      return variable === undefined || isSameVariable(getVariable(before, name), variable) ? [] : [[name, variable] as const];
    });
    if (changed.length === 0) break;
    if (round === ROUNDS - 1) for (const [name, variable] of changed) putVariable(state, name, unsettled(variable));
  }
  // As often as the loop goes round, which may be never.
  return printed.every((one) => one.text === "") ? EMPTY : lost(blur(printed));
}

/** A variable that each round changes again. */
function unsettled({ shape, reference, values, elements, others = [], keys }: Variable): Variable {
  const items = [...(elements ?? []), ...others.flat()];
  const value = blur([...values, ...items]);
  const isList = elements !== null;
  return {
    values: [isList ? lost(value) : value],
    elements: isList ? [{ ...lost(value), many: true }] : null,
    ...(keys === undefined ? {} : { keys: new Map([[HOLE, [unknown(FROM.data)]]]) }),
    ...(shape === undefined ? {} : { shape }),
    reference,
  };
}
