import { contentOf, copyOf, fetched, join, newPlace, type Place } from "./alias-places.ts";
import { isCalledUnseen, isCarrying } from "./alias-lost.ts";
import { COPIES, DISPLAYS, GIVES, PACKS } from "./alias.table.ts";
import { BUILTINS } from "./names.table.ts";
import type { Binding, Scopes } from "./scope.ts";
import { nameOf, type Node, part, textOf, type Tree } from "./tree.ts";

/** So many functions of one name are told apart. */
const CROWD = 24;
const OPERATORS = /__(?:contains|eq|ne|lt|gt|le|ge|[ri]?(?:add|sub|mul|matmul|truediv|floordiv|mod|and|or|xor|lshift|rshift|pow)|neg|pos|invert)__/;

/** Where the values of expressions, names, attributes and results of functions lie. */
export class Places {
  readonly #scopes: Scopes;
  readonly #tree: Tree;
  readonly #ofBinding = new Map<Binding, Place>();
  readonly #ofResult = new Map<Node, Place>();
  readonly #ofNode = new Map<Node, Place | null>();
  readonly #ofAttribute = new Map<string, Place>();
  readonly #methods = new Map<string, Node[]>();
  readonly #crowds = new Set<string>();
  /** What went to where nobody follows it: whatever comes from there may be any of it. */
  readonly lost = newPlace();
  /** Does a class of this file say what operators do with its objects? */
  readonly hasOperators: boolean;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
    this.#tree = scopes.tree;
    this.hasOperators = OPERATORS.test(this.#tree.text);
    join(this.lost, contentOf(this.lost));
  }

