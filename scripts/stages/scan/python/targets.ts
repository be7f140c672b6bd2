import type { Binder, Step, Write } from "./scope.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";

type Source = Readonly<{ node: Node; kind: "value" | "enter" | "unknown" }>;

/** Node that binds names (assignment, loop, with, def, class, parameters, patterns, global, del) -> its bindings. `inner` is the scope it opens, if any. */
export function bindTargets(node: Node, binder: Binder, inner: number): void {
  switch (node.type) {
    case "assignment":
      pair(node, part(node, "left"), part(node, "right"), [], binder);
      return;
    case "augmented_assignment":
      pair(node, part(node, "left"), node, [], binder);
      return;
    case "named_expression":
      pair(node, part(node, "name"), part(node, "value"), [], binder);
      return;
    case "for_statement":
    case "for_in_clause":
      pair(node, part(node, "left"), part(node, "right"), ["each"], binder);
      return;
    case "as_pattern":
      asPattern(node, binder);
      return;
    case "function_definition":
    case "class_definition": {
      const name = part(node, "name");
      if (name !== null) binder.bind(nameOf(binder.tree, name), name, { kind: "own", node });
      if (node.type === "function_definition") parameters(node, binder, inner);
      return;
    }
    case "lambda":
      parameters(node, binder, inner);
      return;
    case "global_statement":
    case "nonlocal_statement":
      for (const one of node.children) binder.declare(node, nameOf(binder.tree, one), node.type === "global_statement");
      return;
    case "delete_statement":
      for (const one of node.children.flatMap((child) => (child.type === "expression_list" ? child.children : [child])))
        if (one.type === "identifier") binder.drop(node, nameOf(binder.tree, one));
        else if (one.type === "subscript") binder.item(one, null);
      return;
    case "dotted_name":
      capture(node, binder);
      return;
    case "splat_pattern":
      for (const one of node.children) if (one.type === "identifier") bind(one, { node, kind: "unknown" }, [], binder);
      return;
    case "call":
      setByName(node, binder);
      return;
    default:
  }
}

/** `setattr(x, "name", value)`, `object.__setattr__(x, "name", value)`: an assignment. */
function setByName(node: Node, binder: Binder): void {
  const callee = part(node, "function");
  if (callee === null || !/(?:^|\W)(?:setattr|__setattr__)$/.test(textOf(binder.tree, callee))) return;
  const given = part(node, "arguments")?.children ?? [];
  const [name, value] = given.slice(-2);
  const text = name?.children.find((one) => one.type === "string_content");
  if (name?.type === "string" && value !== undefined && text !== undefined)
    binder.attribute(textOf(binder.tree, text), { kind: "value", node: value, path: [] });
}

function pair(at: Node, left: Node | null, right: Node | null, path: readonly Step[], binder: Binder): void {
  if (left === null || right === null) return;
  let value = right;
  while (value.type === "assignment") value = part(value, "right") ?? value.children[0] ?? at;
  bind(left, { node: value, kind: "value" }, path, binder);
}

/** Target, where its value comes from -> bindings; unpacking adds steps. Flat, however deep the target nests. */
function bind(target: Node, source: Source, path: readonly Step[], binder: Binder): void {
  const work: { target: Node; path: readonly Step[] }[] = [{ target, path }];
  for (let one = work.pop(); one !== undefined; one = work.pop()) {
    const write: Write = source.kind === "value" ? { kind: "value", node: source.node, path: one.path } : { kind: source.kind, node: source.node };
    const node = one.target;
    if (node.type === "identifier") binder.bind(nameOf(binder.tree, node), node, write);
    else if (node.type === "attribute") {
      const name = part(node, "attribute");
      if (name !== null) binder.attribute(nameOf(binder.tree, name), write);
    } else if (node.type === "subscript") binder.item(node, one.path.length === 0 ? source.node : null);
    else if (node.type === "list_splat_pattern" || node.type === "list_splat")
      for (const child of node.children) work.push({ target: child, path: [...one.path, "rest"] });
    else {
      let starred = false;
      const isGroup = node.type === "parenthesized_expression" || node.type === "as_pattern_target";
      for (const [at, child] of node.children.entries()) {
        const step: Step = starred ? "each" : at;
        starred ||= /^list_splat/.test(child.type);
        work.push({ target: child, path: isGroup || /^list_splat/.test(child.type) ? one.path : [...one.path, step] });
      }
    }
  }
}

function asPattern(node: Node, binder: Binder): void {
  const value = node.children[0];
  // In a pattern the name has no part of its own in the grammar.
  const alias = part(node, "alias") ?? (node.children[1]?.type === "identifier" ? node.children[1] : null);
  if (value === undefined || alias === null) return;
  const place = node.parent?.type;
  if (place === "with_item") bind(alias, { node: value, kind: "enter" }, [], binder);
  else if (place === "except_clause" || place === "except_group_clause") bind(alias, { node: value, kind: "unknown" }, [], binder);
  else bind(alias, subjectOf(node), ["any"], binder);
}

/** `case name:` and every name in a pattern takes (a part of) the subject. */
function capture(node: Node, binder: Binder): void {
  const place = node.parent?.type ?? "";
  const only = node.children[0];
  if (node.children.length !== 1 || only === undefined || !/pattern$/.test(place) || place === "class_pattern" || node.parent?.children[0] !== node) {
    if (place !== "keyword_pattern" || node.children.length !== 1 || only === undefined) return;
  }
  bind(only, subjectOf(node), ["any"], binder);
}

function subjectOf(node: Node): Source {
  for (let one = node.parent; one !== null; one = one.parent) {
    if (one.type !== "match_statement") continue;
    const subject = part(one, "subject");
    return subject === null ? { node, kind: "unknown" } : { node: subject, kind: "value" };
  }
  return { node, kind: "unknown" };
}

/** Parameters -> bindings in the scope of the function. */
function parameters(owner: Node, binder: Binder, inner: number): void {
  const list = part(owner, "parameters");
  if (list === null) return;
  let index = 0;
  let keywordOnly = false;
  for (const one of list.children) {
    if (one.type === "keyword_separator") keywordOnly = true;
    if (one.type === "positional_separator" || one.type === "keyword_separator") continue;
    const named = part(one, "name") ?? (one.type === "identifier" ? one : (one.children[0] ?? one));
    const target = /splat_pattern$/.test(named.type) ? (named.children[0] ?? named) : named;
    const splat = /splat_pattern$/.test(one.type) ? one.type : named.type;
    const spread = splat === "list_splat_pattern" ? 1 : splat === "dictionary_splat_pattern" ? 2 : 0;
    const name = nameOf(binder.tree, target);
    target.scope = inner;
    binder.bind(name, target, {
      kind: "param",
      owner,
      index: keywordOnly ? -1 : index,
      name,
      spread,
      fallback: part(one, "value"),
      type: part(one, "type"),
    });
    if (spread === 1) keywordOnly = true;
    index++;
  }
}
