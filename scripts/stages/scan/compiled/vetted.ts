import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { javaScriptParser } from "../javascript/parser.ts";
import type { Node } from "../javascript/tree.ts";
import { VETTED } from "./vetted.table.ts";

const SKIPPED = new Set(["range", "loc", "parent", "raw", "tokens", "comments"]);
const shapes = new Map<string, string>();

/** Judge -> what a plain string in its list has to look like. */
const LISTS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["isInside", isRoot],
  ["isGranted", isHost],
]);

/** Function declaration -> the string literals of its lists of roots (folders or hosts) when it is one of the vetted functions, else null. `[]` for a vetted function without any. */
export function rootsOfVetted(node: TSESTree.FunctionDeclaration): readonly TSESTree.StringLiteral[] | null {
  const name = node.id?.name ?? "";
  if (!Object.hasOwn(VETTED, name)) return null;
  const roots: TSESTree.StringLiteral[] = [];
  const shape = shapeOf(node, roots);
  return shape !== null && shape === vettedShape(name) ? roots : null;
}

export function isVettedName(name: string): boolean {
  return Object.hasOwn(VETTED, name);
}

function vettedShape(name: string): string {
  const known = shapes.get(name);
  if (known !== undefined) return known;
  // whoever asks holds a tree, so there is a parser; without one nothing is vetted
  const parse = javaScriptParser();
  // the scan is repeated with the parser: an answer without it must not be kept
  if (parse === null) return "";
  const [declaration] = parse(VETTED[name] ?? "", { range: true }).body;
  const shape = declaration === undefined ? "" : (shapeOf(declaration, []) ?? "");
  shapes.set(name, shape);
  return shape;
}

/** Syntax -> its structure as text, positions left out; a list of plain strings handed to a judge is replaced by a mark and collected. Null when one is no plain string of its kind. */
function shapeOf(node: Node, roots: TSESTree.StringLiteral[]): string | null {
  const state = { sound: true };
  const shape = JSON.stringify(node, (key: string, value: unknown): unknown => {
    if (SKIPPED.has(key)) return undefined;
    if (!isCall(value) || value.callee.type !== T.Identifier || value.arguments.length !== 2) return value;
    const isOne = LISTS.get(value.callee.name);
    if (isOne === undefined) return value;
    const list = value.arguments[1];
    if (list?.type !== T.ArrayExpression || list.elements.length === 0) {
      state.sound = false;
      return value;
    }
    for (const one of list.elements) {
      if (one?.type === T.Literal && typeof one.value === "string" && isOne(one.value)) roots.push(one);
      else state.sound = false;
    }
    return { ...value, type: "Roots", arguments: [value.arguments[0]] };
  });
  return state.sound ? shape : null;
}

function isCall(value: unknown): value is TSESTree.CallExpression {
  return typeof value === "object" && value !== null && "type" in value && value.type === T.CallExpression && "callee" in value;
}

/** A root says plainly which folder it is: no `..`, no `*`, no control characters, no empty text. */
function isRoot(text: string): boolean {
  return text !== "" && !/[*?\u0000-\u001f\\]/.test(text) && !text.split("/").includes("..");
}

/** A host says plainly which one it is: a name with a dot, in lower case, no address in figures (those lead to machines of this network). */
function isHost(text: string): boolean {
  return text.length <= 253 && /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/.test(text);
}
