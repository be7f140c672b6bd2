import type { CompoundCommand, CompoundList, Redirected } from "unbash";
import { alternatives, blur, type Text } from "./text.ts";

export type Body = CompoundCommand | Redirected | CompoundList;

/** A variable: what it may hold, as one text or as the elements of an array (null: not an array, or one that cannot be told). */
export type Variable = Readonly<{ values: readonly Text[]; elements: readonly Text[] | null; reference: string | null }>;

/** Variables as layers over what they were before a branch: a branch costs what it changes, not what there is. */
export type Variables = Readonly<{ own: Map<string, Variable | null>; base: Variables | null; depth: number }>;

/** What a shell knows at one place of a script. Changed in place by the walk; branches work on copies that are joined. */
export type State = {
  variables: Variables;
  cwd: Text;
  positionals: Positionals;
  /** What `exec < file` put in the place of the terminal. */
  input: Text | null;
};

/** Arguments: known words, or null when nobody says what they are. */
export type Positionals = readonly Text[] | null;

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
    // Ways that did not touch it have what was there before.
    const before = set.length < ways.length ? [...meets].map((one) => (one === null ? undefined : getVariable({ variables: one }, name))) : [];
    putVariable(into, name, joined([...before, ...set]));
  }
  const folders = new Map(ways.map((one) => [one.cwd.text, one.cwd]));
  if (folders.size === 1) into.cwd = ways[0]?.cwd ?? into.cwd;
  else if (folders.size > 1) into.cwd = blur([...folders.values()]);
  return values.size + ways.length;
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

function joined(all: readonly (Variable | undefined)[]): Variable | undefined {
  const [first] = all;
  if (all.every((one) => one === first)) return first;
  const set = [...new Set(all.filter((one) => one !== undefined))];
  const arrays = set.flatMap((one) => (one.elements === null ? [] : [one.elements]));
  // Arrays that differ: every element of any of them. More than any way holds, never less.
  const elements = arrays.length === 0 ? null : [...new Map(arrays.flat().map((one) => [`${String(one.from)} ${one.text}`, one])).values()];
  return {
    values: alternatives(set.flatMap((one) => one.values)),
    elements,
    reference: set.find((one) => one.reference !== null)?.reference ?? null,
  };
}
