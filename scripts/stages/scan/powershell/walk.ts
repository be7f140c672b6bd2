import type { Attribute, Block, Element, Node, Param, Place, Statement, Word } from "../windows/tree.ts";

export type Command = Extract<Element, { kind: "command" }>;

/** What is met on a walk through everything that a program holds, each once, whether it ever runs or not; `place`: the statement that it stands in. */
export type Met = Readonly<{
  statement?: (one: Statement) => void;
  /** `before`: what begins the pipe in which the command is not the first. */
  command?: (one: Command, before: readonly Element[], place: Place) => void;
  redirect?: (to: Node, place: Place) => void;
  node?: (one: Node, place: Place) => void;
  attribute?: (one: Attribute, place: Place) => void;
  /** The types that a parameter or a field is turned into. */
  typed?: (names: readonly string[], place: Place) => void;
}>;

export function walkAll(body: readonly Statement[], met: Met): void {
  for (const one of body) walkStatement(one, met);
}

function walkStatement(one: Statement, met: Met): void {
  met.statement?.(one);
  switch (one.kind) {
    case "pipeline":
      one.elements.forEach((element, at) => {
        walkElement(element, at === 0 ? [] : one.elements.slice(0, 1), one, met);
      });
      break;
    case "assign":
      walkNode(one.target, one, met);
      walkAll(one.value, met);
      break;
    case "branch":
      for (const part of [...one.heads, ...one.bodies]) walkAll(part, met);
      break;
    case "function":
      walkBlock(one.block, one, met);
      break;
    case "params":
      walkParams(one.attributes, one.params, one, met);
      break;
    case "class":
      walkParams([], one.fields, one, met);
      for (const block of one.members) walkBlock(block, one, met);
      break;
    case "using":
      break;
  }
}

function walkBlock(block: Block, place: Place, met: Met): void {
  walkParams(block.attributes, block.params, place, met);
  walkAll(block.body, met);
}

function walkParams(attributes: readonly Attribute[], params: readonly Param[], place: Place, met: Met): void {
  for (const one of [...attributes, ...params.flatMap((param) => param.attributes)]) {
    met.attribute?.(one, place);
    for (const node of one.args) walkNode(node, place, met);
  }
  for (const { types, value } of params) {
    met.typed?.(types, place);
    if (value !== null) walkNode(value, place, met);
  }
}

function walkElement(element: Element, before: readonly Element[], place: Place, met: Met): void {
  if (element.kind === "expression") walkNode(element.node, place, met);
  else {
    met.command?.(element, before, place);
    walkNode(element.name, place, met);
    for (const word of element.words) walkWord(word, place, met);
  }
  for (const { to } of element.redirects) {
    met.redirect?.(to, place);
    walkNode(to, place, met);
  }
}

function walkWord(word: Word, place: Place, met: Met): void {
  if (word.kind === "word") walkNode(word.node, place, met);
  else if (word.value !== null) walkNode(word.value, place, met);
}

function walkNode(node: Node, place: Place, met: Met): void {
  met.node?.(node, place);
  switch (node.kind) {
    case "text":
      for (const part of node.parts) if (typeof part !== "string") walkNode(part, place, met);
      break;
    case "list":
      for (const one of node.items) walkNode(one, place, met);
      break;
    case "hash":
      for (const one of node.entries.flat()) walkNode(one, place, met);
      break;
    case "block":
      walkBlock(node.block, place, met);
      break;
    case "sub":
      walkAll(node.body, met);
      break;
    case "member":
      for (const one of [node.of, node.name, ...(node.args ?? [])]) walkNode(one, place, met);
      break;
    case "index":
      walkNode(node.of, place, met);
      walkNode(node.at, place, met);
      break;
    case "cast":
    case "unary":
      walkNode(node.of, place, met);
      break;
    case "binary":
      walkNode(node.left, place, met);
      walkNode(node.right, place, met);
      break;
    case "variable":
    case "type":
      break;
  }
}
