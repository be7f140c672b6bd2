import { isCalledUnseen, isCarrying, isMadeOfOthers, UNSPELLED } from "./alias-lost.ts";
import { Places } from "./alias-expressions.ts";
import { contentOf, copyOf, find, join, type Place, shareAll } from "./alias-places.ts";
import { ALTERING, ALTERS, DISPLAYS } from "./alias.table.ts";
import { decorators } from "./parameters.ts";
import type { Binding, Scopes, Write } from "./scope.ts";
import { nameOf, type Node, part, textOf, type Tree } from "./tree.ts";

/**
 * Scopes -> the same with every change of a list or dictionary noted at all names that may stand for it: `b = a; b[0] = x` changes `a`, and so do
 * `f(a)` where f changes what it is given, `w = [a]; w[0].append(x)`, `add = a.append`. By unification, so that it takes about one step for each
 * node (Steensgaard, POPL 1996); what an object holds is one place, whatever the key, and so is all that went to where it is not followed.
 */
export function joinAliases(scopes: Scopes): void {
  new Aliases(scopes).run();
}

function isYieldFrom(tree: Tree, node: Node): boolean {
  return node.type === "yield" && /^yield\s+from\b/.test(tree.text.slice(node.start, node.end));
}

/** An item that is set, deleted or bound -> the value that it gets as a whole, or one that it gets a part of; null for one that is only read. */
function settingOf(item: Node): Readonly<{ whole: Node | null; unpacked: Node | null }> | null {
  let target: Node = item;
  let at = item.parent;
  while (at !== null && /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|parenthesized_expression)$/.test(at.type)) {
    target = at;
    at = at.parent;
  }
  const type = at?.type ?? "";
  if (at !== null && target.field === "left" && type === "assignment") {
    const right = part(at, "right");
    return target === item ? { whole: right, unpacked: null } : { whole: null, unpacked: right };
  }
  const isLeft = target.field === "left" && /^(?:augmented_assignment|for_statement|for_in_clause)$/.test(type);
  const isDeleted = type === "delete_statement" || (type === "expression_list" && at?.parent?.type === "delete_statement");
  const isEntered = target.field === "alias" || type === "as_pattern_target";
  return isLeft || isDeleted || isEntered ? { whole: null, unpacked: null } : null;
}

