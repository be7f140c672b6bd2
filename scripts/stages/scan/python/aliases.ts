import { contentOf, copyOf, fetched, find, join, newPlace, type Place, share } from "./alias-places.ts";
import type { Binding, Scopes, Write } from "./scope.ts";
import { nameOf, type Node, part, textOf, type Tree } from "./tree.ts";

const DISPLAYS = /^(?:list|tuple|set|expression_list|dictionary|argument_list)$/;
/** Methods and functions that give what a list or dictionary holds, and those that make another one of the same things. */
const GIVES = /^(?:get|pop|setdefault|popitem|popleft|next|__getitem__)$/;
const COPIES = /^(?:copy|list|tuple|set|dict|sorted|reversed|iter|zip|enumerate|filter|values|items|deepcopy|chain|__iter__)$/;
const ALTERS =
  /^(?:append|extend|insert|pop|remove|clear|sort|reverse|update|setdefault|popitem|add|discard|appendleft|extendleft|popleft|rotate|__setitem__|__delitem__|__iadd__|__imul__|__ior__|set_content|set_payload|attach|add_attachment)$/;
/** Functions from outside that change what they are given. */
const ALTERING =
  /^(?:(?:random\.)?shuffle|(?:heapq\.)?heap\w+|(?:bisect\.)?insort\w*|(?:operator\.)?(?:setitem|delitem|i(?:add|concat|mul|or))|(?:list|dict|set|collections\.deque)\.\w+)$/;

/**
 * Scopes -> the same with every change of a list or dictionary noted at all names that may stand for it: `b = a; b[0] = x` changes `a`, and so do
 * `f(a)` where f changes what it is given, `w = [a]; w[0].append(x)`, `add = a.append`. By unification, so that it takes about one step for each
 * node (Steensgaard, POPL 1996); what an object holds is one place, whatever the key.
 */
export function joinAliases(scopes: Scopes): void {
  new Aliases(scopes).run();
}

