import type { Binding, Scopes } from "./scope.ts";
import type { Node, Tree } from "./tree.ts";
import type { Value, Values } from "./value.ts";

/** Arguments of a call: by position, by name, and whether `*x` or `**x` may add to them. */
export type Given = Readonly<{ by: readonly Values[]; named: ReadonlyMap<string, Values>; open: boolean }>;

/** What the file around says: the file's own path, which modules the skill itself holds, whether other files of it import this one, and which names they mention. */
export type Around = Readonly<{
  path: string;
  own: ReadonlySet<string>;
  isImported: boolean;
  isCalledElsewhere(name: string): boolean;
  isMentioned(name: string): boolean;
}>;

/** Answers what an expression of one file may be. All answers are sets; "unknown" in one means the worst. */
export type Resolver = Readonly<{
  tree: Tree;
  scopes: Scopes;
  around: Around;
  valuesOf(node: Node): Values;
  valuesOfBinding(binding: Binding): Values;
  /** Values of an expression while a name has other values; what is found so is not kept. */
  valuesWith(binding: Binding, values: Values, node: Node): Values;
  givenTo(call: Node): Given;
  member(value: Value, name: string | null): Values;
  item(value: Value, key: Value | null): Values;
  invoke(callee: Value, given: Given, call: Node): Values;
  /** Expressions an own function returns. */
  results(owner: Node): readonly Node[];
  /** Expressions that an own generator hands out. */
  yielded(owner: Node): readonly Node[];
  /** What an own function may give. */
  resultOf(owner: Node): Values;
  /** True when the budget ran out: answers since then were "unknown" without a look. */
  exhausted(): boolean;
}>;