  attributeNames(): readonly string[] {
    return [...this.#ofAttribute.keys()];
  }

  /** A function that a class holds under a name. Of a crowd of them nobody tells one from the other: what goes in is lost, and so is what comes out. */
  noteMethod(name: string, owner: Node): void {
    const known = this.#methods.get(name) ?? [];
    this.#methods.set(name, known);
    if (known.push(owner) <= CROWD && !this.#crowds.has(name)) return;
    for (const one of known.splice(0)) this.#loseOwner(one);
    this.#crowds.add(name);
  }

  /** Are so many functions of this name that all are one? */
  isCrowd(callee: Node): boolean {
    return callee.type === "attribute" && this.#crowds.has(nameOf(this.#tree, part(callee, "attribute") ?? callee));
  }

  #loseOwner(owner: Node): void {
    this.lose(this.resultPlace(owner));
    for (const binding of this.#scopes.opened.get(owner)?.names.values() ?? [])
      if (binding.writes.some((write) => write.kind === "param")) this.lose(this.bindingPlace(binding));
  }

  /** Something goes to where nobody follows it. */
  lose(place: Place | null): void {
    if (place !== null) join(this.lost, place);
  }

  /** Own functions that a callee may be: by its name, or as a method of that name, or a class. */
  ownersOf(callee: Node): readonly Node[] {
    if (callee.type === "attribute") return this.#methods.get(nameOf(this.#tree, part(callee, "attribute") ?? callee)) ?? [];
    const binding = callee.type === "identifier" ? this.#scopes.bindingOf.get(callee) : undefined;
    return (binding?.writes ?? []).flatMap((write) => {
      if (write.kind !== "own") return [];
      if (write.node.type === "function_definition") return [write.node];
      const first = this.#scopes.opened.get(write.node)?.names.get("__init__")?.writes[0];
      return first?.kind === "own" ? [first.node] : [];
    });
  }

  isMaker(owner: Node): boolean {
    return nameOf(this.#tree, part(owner, "name") ?? owner) === "__init__";
  }

  /** Expression -> where its value lies; null for what no name can reach. */
  placeOf(node: Node): Place | null {
    const known = this.#ofNode.get(node);
    if (known !== undefined) return known;
    this.#ofNode.set(node, null);
    const place = this.#newPlace(node);
    this.#ofNode.set(node, place);
    return place;
  }

  #newPlace(node: Node): Place | null {
    if (node.type === "identifier") return this.#namePlace(node);
    if (node.type === "attribute") return this.#memberPlace(nameOf(this.#tree, part(node, "attribute") ?? node));
    if (/_splat$/.test(node.type)) return node.children[0] === undefined ? null : this.placeOf(node.children[0]);
    if (node.type === "yield") return this.lost;
    if (this.hasOperators && /^(?:binary|unary|comparison)_operator$/.test(node.type)) return this.lost;
    if (node.type === "subscript") {
      const base = this.placeOf(part(node, "value") ?? node);
      return base === null ? null : part(node, "subscript")?.type === "slice" ? copyOf(base) : contentOf(base);
    }
    if (node.type === "call") return this.#callPlace(node);
    if (DISPLAYS.test(node.type)) return this.#displayPlace(node);
    const isOneOf = /^(?:parenthesized_expression|conditional_expression|boolean_operator|await|named_expression)$/.test(node.type);
    return isOneOf || node.type === "binary_operator" ? this.#placeOfParts(node, isOneOf) : null;
  }

  #namePlace(node: Node): Place | null {
    const binding = this.#scopes.bindingOf.get(node);
    if (binding !== undefined) return this.bindingPlace(binding);
    const name = nameOf(this.#tree, node);
    // A name that nobody binds was put among the built-ins, or into the table of names.
    if (BUILTINS.has(name)) return null;
    if (this.#ofAttribute.has(name)) this.lose(this.attributePlace(name));
    return this.lost;
  }

  #memberPlace(name: string): Place {
    const computed = this.#methods.get(name)?.filter((owner) => isCalledUnseen(this.#scopes, owner)) ?? [];
    for (const owner of computed) join(this.attributePlace(name), this.resultPlace(owner));
    // A member that nothing in the file writes comes from elsewhere.
    if (this.#crowds.has(name) || !this.#ofAttribute.has(name)) this.lose(this.attributePlace(name));
    return this.attributePlace(name);
  }

  /** The value is one of the parts, or a new one that holds what they hold. */
  #placeOfParts(node: Node, isOneOf: boolean): Place | null {
    const [first, ...more] = node.children.flatMap((one) => this.placeOf(one) ?? []);
    if (first === undefined) return null;
    if (isOneOf) {
      for (const one of more) join(first, one);
      return first;
    }
    const made = newPlace();
    for (const one of [first, ...more]) join(contentOf(made), contentOf(one));
    return made;
  }

  #displayPlace(node: Node): Place | null {
    let place: Place | null = null;
    for (const child of node.children) {
      const value = child.type === "pair" ? part(child, "value") : child;
      if (value === null || /_clause$/.test(value.type)) continue;
      const isSpread = /_splat$/.test(value.type);
      const from = this.placeOf(isSpread ? (value.children[0] ?? value) : value);
      if (from === null) continue;
      place ??= newPlace();
      join(contentOf(place), isSpread ? contentOf(from) : from);
    }
    // An empty or plain display is an object as well: two names of it share its changes.
    return place ?? newPlace();
  }

  #callPlace(node: Node): Place | null {
    const callee = part(node, "function");
    const given = part(node, "arguments")?.children ?? [];
    if (callee === null) return null;
    if (this.isCrowd(callee)) return this.lost;
    const owners = this.ownersOf(callee).filter((owner) => !this.isMaker(owner));
    if (owners.length > 0) {
      const place = newPlace();
      for (const owner of owners) join(place, this.resultPlace(owner));
      return place;
    }
    const name = callee.type === "attribute" ? nameOf(this.#tree, part(callee, "attribute") ?? callee) : textOf(this.#tree, callee);
    if (!GIVES.test(name) && !COPIES.test(name)) return isCarrying(this.#scopes, node) ? this.lost : null;
    const sources = [callee.type === "attribute" ? part(callee, "object") : null, ...given.map((one) => part(one, "value") ?? one)].flatMap((one) =>
      one === null ? [] : (this.placeOf(one) ?? []),
    );
    const made = newPlace();
    for (const one of sources) {
      join(contentOf(made), contentOf(one));
      if (PACKS.test(name)) join(contentOf(contentOf(made)), contentOf(one));
      if (name === "dict") join(contentOf(made), one);
    }
    if (name === "map" || (GIVES.test(name) && isCarrying(this.#scopes, node))) join(contentOf(made), this.lost);
    return GIVES.test(name) ? contentOf(made) : made;
  }

  bindingPlace(binding: Binding): Place {
    return fetched(this.#ofBinding, binding);
  }
  resultPlace(owner: Node): Place {
    return fetched(this.#ofResult, owner);
  }
  attributePlace(name: string): Place {
    return fetched(this.#ofAttribute, name);
  }
}
