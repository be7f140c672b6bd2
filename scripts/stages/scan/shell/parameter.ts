import type { ParameterExpansionPart, Word } from "unbash";
import { countOf, isForeign, isSecretName, lookup } from "./lookup.ts";
import { type Machine, placeOf, refuse, shown } from "./machine.ts";
import { setVariable } from "./assign.ts";
import { bitsOf } from "./held.ts";
import { anyOf, argumentsOf, getVariable, itemAt, type List, listsIn, type State, type Variable } from "./state.ts";
import { alternatives, blur, concatAll, EMPTY, FROM, HOLE, isKnown, known, lost, marked, type Text, unknown } from "./text.ts";

/** What an expansion gives: possible texts, or a list of words (`"$@"`, `"${a[@]}"`; null: nobody knows how many). */
export type Expansion = Readonly<{ values: readonly Text[] } | { lists: readonly List[] | null; from: number; star: boolean }>;

type Words = (word: Word) => readonly Text[];

/** `${...}` -> what it gives (bash manual, "Shell Parameter Expansion"). What is not modelled is unknown and crafted. */
export function parameterOf(machine: Machine, state: State, part: ParameterExpansionPart, words: Words): Expansion {
  const place = placeOf(machine, part);
  const name = part.parameter;
  const index = part.index?.value;
  const operation = part.operation;
  if (operation?.type === "Transform" && words(operation.operand).some((one) => one.text === "P")) promptOf(machine, state, part, words);
  if (part.prefix === "!") return indirect(machine, state, part, words);
  if (part.prefix === "#") return { values: [length(machine, state, part)] };
  const isList = name === "@" || name === "*" || index === "@" || index === "*";
  if (isList) return listOf(state, part, words);
  const base = index === undefined ? null : elementAt(machine, state, name, part.index, words);
  if (operation?.type === "Default") return { values: withDefault(machine, state, part, base, words) };
  const values = base ?? lookup(machine, state, name, place);
  if (operation === undefined) return { values };
  return { values: alternatives(values.flatMap((one) => changed(one, operation, words))) };
}

