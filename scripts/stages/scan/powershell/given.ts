import { isSwitch } from "../windows/run.ts";
import { type Node, plainText } from "../windows/tree.ts";
import { SWITCHES } from "./cmdlets.table.ts";
import type { Command } from "./walk.ts";

/** What a variable may be given: a value, one of several, or what nobody can tell. */
export type Source = Readonly<{ kind: "value" | "each"; node: Node }> | Readonly<{ kind: "typed"; types: readonly string[] }> | Readonly<{ kind: "unknown" }>;

/** What a command is given, as it is written: parameters, words, and tables that are spread over it. `isOpen`: something of it nobody can tell. */
export type Given = Readonly<{
  named: ReadonlyMap<string, readonly (Node | null)[]>;
  words: readonly Node[];
  isOpen: boolean;
  /** What the parameter of one of these names, or the word in this place, may be. */
  at: (names: string, position: number) => readonly Node[];
}>;

/** A place that no word has: the parameter has to be named. */
const MOST_WORDS = 9;

type Entries = ReadonlyMap<string, readonly (readonly [Node, Node])[]>;

/** Node -> the items of a list, or itself. */
export function nodesOf(node: Node): readonly Node[] {
  return node.kind === "list" ? node.items : [node];
}

export function givenTo(command: Command, entries: Entries, variables: ReadonlyMap<string, readonly Source[]>): Given {
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
      const tables = tablesOf(word.node.name, entries, variables);
      if (tables === null) isOpen = true;
      for (const [key, value] of tables ?? []) {
        const name = plainText(key);
        if (name === null) isOpen = true;
        else put(name.toLowerCase(), value);
      }
    } else words.push(word.node);
  }
  const at = (names: string, position: number): readonly Node[] => {
    const wanted = names.split(" ");
    const found = [...named].flatMap(([key, values]) => (isMeant(key, wanted) ? values.filter((one) => one !== null) : []));
    // Which words are taken by parameters that come before is told by their names alone.
    return found.length > 0 ? found : words.slice(words.length <= position ? -1 : position).slice(0, Number(position < MOST_WORDS));
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

function tablesOf(name: string, entries: Entries, variables: ReadonlyMap<string, readonly Source[]>): readonly (readonly [Node, Node])[] | null {
  const key = name.toLowerCase();
  const all: (readonly [Node, Node])[] = [...(entries.get(key) ?? [])];
  const sources = variables.get(key) ?? [];
  if (sources.length === 0) return null;
  for (const one of sources) {
    const table = one.kind === "value" ? hashOf(one.node) : null;
    if (table === null) return null;
    all.push(...table.entries);
  }
  return all;
}

function hashOf(node: Node): Extract<Node, { kind: "hash" }> | null {
  if (node.kind === "hash") return node;
  if (node.kind === "cast" && /^(?:ordered|hashtable)$/.test(node.type)) return hashOf(node.of);
  if (node.kind !== "sub" || node.body.length !== 1) return null;
  const [only] = node.body;
  const element = only?.kind === "pipeline" && only.elements.length === 1 ? only.elements[0] : undefined;
  return element?.kind === "expression" ? hashOf(element.node) : null;
}
