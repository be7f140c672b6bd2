import { isSwitch } from "../windows/run.ts";
import { type Node, plainText } from "../windows/tree.ts";
import { NAMED_ONLY, SWITCHES } from "./cmdlets.table.ts";
import type { Command } from "./walk.ts";

/** What a variable may be given: a value, one of several, or what nobody can tell. */
export type Source = Readonly<{ kind: "value" | "each"; node: Node }> | Readonly<{ kind: "typed"; types: readonly string[] }> | Readonly<{ kind: "unknown" }>;

/** Tables by the names of the variables that hold them, and what is put into them behind their making. */
export type Tables = Readonly<{
  variables: ReadonlyMap<string, readonly Source[]>;
  entries: ReadonlyMap<string, readonly (readonly [Node, Node])[]>;
  /** Are lists and tables changed through anything but the one variable that they were made for? */
  isChanged: boolean;
}>;

/** What a command is given, as it is written: parameters, words, and tables that are spread over it. `isOpen`: something of it nobody can tell. */
export type Given = Readonly<{
  named: ReadonlyMap<string, readonly (Node | null)[]>;
  words: readonly Node[];
  isOpen: boolean;
  /** What the parameter of one of these names, or the word in this place, may be; `earlier`: parameters that take the words before it where they are not named. */
  at: (names: string, position: number, earlier?: string) => readonly Node[];
}>;

/** `(value)`, `@(value)`, the value in a table -> the value that stands there alone; any other node as it is. */
export function unwrapped(node: Node): Node {
  if (node.kind !== "sub" || node.body.length !== 1) return node;
  const [only] = node.body;
  const element = only?.kind === "pipeline" && only.elements.length === 1 ? only.elements[0] : undefined;
  return element?.kind === "expression" ? unwrapped(element.node) : node;
}

/** The items of a list that stands there; of anything else itself. */
export function itemsOf(node: Node): readonly Node[] {
  const inner = unwrapped(node);
  if (inner.kind === "list") return inner.items.flatMap(itemsOf);
  if (inner.kind === "cast" && /^(?:string|object|array)(?:\[\])?$/.test(inner.type)) {
    const items = itemsOf(inner.of);
    return items.length > 1 ? items : [inner];
  }
  return [inner];
}

export function givenTo(command: Command, tables: Tables): Given {
  const named = new Map<string, (Node | null)[]>();
  const words: Node[] = [];
  let isOpen = false;
  const put = (name: string, value: Node | null): void => {
    const all = named.get(name);
    if (all === undefined) named.set(name, [value]);
    else all.push(value);
  };
  for (let at = 0; at < command.words.length; at++) {
    const word = command.words[at];
    if (word === undefined) continue;
    if (word.kind === "parameter") {
      const next = command.words[at + 1];
      const takes = word.value === null && next?.kind === "word" && !isSwitch(word.name) && !SWITCHES.has(word.name) && !isSplat(next.node);
      if (takes) at++;
      put(word.name, word.value ?? (takes ? next.node : null));
    } else if (isSplat(word.node)) {
      const spread = spreadOf(word.node.name, tables);
      if (spread === null) isOpen = true;
      for (const [key, value] of spread ?? []) {
        const name = plainText(key);
        if (name === null) isOpen = true;
        else put(name.toLowerCase(), unwrapped(value));
      }
    } else words.push(word.node);
  }
  const valuesOf = (names: string): readonly Node[] => {
    const wanted = names.split(" ");
    return [...named].flatMap(([key, values]) => (isMeant(key, wanted) ? values.filter((one) => one !== null) : []));
  };
  const at = (names: string, position: number, earlier = ""): readonly Node[] => {
    const found = valuesOf(names);
    if (found.length > 0 || position === NAMED_ONLY) return found;
    const taken = earlier === "" ? 0 : earlier.split(",").filter((one) => valuesOf(one).length > 0).length;
    return words.slice(position - taken, position - taken + 1);
  };
  return { named, words, isOpen, at };
}

function isSplat(node: Node): node is Extract<Node, { kind: "variable" }> {
  return node.kind === "variable" && node.splat;
}

/** A parameter by its name, or by any beginning of it. */
function isMeant(key: string, wanted: readonly string[]): boolean {
  return wanted.includes(key) || wanted.some((one) => key.length > 0 && one.startsWith(key)) || (/^(?:pspath|lp)$/.test(key) && wanted.includes("literalpath"));
}

function spreadOf(name: string, { variables, entries, isChanged }: Tables): readonly (readonly [Node, Node])[] | null {
  const key = name.toLowerCase();
  const sources = variables.get(key) ?? [];
  if (sources.length === 0 || isChanged) return null;
  const all: (readonly [Node, Node])[] = [...(entries.get(key) ?? [])];
  for (const one of sources) {
    const table = one.kind === "value" ? hashOf(one.node) : null;
    if (table === null) return null;
    all.push(...table.entries);
  }
  return all;
}

function hashOf(node: Node): Extract<Node, { kind: "hash" }> | null {
  const inner = unwrapped(node);
  if (inner.kind === "cast" && /^(?:ordered|hashtable)$/.test(inner.type)) return hashOf(inner.of);
  return inner.kind === "hash" ? inner : null;
}
