import type { Assignment, Command, Word } from "unbash";
import { setText, setVariable } from "./assign.ts";
import { expandWord, mergeAlternatives, textsOf } from "./expand.ts";
import { type Field, type Machine, placeOf, step, type Stream } from "./machine.ts";
import { applyRedirects, finishRedirects } from "./redirect.ts";
import { ANY, listed, withItem } from "./items.ts";
import { combinations } from "./pieces.ts";
import { lookup } from "./lookup.ts";
import { anyOf, copyState, fewKeys, getVariable, joinStates, listsIn, putVariable, type State, type Variable } from "./state.ts";
import { blur, concat, either, EMPTY, FROM, HOLE, isKnown, known, lost, type Text, unknown } from "./text.ts";

const WAYS = 8;
const MOST_WAYS = 40;
/** Words that stand in one array; each of them is looked at. */
const MOST_WORDS = 5_000;
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
  // Before its assignments a command's redirections are made (bash manual, "Simple Command Expansion").
  const applied = applyRedirects(machine, node.redirects, state, stdin);
  for (const one of assignments) assign(machine, one, state);
  const declared = DECLARING.has(node.name.value)
    ? node.args.flatMap((one) => (one.type === "Assignment" ? [[one, plainValue(machine, one, state)] as const] : []))
    : [];
  const isExec = node.args.length === 0 && node.name.value === "exec";
  if (isExec) state.input = applied.stdin;
  const own = ways.map(() => (ways.length === 1 ? state : copyState(state)));
  const printed = ways.map((argv, at) => {
    const way = own[at] ?? state;
    return machine.start(argv, { state: way, stdin: applied.stdin ?? way.input, place });
  });
  if (ways.length > 1) step(machine, 1 + joinStates(state, own));
  // `X=1 command`: the assignment is gone when the command is over.
  for (const [name, value] of before)
    if (value === undefined) putVariable(state, name, undefined);
    else putVariable(state, name, value);
  for (const [one, texts] of declared) declare(machine, one, texts, state);
  const out = either(printed);
  return finishRedirects(machine, applied, out);
}

/** Words of a command -> the argument lists it can have. */
function wordsOf(machine: Machine, node: Command, state: State): readonly (readonly Field[])[] {
  const words = [...(node.name === undefined ? [] : [node.name]), ...node.args].map((word): readonly (readonly Field[])[] => {
    if (word.type !== "Assignment") return expandWord(machine, word, state);
    // `export X=...`: declared below, where arrays stay arrays; as a word only its text counts.
    const value = word.value.type === "Word" ? textsOf(machine, word.value, state) : [];
    return [[concat(known(`${word.name}=`), value.length === 1 ? (value[0] ?? EMPTY) : blur(value))]];
  });
  // Which program it is decides what its words mean, so that one is never blurred while they are spread.
  const [first = [], ...rest] = words;
  const programs = first.length > WAYS ? [merged(first)] : first;
  return programs.flatMap((program) => {
    // A function is walked once for all that one of its words may be, and looks at each where it uses that word.
    const most = machine.functions.has(program[0]?.text ?? "") ? 0 : MOST_WAYS;
    return combinations(rest, WAYS / programs.length, most / programs.length, merged).map((way) => [...program, ...way.flat()]);
  });
}

/** What a word can become -> one list of fields that stands for all of it. */
function merged(options: readonly (readonly Field[])[]): readonly Field[] {
  const all = options.flat();
  return options.every((one) => one.length === 1 && one[0]?.many !== true) ? [{ ...blur(all), each: all }] : mergeAlternatives(options);
}

/** Value of a plain assignment, as it is before any of its command's names is set; null for arrays, elements and what is put behind. */
function plainValue(machine: Machine, { value, append, index }: Assignment, state: State): readonly Text[] | null {
  return value.type === "Word" && append !== true && index === undefined ? textsOf(machine, value, state) : null;
}

/** `export x=...`: the values that the word could not hold all. */
function declare(machine: Machine, node: Assignment, texts: readonly Text[] | null, state: State): void {
  // `declare -n name=other` names the other, and gives it nothing.
  if (getVariable(state, node.name)?.reference != null) return;
  if (texts === null) assign(machine, node, state);
  else setText(machine, state, node.name, texts, placeOf(machine, node));
}

/** `x=...`, `x+=...`, `x[1]=...`, `x=(...)`. */
export function assign(machine: Machine, node: Assignment, state: State): void {
  const place = placeOf(machine, node);
  const { name, value, append, index } = node;
  const old = getVariable(state, name);
  if (value.type === "ArrayValue") {
    setVariable(machine, state, name, arrayOf(machine, value.elements, state, append === true, old), place);
    return;
  }
  const texts = textsOf(machine, value, state);
  if (index !== undefined) {
    setVariable(machine, state, name, withItem(old, textsOf(machine, index, state), texts, append === true), place);
    return;
  }
  if (append === true && old === undefined)
    setText(
      machine,
      state,
      name,
      texts.map((one) => ({ ...one, text: `${HOLE}${one.text}`, from: one.from | FROM.environment })),
      place,
    );
  else if (append === true) {
    const before = lookup(machine, state, name, place);
    setText(machine, state, name, old?.shape === "i" ? [unknown(FROM.plain)] : before.flatMap((one) => texts.map((text) => concat(one, text))), place);
  } else setText(machine, state, name, texts, place);
}

type Element = Readonly<{ key: Text | null; value: Text & { many?: boolean } }>;

/** `(a b)`, `([key]=value)`, also behind what there was already. */
function arrayOf(machine: Machine, words: readonly Word[], state: State, append: boolean, old: Variable | undefined): Variable {
  const found = words.length > MOST_WORDS ? null : words.flatMap((word) => elementsIn(machine, word, state));
  if (found === null) return listed([[ANY]]);
  if (old?.keys !== undefined) {
    const keys = new Map(append ? old.keys : []);
    for (const { key, value } of found) if (key !== null) keys.set(key.text, [value]);
    // Without keys, words are keys and values by turns.
    if (found.some((one) => one.key === null)) keys.set(HOLE, [blur(found.map((one) => one.value))]);
    return { values: [EMPTY], elements: null, keys: fewKeys(keys), reference: null };
  }
  const list = found.map((one) => one.value);
  // Numbers of one's own choice leave gaps, or fill them.
  const isPlain = found.every((one, at) => one.key === null || one.key.text === String(at));
  const items = isPlain || list.length === 0 ? list : [anyOf(list)];
  if (!append || old === undefined) return listed([items]);
  return listed((listsIn(old) ?? [old.values.every(isKnown) ? old.values.slice(0, 1) : [ANY]]).map((one) => [...one, ...items]));
}

/** One word of an array -> its elements. `[key]=value` is not split. */
function elementsIn(machine: Machine, word: Word, state: State): readonly Element[] {
  if (/^\[[^\]]{1,200}\]\+?=/.test(word.text)) {
    const [text = EMPTY, ...more] = textsOf(machine, word, state);
    const all = blur([text, ...more]);
    const cut = (more.length === 0 ? text : all).text.indexOf("]=");
    const whole = more.length === 0 ? text : all;
    return [
      cut < 0
        ? { key: unknown(whole.from), value: lost(whole) }
        : { key: { ...whole, text: whole.text.slice(1, cut) }, value: { ...whole, text: whole.text.slice(cut + 2) } },
    ];
  }
  const ways = expandWord(machine, word, state);
  return (ways.length === 1 ? (ways[0] ?? []) : mergeAlternatives(ways)).map((value) => ({ key: null, value }));
}
