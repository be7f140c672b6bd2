import type { Assignment, Command, Word } from "unbash";
import { forget, setText, setVariable } from "./assign.ts";
import { expandWord, mergeAlternatives, textsOf } from "./expand.ts";
import { type Field, type Machine, placeOf, type Stream } from "./machine.ts";
import { applyRedirects, finishRedirects } from "./redirect.ts";
import { getVariable, putVariable, type State } from "./state.ts";
import { blur, concat, either, EMPTY, FROM, known, type Text } from "./text.ts";

const WAYS = 8;
const DECLARING: ReadonlySet<string> = new Set(["export", "declare", "typeset", "local", "readonly"]);

/** A simple command: its assignments, redirections and words, in the order of the shell -> what it prints. */
export function runCommand(machine: Machine, node: Command, state: State, stdin: Stream | null): Stream {
  const place = placeOf(machine, node);
  const assignments = node.prefix.filter((one) => one.type === "Assignment");
  if (node.name === undefined) {
    for (const one of assignments) assign(machine, one, state);
    return finishRedirects(machine, applyRedirects(machine, node.redirects, state, stdin), EMPTY);
  }
  const before = assignments.map((one) => [one.name, getVariable(state, one.name)] as const);
  const ways = wordsOf(machine, node, state);
  for (const one of assignments) assign(machine, one, state);
  const applied = applyRedirects(machine, node.redirects, state, stdin);
  const isExec = node.args.length === 0 && node.name.value === "exec";
  if (isExec) state.input = applied.stdin;
  const printed = ways.map((argv) => machine.start(argv, { state, stdin: applied.stdin ?? state.input, place }));
  // `X=1 command`: the assignment is gone when the command is over.
  for (const [name, value] of before)
    if (value === undefined) putVariable(state, name, undefined);
    else putVariable(state, name, value);
  for (const one of node.args) if (one.type === "Assignment") declare(machine, one, node.name.value, state);
  const out = either(printed);
  return finishRedirects(machine, applied, out);
}

/** Words of a command -> the argument lists it can have. */
function wordsOf(machine: Machine, node: Command, state: State): readonly (readonly Field[])[] {
  let ways: Field[][] = [[]];
  for (const word of [...(node.name === undefined ? [] : [node.name]), ...node.args]) {
    if (word.type === "Assignment") {
      // `export X=...`: declared below, where arrays stay arrays; as a word only its text counts.
      const value = word.value.type === "Word" ? textsOf(machine, word.value, state) : [];
      const text = value.length === 1 ? (value[0] ?? EMPTY) : blur(value);
      for (const way of ways) way.push(concat(known(`${word.name}=`), text));
      continue;
    }
    const options = expandWord(machine, word, state);
    const singles = options.every((one) => one.length === 1);
    const taken = ways.length * options.length <= WAYS ? options : singles ? [[blur(options.flat())]] : [mergeAlternatives(options)];
    const [only] = taken;
    if (taken.length === 1 && only !== undefined) for (const way of ways) way.push(...only);
    else ways = ways.flatMap((way) => taken.map((one) => [...way, ...one]));
  }
  return ways;
}

function declare(machine: Machine, node: Assignment, command: string, state: State): void {
  if (DECLARING.has(command)) assign(machine, node, state);
}

/** `x=...`, `x+=...`, `x[1]=...`, `x=(...)`. */
export function assign(machine: Machine, node: Assignment, state: State): void {
  const place = placeOf(machine, node);
  const { name, value, append, index } = node;
  const old = getVariable(state, name);
  if (value.type === "ArrayValue") {
    const elements = elementsIn(machine, value.elements, state);
    const all = append === true && elements !== null ? (old === undefined ? null : old.elements === null ? null : [...old.elements, ...elements]) : elements;
    setVariable(machine, state, name, { values: all === null ? [blur(elements ?? [])] : [all[0] ?? EMPTY], elements: all, reference: null }, place);
    return;
  }
  const texts = textsOf(machine, value, state);
  if (index !== undefined) {
    textsOf(machine, index, state);
    // One element changed: which one is rarely known, so every element may be the new one.
    const elements = [...(old?.elements ?? []), ...texts];
    setVariable(machine, state, name, { values: elements.slice(0, 1), elements: elements.length > 200 ? null : elements, reference: null }, place);
    return;
  }
  if (append === true) {
    if (old === undefined) forget(machine, state, name, FROM.environment);
    else
      setText(
        machine,
        state,
        name,
        (old.elements === null ? old.values : [blur(old.elements)]).flatMap((one) => texts.map((text) => concat(one, text))),
        place,
      );
    return;
  }
  setText(machine, state, name, texts, place);
}

function elementsIn(machine: Machine, words: readonly Word[], state: State): readonly Text[] | null {
  const out: Field[] = [];
  for (const word of words) {
    const ways = expandWord(machine, word, state);
    const fields = ways.length === 1 ? (ways[0] ?? []) : mergeAlternatives(ways);
    out.push(...fields);
    if (out.length > 400) return null;
  }
  return out.some((one) => one.many === true && one.text === "\u0001" && out.length === 1) ? null : out;
}