class Aliases {
  readonly #scopes: Scopes;
  readonly #tree: Tree;
  readonly #ofBinding = new Map<Binding, Place>();
  readonly #ofResult = new Map<Node, Place>();
  readonly #ofNode = new Map<Node, Place | null>();
  readonly #ofAttribute = new Map<string, Place>();
  readonly #methods = new Map<string, Node[]>();

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
    this.#tree = scopes.tree;
  }

  run(): void {
    const { all, attributes } = this.#scopes;
    const names = [...all.flatMap((scope) => [...scope.names.values()]), ...attributes.values()];
    for (const binding of names) if (binding.scope.kind === "class" || attributes.get(binding.name) === binding) this.#noteMember(binding);
    for (const binding of names) this.#written(binding);
    for (const node of this.#tree.nodes) this.#visit(node);
    for (const binding of names) share(binding, find(this.#bindingPlace(binding)));
  }

  /** A name in a class and every attribute of that name: they are told apart by name alone. */
  #noteMember(binding: Binding): void {
    join(this.#attributePlace(binding.name), this.#bindingPlace(binding));
    for (const write of binding.writes)
      if (write.kind === "own" && write.node.type === "function_definition")
        this.#methods.set(binding.name, [...(this.#methods.get(binding.name) ?? []), write.node]);
  }

  #written(binding: Binding): void {
    const place = this.#bindingPlace(binding);
    for (const write of binding.writes) {
      if (write.kind === "param") {
        const from = write.fallback === null ? null : this.#placeOf(write.fallback);
        if (from !== null) join(place, from);
      } else if (write.kind === "value" && write.node.type !== "augmented_assignment") {
        const path = [...write.path];
        let node: Node = write.node;
        // `a, b = x, y`: each its own.
        while (typeof path[0] === "number" && /^(?:tuple|list|expression_list)$/.test(node.type) && node.children.every((one) => one.type !== "list_splat")) {
          const next = node.children[path[0]];
          if (next === undefined) break;
          node = next;
          path.shift();
        }
        let from = this.#placeOf(node);
        for (const step of path) {
          if (from === null) break;
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
        const from = node.children[0] === undefined ? null : this.#placeOf(node.children[0]);
        if (owner === undefined || from === null) return;
        const place = this.#resultPlace(owner);
        join(node.type === "yield" ? contentOf(place) : place, from);
        return;
      }
      case "subscript":
        this.#subscript(node);
        return;
      case "augmented_assignment": {
        const left = part(node, "left");
        const place = left === null || left.type === "subscript" ? null : this.#placeOf(left);
        if (place !== null) find(place).changes.push({ method: "extend", call: node });
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
    let target: Node = node;
    let at = node.parent;
    while (at !== null && /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|parenthesized_expression)$/.test(at.type)) {
      target = at;
      at = at.parent;
    }
    const type = at?.type ?? "";
    const isDeleted = type === "delete_statement" || (type === "expression_list" && at?.parent?.type === "delete_statement");
    const isSet = target.field === "left" && /^(?:assignment|augmented_assignment|for_statement|for_in_clause)$/.test(type);
    const isEntered = target.field === "alias" || type === "as_pattern_target";
    const base = part(node, "value");
    const key = part(node, "subscript");
    if (!(isDeleted || isSet || isEntered) || base === null || key === null) return;
    const place = this.#placeOf(base);
    if (place === null) return;
    const value = isSet && target === node && type === "assignment" && at !== null ? part(at, "right") : null;
    find(place).items.push({ key, value });
    const from = value === null ? null : this.#placeOf(value);
    if (from !== null) join(contentOf(place), from);
  }

  /** `add = a.append`: who has it changes a whenever they like. */
  #handedOn(node: Node): void {
    if (node.field === "function" && node.parent?.type === "call") return;
    const name = part(node, "attribute");
    const object = part(node, "object");
    if (name === null || object === null || !ALTERS.test(nameOf(this.#tree, name))) return;
    const place = this.#placeOf(object);
    if (place !== null) find(place).changes.push({ method: "__setitem__", call: node });
  }

  #called(node: Node): void {
    const callee = part(node, "function");
    const given = part(node, "arguments")?.children ?? [];
    if (callee === null) return;
    if (ALTERING.test(textOf(this.#tree, callee))) {
      const place = given[0] === undefined ? null : this.#placeOf(given[0]);
      if (place !== null) find(place).changes.push({ method: "__setitem__", call: node });
    }
    if (callee.type === "attribute") this.#methodCalled(node, callee, given);
    for (const owner of this.#ownersOf(callee)) this.#passed(owner, given, callee.type === "attribute" || this.#isMaker(owner));
  }

  #methodCalled(node: Node, callee: Node, given: readonly Node[]): void {
    const object = part(callee, "object");
    const method = nameOf(this.#tree, part(callee, "attribute") ?? callee);
    if (object === null || !ALTERS.test(method)) return;
    const place = this.#placeOf(object);
    if (place === null) return;
    find(place).changes.push({ method, call: node });
    for (const one of given) {
      const from = this.#placeOf(one.type === "keyword_argument" ? (part(one, "value") ?? one) : one);
      if (from === null) continue;
      join(contentOf(place), /^(?:extend|extendleft|update|__iadd__|__ior__)$/.test(method) && one.type !== "keyword_argument" ? contentOf(from) : from);
    }
  }

  /** Own functions that a callee may be: by its name, or as a method of that name, or a class. */
  #ownersOf(callee: Node): readonly Node[] {
    if (callee.type === "attribute") return this.#methods.get(nameOf(this.#tree, part(callee, "attribute") ?? callee)) ?? [];
    const binding = callee.type === "identifier" ? this.#scopes.bindingOf.get(callee) : undefined;
    return (binding?.writes ?? []).flatMap((write) => {
      if (write.kind !== "own") return [];
      if (write.node.type === "function_definition") return [write.node];
      const first = this.#scopes.opened.get(write.node)?.names.get("__init__")?.writes[0];
      return first?.kind === "own" ? [first.node] : [];
    });
  }

  #isMaker(owner: Node): boolean {
    return nameOf(this.#tree, part(owner, "name") ?? owner) === "__init__";
  }

  /** Arguments to parameters; a method takes its first before them, unless it is called by its class. */
  #passed(owner: Node, given: readonly Node[], isMethod: boolean): void {
    for (const binding of this.#scopes.opened.get(owner)?.names.values() ?? [])
      for (const write of binding.writes) if (write.kind === "param" && write.owner === owner) this.#given(this.#bindingPlace(binding), write, given, isMethod);
  }

  #given(place: Place, parameter: Extract<Write, { kind: "param" }>, given: readonly Node[], isMethod: boolean): void {
    let at = 0;
    for (const one of given) {
      const name = one.type === "keyword_argument" ? part(one, "name") : null;
      const isSpread = /_splat$/.test(one.type);
      const from = this.#placeOf(name === null ? (isSpread ? (one.children[0] ?? one) : one) : (part(one, "value") ?? one));
      const isThere = name === null ? at === parameter.index || (isMethod && at === parameter.index - 1) : nameOf(this.#tree, name) === parameter.name;
      if (name === null && !isSpread) at++;
      const isTaken = parameter.spread !== 0 && (parameter.spread === 2) === (name !== null);
      if (from !== null && (isSpread || isThere || isTaken)) join(parameter.spread === 0 ? place : contentOf(place), isSpread ? contentOf(from) : from);
    }
  }

  /** Expression -> where its value lies; null for what no name can reach. */
  #placeOf(node: Node): Place | null {
    const known = this.#ofNode.get(node);
    if (known !== undefined) return known;
    this.#ofNode.set(node, null);
    const place = this.#newPlace(node);
    this.#ofNode.set(node, place);
    return place;
  }

  #newPlace(node: Node): Place | null {
    if (node.type === "identifier") {
      const binding = this.#scopes.bindingOf.get(node);
      return binding === undefined ? null : this.#bindingPlace(binding);
    }
    if (node.type === "attribute") return this.#attributePlace(nameOf(this.#tree, part(node, "attribute") ?? node));
    if (node.type === "subscript") {
      const base = this.#placeOf(part(node, "value") ?? node);
      return base === null ? null : part(node, "subscript")?.type === "slice" ? copyOf(base) : contentOf(base);
    }
    if (node.type === "call") return this.#callPlace(node);
    if (DISPLAYS.test(node.type)) return this.#displayPlace(node);
    if (/^(?:parenthesized_expression|conditional_expression|boolean_operator|await|named_expression|binary_operator)$/.test(node.type)) {
      const found = node.children.flatMap((one) => this.#placeOf(one) ?? []);
      const [first] = found;
      if (first === undefined) return null;
      if (node.type === "binary_operator") {
        const made = newPlace();
        for (const one of found) join(contentOf(made), contentOf(one));
        return made;
      }
      for (const one of found) join(first, one);
      return first;
    }
    return null;
  }

  #displayPlace(node: Node): Place | null {
    let place: Place | null = null;
    for (const child of node.children) {
      const value = child.type === "pair" ? part(child, "value") : child;
      if (value === null) continue;
      const isSpread = /_splat$/.test(value.type);
      const from = this.#placeOf(isSpread ? (value.children[0] ?? value) : value);
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
    const owners = this.#ownersOf(callee).filter((owner) => !this.#isMaker(owner));
    if (owners.length > 0) {
      const place = newPlace();
      for (const owner of owners) join(place, this.#resultPlace(owner));
      return place;
    }
    const name = callee.type === "attribute" ? nameOf(this.#tree, part(callee, "attribute") ?? callee) : textOf(this.#tree, callee);
    if (!GIVES.test(name) && !COPIES.test(name)) return null;
    const sources = [callee.type === "attribute" ? part(callee, "object") : null, ...given].flatMap((one) => (one === null ? [] : (this.#placeOf(one) ?? [])));
    const made = newPlace();
    for (const one of sources) join(contentOf(made), contentOf(one));
    return GIVES.test(name) ? contentOf(made) : made;
  }

  #bindingPlace(binding: Binding): Place {
    return fetched(this.#ofBinding, binding);
  }
  #resultPlace(owner: Node): Place {
    return fetched(this.#ofResult, owner);
  }
  #attributePlace(name: string): Place {
    return fetched(this.#ofAttribute, name);
  }
}
