import type { CompoundCommand, CompoundList, Redirected } from "unbash";
import { alternatives, BLANKS, blur, EMPTY, FROM, HOLE, known, lost, type Text } from "./text.ts";

export type Body = CompoundCommand | Redirected | CompoundList;

/** Words in order; one that is `many` may be none or several, and one of which there is more to say may be `each` of those. */
export type List = readonly (Text & Readonly<{ many?: boolean; each?: readonly Text[] }>)[];

/**
 * A variable: what it may hold, as one text or as the elements of an array (null: not an array, or one that cannot be told). `others` are arrays that it may be
 * instead, `keys` the values of an associative array, `shape` what `declare -l`, `-u` or `-i` make of all it is given.
 */
export type Variable = Readonly<{
  values: readonly Text[];
  elements: List | null;
  others?: readonly List[];
  keys?: ReadonlyMap<string, readonly Text[]>;
  shape?: string;
  reference: string | null;
}>;

/** Variables as layers over what they were before a branch: a branch costs what it changes, not what there is. */
export type Variables = Readonly<{ own: Map<string, Variable | null>; base: Variables | null; depth: number }>;

/** What a shell knows at one place of a script. Changed in place by the walk; branches work on copies that are joined. */
export type State = {
  variables: Variables;
  cwd: Text;
  /** What `exec < file` put in the place of the terminal. */
  input: Text | null;
};

/** The arguments are a variable like others, so that branches and loops join them as they join those. */
const ARGUMENTS = "@";

/** Arguments that nobody says anything of. */
const NOBODYS: List = [{ text: HOLE, from: FROM.argument, names: [], many: true }];

/** State -> the lists of words that its arguments may be; null when nobody says what they are. */
export function argumentsOf(state: Pick<State, "variables">): readonly List[] | null {
  const variable = getVariable(state, ARGUMENTS);
  const lists = variable === undefined ? null : listsIn(variable);
  return lists?.every((one) => one === NOBODYS) === true ? null : lists;
}

/** Gives a state other arguments; null: nobody says which. */
export function putArguments(state: Pick<State, "variables">, lists: readonly List[] | null): void {
  const [elements = NOBODYS, ...others] = lists ?? [];
  putVariable(state, ARGUMENTS, { values: [], elements, others, reference: null });
}

/** Variable -> the arrays it may be; null for none, or one that cannot be told. */
export function listsIn({ elements, others = [] }: Variable): readonly List[] | null {
  return elements === null ? null : [elements, ...others];
}

/** Word of a list at a number from 0 -> what it may be: nothing behind the end, and anything that stands behind words nobody has counted. */
export function itemAt(list: List, at: number): List[number] {
  const place = at < 0 ? list.length + at : at;
  const open = list.findIndex((one) => one.many === true);
  if (open < 0 || (at >= 0 && place < open)) return list[place] ?? EMPTY;
  return lost(blur(list.slice(at < 0 ? 0 : open)));
}

const DEPTH = 24;

export function layerOver(base: Variables | null): Variables {
  return { own: new Map(), base, depth: base === null ? 0 : base.depth + 1 };
}

export function getVariable({ variables }: Pick<State, "variables">, name: string): Variable | undefined {
  for (let at: Variables | null = variables; at !== null; at = at.base) {
    const found = at.own.get(name);
    if (found !== undefined) return found ?? undefined;
  }
  return undefined;
}

export function putVariable({ variables }: Pick<State, "variables">, name: string, value: Variable | undefined): void {
  variables.own.set(name, value ?? null);
}

/** A state of its own that begins as this one is. Both go on over the same layers, which nobody changes any more. */
export function copyState(state: State): State {
  const { variables } = state;
  const base = variables.own.size === 0 ? variables.base : variables.depth > DEPTH ? flattened(variables) : variables;
  state.variables = layerOver(base);
  return { ...state, variables: layerOver(base) };
}

/** What another shell sees that this one starts: of a variable nobody says whether it was exported. Gives back how many were looked at, too. */
export function stateOfChild(state: State): Readonly<{ child: State; cost: number }> {
  const child = copyState(state);
  for (let at = child.variables.base; at !== null; at = at.base)
    for (const name of at.own.keys())
      if (name !== ARGUMENTS && !child.variables.own.has(name)) putVariable(child, name, joined([getVariable(child, name), undefined], unsetValue(name)));
  return { child, cost: child.variables.own.size };
}

