import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { javaScriptParser } from "../javascript/parser.ts";
import type { Node } from "../javascript/tree.ts";
import { VETTED } from "./vetted.table.ts";

const SKIPPED = new Set(["range", "loc", "parent", "raw", "tokens", "comments"]);
const shapes = new Map<string, string>();

/** Function declaration -> the string literals of its root list when it is one of the vetted functions, else null. `[]` for a vetted function without roots. */
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

/** Syntax -> its structure as text, positions left out; a list of plain strings handed to isInside is replaced by a mark and collected. Null when a root is no plain string. */
function shapeOf(node: Node, roots: TSESTree.StringLiteral[]): string | null {
  const state = { sound: true };
  const shape = JSON.stringify(node, (key: string, value: unknown): unknown => {
    if (SKIPPED.has(key)) return undefined;
    if (!isRootCall(value)) return value;
    const list = value.arguments[1];
    if (list?.type !== T.ArrayExpression || list.elements.length === 0) {
      state.sound = false;
      return value;
    }
    for (const one of list.elements) {
      if (one?.type === T.Literal && typeof one.value === "string" && isRoot(one.value)) roots.push(one);
      else state.sound = false;
    }
    return { ...value, type: "Roots", arguments: [value.arguments[0]] };
  });
  return state.sound ? shape : null;
}

function isRootCall(value: unknown): value is TSESTree.CallExpression {
  if (typeof value !== "object" || value === null || !("type" in value) || value.type !== T.CallExpression || !("callee" in value)) return false;
  const callee: unknown = value.callee;
  return (
    typeof callee === "object" &&
    callee !== null &&
    "name" in callee &&
    callee.name === "isInside" &&
    "arguments" in value &&
    Array.isArray(value.arguments) &&
    value.arguments.length === 2
  );
}

/** A root says plainly which folder it is: no `..`, no `*`, no control characters, no empty text. */
function isRoot(text: string): boolean {
  return text !== "" && !/[*?\u0000-\u001f\\]/.test(text) && !text.split("/").includes("..");
}
