import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";

export type Node = TSESTree.Node;

/** A parsed file as a flat list in source order with parents: every pass is a loop, so nesting cannot overflow a visitor. */
export type Tree = Readonly<{
  path: string;
  text: string;
  program: TSESTree.Program;
  nodes: readonly Node[];
  parents: ReadonlyMap<Node, Node>;
  places: ReadonlyMap<Node, number>;
  deepest: number;
  /** Arguments that land in a parameter whose uses are followed; filled when the names are resolved. */
  followed: Set<Node>;
  /** Functions that are only ever called, by a name; filled with them. */
  called: Set<Node>;
}>;

const SKIPPED_KEYS = new Set([
  "parent",
  "range",
  "loc",
  "tokens",
  "comments",
  "typeAnnotation",
  "typeParameters",
  "typeArguments",
  "returnType",
  "superTypeArguments",
  "implements",
  "raw",
  "regex",
]);

/** TypeScript nodes that run; every other `TS*` node is only a type and is erased. */
const RUNNING: ReadonlySet<string> = new Set([
  T.TSAsExpression,
  T.TSTypeAssertion,
  T.TSNonNullExpression,
  T.TSSatisfiesExpression,
  T.TSInstantiationExpression,
  T.TSEnumDeclaration,
  T.TSEnumBody,
  T.TSEnumMember,
  T.TSModuleDeclaration,
  T.TSModuleBlock,
  T.TSExportAssignment,
  T.TSImportEqualsDeclaration,
  T.TSExternalModuleReference,
  T.TSParameterProperty,
  T.TSQualifiedName,
  T.TSAbstractPropertyDefinition,
  T.TSAbstractMethodDefinition,
  T.TSAbstractAccessorProperty,
  T.TSEmptyBodyFunctionExpression,
]);

/** Program -> flat tree, or null when it has more than `limit` nodes. */
export function flatten(path: string, text: string, program: TSESTree.Program, limit: number): Tree | null {
  const nodes: Node[] = [];
  const parents = new Map<Node, Node>();
  const places = new Map<Node, number>();
  const stack: { node: Node; depth: number }[] = [{ node: program, depth: 1 }];
  let deepest = 0;
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, depth } = top;
    if (nodes.length >= limit) return null;
    places.set(node, nodes.length);
    nodes.push(node);
    if (depth > deepest) deepest = depth;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child === undefined) continue;
      parents.set(child, node);
      stack.push({ node: child, depth: depth + 1 });
    }
  }
  return { path, text, program, nodes, parents, places, deepest, followed: new Set(), called: new Set() };
}

/** Is the whole file strict code, as a module is? */
export function isStrict({ path, program }: Tree): boolean {
  return /\.m[jt]s$/.test(path) || program.body.some((one) => one.type === T.ImportDeclaration || one.type.startsWith("Export"));
}

/** Node -> itself and what lies in it, at most `limit` nodes. */
export function within(tree: Tree, node: Node, limit: number): readonly Node[] {
  const at = tree.places.get(node) ?? 0;
  const part = tree.nodes.slice(at, at + limit);
  const end = part.findIndex((one) => one.range[0] >= node.range[1]);
  return end < 0 ? part : part.slice(0, end);
}

function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  const parts = node as unknown as Readonly<Record<string, unknown>>;
  for (const key in parts) {
    const value = parts[key];
    if (typeof value !== "object" || value === null || SKIPPED_KEYS.has(key)) continue;
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one) && runs(one)) children.push(one);
    } else if (isNode(value) && runs(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "range" in value;
}

function runs(node: Node): boolean {
  if (node.type.startsWith("TS") && !RUNNING.has(node.type)) return false;
  if ("declare" in node && node.declare) return false;
  if (node.type === T.ImportDeclaration && node.importKind === "type") return false;
  if (node.type === T.ImportSpecifier && node.importKind === "type") return false;
  if (
    (node.type === T.ExportNamedDeclaration || node.type === T.ExportAllDeclaration) &&
    node.exportKind === "type" &&
    !("declaration" in node && node.declaration)
  )
    return false;
  return !(node.type === T.TSImportEqualsDeclaration && node.importKind === "type");
}