/** May two variables hold the same? */
export function isSameVariable(a: Variable | undefined, b: Variable): boolean {
  if (a === b) return true;
  return a !== undefined && JSON.stringify(plainOf(a)) === JSON.stringify(plainOf(b));
}

function plainOf({ values, elements, others, keys, reference }: Variable): unknown {
  const plain = (one: List[number]): unknown => [one.text, one.from, one.each];
  return [
    values.map(plain),
    elements?.map(plain),
    others?.map((list) => list.map(plain)),
    keys === undefined ? null : [...keys].map(([key, all]) => [key, all.map(plain)]),
    reference,
  ];
}

function flattened(variables: Variables): Variables {
  const layers: Variables[] = [];
  for (let at: Variables | null = variables; at !== null; at = at.base) layers.push(at);
  const flat = layerOver(null);
  for (const { own } of layers.reverse()) for (const [name, value] of own) flat.own.set(name, value);
  return flat;
}

/** Names that were set in the layers above those of `below`, and the layer of `below` they lie on. */
function changesIn(variables: Variables, below: ReadonlySet<Variables>): Readonly<{ names: ReadonlySet<string>; meet: Variables | null }> {
  const names = new Set<string>();
  let at: Variables | null = variables;
  for (; at !== null && !below.has(at); at = at.base) for (const name of at.own.keys()) names.add(name);
  return { names, meet: at };
}

export function changedNames(variables: Variables, below: ReadonlySet<Variables>): ReadonlySet<string> {
  return changesIn(variables, below).names;
}

export function layersOf(variables: Variables): ReadonlySet<Variables> {
  const layers = new Set<Variables>();
  for (let at: Variables | null = variables; at !== null; at = at.base) layers.add(at);
  return layers;
}

/**
 * What holds after one of several ways was taken: every value any of them left; a variable only some of them set keeps what
 * they set. Gives back how many values were looked at.
 */
export function joinStates(into: State, ways: readonly State[]): number {
  const below = layersOf(into.variables);
  const changes = ways.map((one) => changesIn(one.variables, below));
  const meets = new Set(changes.map((one) => one.meet));
  const values = new Map<string, (Variable | undefined)[]>();
  changes.forEach(({ names }, at) => {
    const way = ways[at];
    if (way !== undefined) for (const name of names) (values.get(name) ?? fresh(values, name)).push(getVariable(way, name));
  });
  for (const name of namesAbove(into.variables, meets)) if (!values.has(name)) values.set(name, []);
  for (const [name, set] of values) {
    // Ways that did not touch it have what was there before. One that meets nothing, as its layers were laid into one, names all that it has.
    const untouched = meets.has(null) ? new Set(changes.flatMap((one) => (one.names.has(name) ? [] : [one.meet]))) : meets;
    const before = set.length < ways.length ? [...untouched].map((one) => (one === null ? undefined : getVariable({ variables: one }, name))) : [];
    putVariable(into, name, joined([...before, ...set], unsetValue(name)));
  }
  const folders = new Map(ways.map((one) => [one.cwd.text, one.cwd]));
  if (folders.size === 1) into.cwd = ways[0]?.cwd ?? into.cwd;
  else if (folders.size > 1) into.cwd = blur([...folders.values()]);
  return changes.reduce((sum, { names }) => sum + names.size, values.size + ways.length);
}

function fresh(values: Map<string, (Variable | undefined)[]>, name: string): (Variable | undefined)[] {
  const list: (Variable | undefined)[] = [];
  values.set(name, list);
  return list;
}

/** Names set in the layers down to the last of `meets`. */
function namesAbove(variables: Variables, meets: ReadonlySet<Variables | null>): ReadonlySet<string> {
  const names = new Set<string>();
  let left = meets.size;
  for (let at: Variables | null = variables; at !== null; at = at.base) {
    if (meets.has(at) && --left <= 0) break;
    for (const name of at.own.keys()) names.add(name);
  }
  return names;
}