class Aliases {
  readonly #scopes: Scopes;
  readonly #tree: Tree;
  readonly #places: Places;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
    this.#tree = scopes.tree;
    this.#places = new Places(scopes);
  }

  run(): void {
    const { all, attributes } = this.#scopes;
    const names = [...all.flatMap((scope) => [...scope.names.values()]), ...attributes.values()];
    for (const binding of names) if (binding.scope.kind === "class" || attributes.get(binding.name) === binding) this.#noteMember(binding);
    for (const binding of names) this.#written(binding);
    if (UNSPELLED.test(this.#tree.text)) {
      for (const name of new Set([...attributes.keys(), ...this.#places.attributeNames()])) this.#places.lose(this.#places.attributePlace(name));
      for (const binding of all[0]?.names.values() ?? [])
        if (binding.writes.some((write) => write.kind === "value")) this.#places.lose(this.#places.bindingPlace(binding));
    }
    for (const node of this.#tree.nodes) this.#visit(node);
    shareAll(names, (binding) => this.#places.bindingPlace(binding));
  }

  /** A name in a class and every attribute of that name: they are told apart by name alone. */
  #noteMember(binding: Binding): void {
    join(this.#places.attributePlace(binding.name), this.#places.bindingPlace(binding));
    for (const write of binding.writes)
      if (write.kind === "own" && write.node.type === "function_definition") this.#places.noteMethod(binding.name, write.node);
  }

  /** What else calls a function, or stands in its place, gets what it gives; what a class holds that is made from one from outside, that one has. */
  #ownWritten(place: Place, node: Node): void {
    const isClass = node.type === "class_definition";
    if (isClass ? decorators(node).length > 0 || this.#scopes.opened.get(node)?.names.has("__class_getitem__") === true : isCalledUnseen(this.#scopes, node))
      this.#places.lose(place);
    if (!isClass && isCalledUnseen(this.#scopes, node)) this.#places.lose(this.#places.resultPlace(node));
    if (!isClass || !isMadeOfOthers(this.#scopes, node)) return;
    for (const binding of this.#scopes.opened.get(node)?.names.values() ?? []) {
      this.#places.lose(this.#places.bindingPlace(binding));
      for (const write of binding.writes) if (write.kind === "own") this.#loseSelf(write.node);
    }
  }

  /** The object that a method is called on. */
  #loseSelf(owner: Node): void {
    for (const binding of this.#scopes.opened.get(owner)?.names.values() ?? [])
      if (binding.writes.some((write) => write.kind === "param" && write.index === 0)) this.#places.lose(this.#places.bindingPlace(binding));
  }

  #written(binding: Binding): void {
    const place = this.#places.bindingPlace(binding);
    for (const write of binding.writes) {
      if (write.kind === "param") {
        const from = write.fallback === null ? null : this.#places.placeOf(write.fallback);
        if (from !== null) join(place, from);
        if (isCalledUnseen(this.#scopes, write.owner)) this.#places.lose(place);
      } else if (write.kind === "enter") {
        this.#places.lose(this.#places.placeOf(write.node));
        this.#places.lose(place);
      } else if (write.kind === "unknown") this.#places.lose(place);
      else if (write.kind === "own") this.#ownWritten(place, write.node);
      else if (write.kind === "value" && write.node.type !== "augmented_assignment") {
        const path = [...write.path];
        let node: Node = write.node;
        // `a, b = x, y`: each its own.
        while (typeof path[0] === "number" && /^(?:tuple|list|expression_list)$/.test(node.type) && node.children.every((one) => one.type !== "list_splat")) {
          const next = node.children[path[0]];
          if (next === undefined) break;
          node = next;
          path.shift();
        }
        let from = this.#places.placeOf(node);
        for (const step of path) {
          if (from === null) break;
          if (step === "any") join(from, contentOf(from));
          from = step === "rest" ? copyOf(from) : contentOf(from);
        }
        if (from !== null) join(place, from);
      }
    }
  }

  #visit(node: Node): void {
    switch (node.type) {
      case "call":
        this.#called(node);
        return;
      case "return_statement":
      case "yield": {
        const owner = this.#scopes.all[node.scope]?.node;
        const from = node.children[0] === undefined ? null : this.#places.placeOf(node.children[0]);
        if (owner === undefined || from === null) return;
        const place = this.#places.resultPlace(owner);
        join(node.type === "yield" ? contentOf(place) : place, isYieldFrom(this.#tree, node) ? contentOf(from) : from);
        if (isCalledUnseen(this.#scopes, owner)) this.#places.lose(from);
        return;
      }
      case "lambda":
      case "raise_statement":
      case "decorator":
        for (const one of node.children) this.#places.lose(this.#places.placeOf(one));
        return;
      case "comparison_operator":
      case "binary_operator":
      case "unary_operator":
        if (this.#places.hasOperators) for (const one of node.children) this.#places.lose(this.#places.placeOf(one));
        return;
      case "subscript":
        this.#subscript(node);
        return;
      case "augmented_assignment": {
        const left = part(node, "left");
        const place = left === null || left.type === "subscript" ? null : this.#places.placeOf(left);
        if (place === null) return;
        find(place).changes.push({ method: "extend", call: node });
        const right = part(node, "right");
        const more = right === null ? null : this.#places.placeOf(right);
        if (more !== null) join(contentOf(place), contentOf(more));
        return;
      }
      case "attribute":
        this.#handedOn(node);
        return;
      default:
    }
  }

  /** `x[k] = v`, `del x[k]`, `x[k] += v`, and x[k] as the target of a loop. */
  #subscript(node: Node): void {
    const base = part(node, "value");
    const key = part(node, "subscript");
    const how = base === null || key === null ? null : settingOf(node);
    if (base === null || key === null || how === null) return;
    const place = this.#places.placeOf(base);
    if (place !== null) find(place).items.push({ key, value: how.whole });
    const right = how.whole ?? how.unpacked;
    const from = right === null ? null : this.#places.placeOf(right);
    if (from === null) return;
    if (place === null) {
      this.#places.lose(from);
      return;
    }
    if (how.whole !== null) join(contentOf(place), from);
    if (how.whole === null || key.type === "slice") join(contentOf(place), contentOf(from));
  }

  /** `add = a.append`: who has it changes a whenever they like. */
  #handedOn(node: Node): void {
    if (node.field === "function" && node.parent?.type === "call") return;
    const name = part(node, "attribute");
    const object = part(node, "object");
    if (name === null || object === null || !ALTERS.test(nameOf(this.#tree, name))) return;
    const place = this.#places.placeOf(object);
    if (place === null) return;
    find(place).changes.push({ method: "__setitem__", call: node });
    join(contentOf(place), this.#places.lost);
  }

  #called(node: Node): void {
    const callee = part(node, "function");
    const given = part(node, "arguments")?.children ?? [];
    if (callee === null) return;
    if (ALTERING.test(textOf(this.#tree, callee))) {
      const place = given[0] === undefined ? null : this.#places.placeOf(given[0]);
      if (place !== null) find(place).changes.push({ method: "__setitem__", call: node });
    }
    if (callee.type === "attribute") this.#methodCalled(node, callee, given);
    if (this.#places.isCrowd(callee) || isCarrying(this.#scopes, node))
      for (const one of given) {
        const from = this.#places.placeOf(one.type === "keyword_argument" ? (part(one, "value") ?? one) : one);
        this.#places.lose(from === null || !/_splat$/.test(one.type) ? from : contentOf(from));
        // What it is given in a list of its own (`args=(x,)`) it takes out again.
        if (from !== null && DISPLAYS.test((part(one, "value") ?? one).type)) this.#places.lose(contentOf(from));
      }
    for (const owner of this.#places.ownersOf(callee)) this.#passed(owner, given, callee.type === "attribute" || this.#places.isMaker(owner));
  }

  #methodCalled(node: Node, callee: Node, given: readonly Node[]): void {
    const object = part(callee, "object");
    const method = nameOf(this.#tree, part(callee, "attribute") ?? callee);
    if (object === null || !ALTERS.test(method)) return;
    const place = this.#places.placeOf(object);
    if (place === null) return;
    find(place).changes.push({ method, call: node });
    for (const one of given) {
      const from = this.#places.placeOf(one.type === "keyword_argument" ? (part(one, "value") ?? one) : one);
      if (from === null) continue;
      join(contentOf(place), /^(?:extend|extendleft|update|__iadd__|__ior__)$/.test(method) && one.type !== "keyword_argument" ? contentOf(from) : from);
    }
  }

  /** Arguments to parameters; a method takes its first before them, unless it is called by its class. */
  #passed(owner: Node, given: readonly Node[], isMethod: boolean): void {
    for (const binding of this.#scopes.opened.get(owner)?.names.values() ?? [])
      for (const write of binding.writes)
        if (write.kind === "param" && write.owner === owner) this.#given(this.#places.bindingPlace(binding), write, given, isMethod);
  }

  #given(place: Place, parameter: Extract<Write, { kind: "param" }>, given: readonly Node[], isMethod: boolean): void {
    let at = 0;
    for (const one of given) {
      const name = one.type === "keyword_argument" ? part(one, "name") : null;
      const isSpread = /_splat$/.test(one.type);
      const from = this.#places.placeOf(name === null ? (isSpread ? (one.children[0] ?? one) : one) : (part(one, "value") ?? one));
      const isThere = name === null ? at === parameter.index || (isMethod && at === parameter.index - 1) : nameOf(this.#tree, name) === parameter.name;
      if (name === null && !isSpread) at++;
      const isTaken = parameter.spread !== 0 && (parameter.spread === 2) === (name !== null);
      if (from !== null && (isSpread || isThere || isTaken)) join(parameter.spread === 0 ? place : contentOf(place), isSpread ? contentOf(from) : from);
    }
  }
}