/** `${x@P}` is x as a prompt: what stands in it in `$( )` runs (bash manual, "Controlling the Prompt"). */
function promptOf(machine: Machine, state: State, part: ParameterExpansionPart, words: Words): void {
  const place = placeOf(machine, part);
  const values = part.index === undefined ? lookup(machine, state, part.parameter, place) : elementAt(machine, state, part.parameter, part.index, words);
  if (values.some((one) => !isKnown(one) || /\$\(|`/.test(one.text)))
    refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["a text that is expanded like a prompt"]);
}

/** `"$@"`, `"${a[@]}"` and what is done to every word of them. */
function listOf(state: State, part: ParameterExpansionPart, words: Words): Expansion {
  const { parameter: name, operation } = part;
  const index = part.index?.value;
  const isArguments = name === "@" || name === "*";
  const lists = isArguments ? argumentsOf(state) : listsOf(state, name);
  const from = isArguments ? FROM.argument : FROM.data;
  const star = name === "*" || index === "*";
  if (lists === null || operation === undefined) return { lists, from, star };
  if (operation.type === "Default") {
    const fallback = words(operation.operand);
    const isOther = operation.operator === "+" || operation.operator === ":+";
    const given = fallback.length > 1 ? [{ ...blur(fallback), many: true }] : fallback;
    return {
      lists: lists.flatMap((list) =>
        (list.length === 0) === isOther ? [[]] : list.every((one) => one.many === true) ? [given, list] : isOther ? [given] : [list],
      ),
      from,
      star,
    };
  }
  if (operation.type === "Slice") {
    const [offset, size] = [words(operation.offset), operation.length === undefined ? null : words(operation.length)];
    // Of a plain text it is letters that are cut out.
    const isPlain = !isArguments && getVariable(state, name)?.elements == null;
    const cut = lists.map((list) => (isPlain ? [anyOf(list)] : sliceList(list, isArguments ? 1 : 0, offset, size)));
    return { lists: cut.map((one, at) => one ?? [anyOf(lists[at] ?? [])]), from, star };
  }
  return {
    lists: lists.map((list) => list.map((one) => ({ ...marked(isKnown(one) ? unknown(one.from, one.names) : one, FROM.crafted), many: true }))),
    from,
    star,
  };
}

/** Name -> the arrays it may be; a plain text is an array of one. */
export function listsOf(state: State, name: string, depth = 0): readonly List[] | null {
  const variable = getVariable(state, name);
  if (variable === undefined || depth > 5) return null;
  if (variable.keys !== undefined) return [[{ ...lost(blur([...variable.keys.values()].flat())), many: true }]];
  if (variable.reference !== null) return listsOf(state, variable.reference, depth + 1);
  return listsIn(variable) ?? variable.values.map((one) => [isKnown(one) ? one : { ...one, many: true }]);
}

function elementAt(machine: Machine, state: State, name: string, index: Word | undefined, words: Words): readonly Text[] {
  const at = index === undefined ? [] : words(index);
  if (name === "BASH_SOURCE") return lookup(machine, state, name, placeOf(machine, index ?? { pos: 0, end: 0 }));
  const keys = keysOf(state, name);
  if (keys !== null) return atKey(keys, at);
  const lists = listsOf(state, name);
  if (lists === null) return [unknown(machine.assigned.has(name) ? FROM.data : FROM.environment)];
  const only = at.length === 1 ? at[0] : undefined;
  const number = only !== undefined && /^-?\d+$/.test(only.text) ? Number(only.text) : null;
  // One of the elements: each is possible, and being picked by number is a way to hide which.
  return alternatives(
    (number === null ? lists.flat() : lists.map((one) => itemAt(one, number))).flatMap((one) => one.each ?? [one]).map((one) => marked(one, FROM.crafted)),
  );
}

function keysOf(state: State, name: string, depth = 0): NonNullable<Variable["keys"]> | null {
  const variable = getVariable(state, name);
  if (variable?.reference != null && depth < 5) return keysOf(state, variable.reference, depth + 1);
  return variable?.keys ?? null;
}

/** `${table[key]}`: a key that cannot be told may be any, and so may what was put under one. */
function atKey(keys: NonNullable<Variable["keys"]>, at: readonly Text[]): readonly Text[] {
  const isTold = at.every(isKnown) && ![...keys.keys()].some((key) => key.includes(HOLE));
  const found = isTold ? at.flatMap((one) => keys.get(one.text) ?? [EMPTY]) : [...keys.values()].flat();
  return alternatives(found.map((one) => marked(one, FROM.crafted)));
}

function indirect(machine: Machine, state: State, part: ParameterExpansionPart, words: Words): Expansion {
  if (part.operation?.type === "Names" || part.index?.value === "@" || part.index?.value === "*") {
    const variable = getVariable(state, part.parameter);
    return { lists: null, from: FROM.data | (variable === undefined ? 0 : bitsOf(variable)), star: false };
  }
  const place = placeOf(machine, part);
  const names = lookup(machine, state, part.parameter, place);
  const values = names.flatMap((one): readonly Text[] => {
    if (!isKnown(one) || !/^(?:[A-Za-z_]\w*|\d+)$/.test(one.text)) return [unknown(one.from | FROM.crafted | FROM.environment)];
    return lookup(machine, state, one.text, place).map((value) => marked(value, FROM.crafted));
  });
  const operation = part.operation;
  if (operation?.type === "Default") return { values: alternatives([...values, ...words(operation.operand)]) };
  return { values: alternatives(values) };
}

function length(machine: Machine, state: State, part: ParameterExpansionPart): Text {
  if (part.index !== undefined) {
    const keys = keysOf(state, part.parameter);
    const counts = (keys !== null ? null : listsOf(state, part.parameter))?.map(countOf) ?? [];
    if (part.index.value !== "@" && part.index.value !== "*") return unknown(FROM.plain);
    return counts.length === 1 ? (counts[0] ?? EMPTY) : unknown(FROM.plain);
  }
  if (part.parameter === "" || part.parameter === "@" || part.parameter === "*") return lookup(machine, state, "#", placeOf(machine, part))[0] ?? EMPTY;
  if (isForeign(state, part.parameter)) return unknown(FROM.plain);
  const values = lookup(machine, state, part.parameter, placeOf(machine, part));
  const only = values.length === 1 ? values[0] : undefined;
  return only !== undefined && isKnown(only) ? known(String(only.text.length)) : unknown(FROM.plain);
}

function withDefault(machine: Machine, state: State, part: ParameterExpansionPart, base: readonly Text[] | null, words: Words): readonly Text[] {
  if (part.operation?.type !== "Default") return [];
  const { operator, operand } = part.operation;
  const name = part.parameter;
  const place = placeOf(machine, part);
  const foreign = base === null && isForeign(state, name);
  const fallback = words(operand);
  if (operator === "+" || operator === ":+") return alternatives([...fallback, EMPTY]);
  if (operator === "?" || operator === ":?") return base ?? lookup(machine, state, name, place);
  const isEmpty = fallback.every((one) => one.text === "");
  // A setting of the person with a default: the default is what the script says it runs. A secret counts as read all the same.
  const settled = foreign && !isEmpty && !isSecretName(name);
  const all = settled ? [] : (base ?? lookup(machine, state, name, place));
  const own = all.filter((one) => one.text !== "" || !operator.startsWith(":"));
  const isSet = !foreign && own.length > 0 && all.every((one) => one.text !== "" && isKnown(one));
  const values = isSet ? own : alternatives([...own, ...(isEmpty && own.length > 0 ? [] : fallback)]);
  if (operator === "=" || operator === ":=") setVariable(machine, state, name, { values, elements: null, reference: null }, place);
  return values;
}

type Operation = NonNullable<ParameterExpansionPart["operation"]>;

function changed(value: Text, operation: Operation, words: Words): readonly Text[] {
  switch (operation.type) {
    case "Remove":
      return words(operation.operand).map((pattern) => removed(value, operation.operator, pattern));
    case "Replace": {
      const patterns = words(operation.pattern);
      return words(operation.replacement).flatMap((to) => patterns.map((pattern) => replaced(value, operation.operator, pattern, to)));
    }
    case "Slice": {
      const sizes = operation.length === undefined ? [null] : words(operation.length);
      return words(operation.offset).flatMap((from) => sizes.map((size) => sliced(value, from, size)));
    }
    case "CaseModification":
      return [marked(operation.operand === undefined ? { ...value, text: recased(value.text, operation.operator) } : lost(value), FROM.crafted)];
    default:
      return [unknown(value.from | FROM.crafted, value.names)];
  }
}

function recased(text: string, operator: "^" | "^^" | "," | ",,"): string {
  if (operator === "^^") return text.toUpperCase();
  if (operator === ",,") return text.toLowerCase();
  const first = text.slice(0, 1);
  return (operator === "^" ? first.toUpperCase() : first.toLowerCase()) + text.slice(1);
}

function sliced(value: Text, from: Text, size: Text | null): Text {
  const start = Number(from.text.trim());
  const count = size === null ? null : Number(size.text.trim());
  if (!isKnown(value) || from.text.trim() === "" || !Number.isInteger(start) || (count !== null && !Number.isInteger(count)))
    return unknown(value.from | FROM.crafted, value.names);
  const begin = start < 0 ? value.text.length + start : start;
  const end = count === null ? value.text.length : count < 0 ? value.text.length + count : begin + count;
  return { ...marked(value, FROM.crafted), text: value.text.slice(Math.max(0, begin), Math.max(0, end)) };
}

/** `first` is the number of the first element: 1 for the arguments, 0 for an array. Null where nobody has counted the words. */
function sliceList(list: List, first: number, from: readonly Text[], size: readonly Text[] | null): List | null {
  const start = from.length === 1 ? Number(from[0]?.text.trim() || "x") : Number.NaN;
  const count = size === null ? null : size.length === 1 ? Number(size[0]?.text.trim() || "x") : Number.NaN;
  if (!Number.isInteger(start) || (start < 0 && first === 1 && list.length + start < 0) || (count !== null && (!Number.isInteger(count) || count < 0)))
    return null;
  // `${@:0}` begins with the script's own name.
  if ((start === 0 && first === 1) || list.some((one) => one.many === true)) return null;
  const begin = start < 0 ? list.length + start : start - first;
  return begin < 0 ? [] : list.slice(begin, count === null ? undefined : begin + count);
}

/** Shell pattern -> regular expression; null when it is too much to match in bounded time. */
function patternOf(pattern: Text, greedy: boolean): string | null {
  const text = pattern.text;
  if (!isKnown(pattern) || text.length > 60 || text.split("*").length > 3 || /[[\]()]/.test(text)) return null;
  return text.replace(/\\?[\s\S]/g, (one) => {
    if (one === "*") return greedy ? "[\\s\\S]*" : "[\\s\\S]*?";
    if (one === "?") return "[\\s\\S]";
    const plain = one.length === 2 ? one.slice(1) : one;
    return plain.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  });
}

function removed(value: Text, operator: string, pattern: Text): Text {
  const unsure = lost(value);
  if (value.text.length > 2_000) return unsure;
  // `${0%/*}` and `${path##*/}` are dirname and basename, also of what is known only in part.
  if (pattern.text === "/*" && operator === "%")
    return { ...value, text: value.text.includes("/") ? value.text.slice(0, value.text.lastIndexOf("/")) : value.text };
  if (pattern.text === "*/" && operator === "##") return { ...value, text: value.text.slice(value.text.lastIndexOf("/") + 1) };
  if (!isKnown(value)) return unsure;
  const source = patternOf(pattern, operator.length === 2);
  if (source === null) return unsure;
  const found = operator.startsWith("#") ? new RegExp(`^${source}`).exec(value.text) : lastMatch(value.text, source, operator.length === 2);
  if (found === null) return value;
  return { ...value, text: operator.startsWith("#") ? value.text.slice(found[0].length) : value.text.slice(0, value.text.length - found[0].length) };
}

function lastMatch(text: string, source: string, longest: boolean): RegExpExecArray | null {
  const pattern = new RegExp(`^${source}$`);
  const cuts = Array.from({ length: Math.min(text.length, 400) + 1 }, (_, at) => text.length - at);
  for (const cut of longest ? cuts.reverse() : cuts) {
    const found = pattern.exec(text.slice(cut));
    if (found !== null) return found;
  }
  return null;
}

function replaced(value: Text, operator: string, pattern: Text, to: Text): Text {
  const from = value.from | to.from | FROM.crafted;
  const source = isKnown(value) && value.text.length <= 2_000 ? patternOf(pattern, true) : null;
  if (source === null || source === "") return unknown(from, value.names);
  const anchored = operator === "/#" ? `^${source}` : operator === "/%" ? `${source}$` : source;
  const text = value.text.replace(new RegExp(anchored, operator === "//" ? "g" : ""), () => to.text);
  return { text, from, names: [...value.names, ...to.names] };
}

export function joinList(list: List): Text {
  if (list.some((one) => one.many === true)) return lost(blur(list));
  return concatAll(list, " ");
}