const MOST_LISTS = 4;
/** Words that are told apart where lists differ, and of one list. */
const MOST_OTHERS = 64;
const MOST_WORDS = 1_000;
const MOST_KEYS = 100;
/** What is made of a value on some ways only. */
const UNSURE = "?";

function unsetValue(name: string): Text {
  return name === "IFS" ? known(BLANKS) : EMPTY;
}

/** What a variable holds where several ways meet; a way on which nothing gave it a value leaves it as `unset`. */
function joined(all: readonly (Variable | undefined)[], unset: Text): Variable | undefined {
  const [first] = all;
  if (all.every((one) => one === first)) return first;
  const set = [...new Set(all)].flatMap((one) => (one === undefined ? [] : [one]));
  const isSometimes = set.length < new Set(all).size;
  const isArray = set.some((one) => one.elements !== null);
  const lists = isArray ? [...set.map(asLists), ...(isSometimes ? [[[]]] : [])] : [null];
  const [elements = null, ...others] = lists.includes(null) ? [] : fewLists(lists.flatMap((one) => one ?? []));
  const keys = set.some((one) => one.keys !== undefined) ? joinedKeys(all.map((one) => one?.keys ?? new Map<string, readonly Text[]>())) : undefined;
  const shapes = new Set([...set.map((one) => one.shape), ...(isSometimes ? [undefined] : [])]);
  const shape = shapes.size > 1 ? UNSURE : set[0]?.shape;
  return {
    values: alternatives([...set.flatMap((one) => one.values), ...(isSometimes ? [unset] : [])]),
    elements,
    ...(others.length === 0 ? {} : { others }),
    ...(keys === undefined ? {} : { keys }),
    ...(shape === undefined ? {} : { shape }),
    reference: set.find((one) => one.reference !== null)?.reference ?? null,
  };
}

/** A text is an array of one to those who ask for an array. */
function asLists(one: Variable): readonly List[] | null {
  return listsIn(one) ?? (one.values.length > 0 && one.values.every((value) => !value.text.includes(HOLE)) ? one.values.map((value) => [value]) : null);
}

function joinedKeys(all: readonly ReadonlyMap<string, readonly Text[]>[]): ReadonlyMap<string, readonly Text[]> {
  const names = new Set(all.flatMap((one) => [...one.keys()]));
  return fewKeys(new Map([...names].map((name) => [name, alternatives(all.flatMap((one) => one.get(name) ?? [EMPTY]))])));
}

/** Lists -> the same without doubles; of many, how all of them begin, and behind that what any of them has. */
export function fewLists(lists: readonly List[]): readonly List[] {
  const distinct = [...new Map(lists.map((list) => (list.length > MOST_WORDS ? [anyOf(list)] : list)).map((one) => [JSON.stringify(one), one])).values()];
  if (distinct.length <= MOST_LISTS) return distinct;
  const [first = [], ...rest] = distinct;
  const texts = rest.map((list) => list.map(keyOf));
  let same = 0;
  while (same < first.length && texts.every((list) => list[same] === keyOf(first[same]))) same++;
  const others = new Map(distinct.flatMap((list) => list.slice(same).map((one) => [keyOf(one), one] as const)));
  if (others.size > MOST_OTHERS) return [[...first.slice(0, same), anyOf([...others.values()])]];
  // An option says the same wherever it stands; what another word means depends on its place.
  return [[...first.slice(0, same), ...[...others.values()].map((one) => ({ ...(/^-[\w-]+$/.test(one.text) ? one : lost(one)), many: true }))]];
}

/** Words, of which nobody says any more how many and which. */
export function anyOf(list: List): List[number] {
  return { ...lost(blur(list)), many: true };
}

/** Keys of a table, until they are so many that nobody says any more which holds what. */
export function fewKeys(keys: ReadonlyMap<string, readonly Text[]>): ReadonlyMap<string, readonly Text[]> {
  return keys.size <= MOST_KEYS ? keys : new Map([[HOLE, [lost(blur([...keys.values()].flat()))]]]);
}

function keyOf(one: List[number] | undefined): string {
  return one === undefined ? "" : `${String(one.from)} ${String(one.many)} ${one.text} ${one.each === undefined ? "" : JSON.stringify(one.each)}`;
}
