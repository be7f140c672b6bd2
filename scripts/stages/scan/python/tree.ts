import { cursorOf } from "./cursor.ts";
import type { Grammar } from "./grammar.ts";

/** A named node of the syntax tree. `field` is its part in the parent; punctuation and comments are left out. */
export type Node = Readonly<Shape> & {
  end: number;
  /** Number of the scope it is evaluated in; set by scope.ts. */
  scope: number;
};

type Shape = { type: string; field: string | null; start: number; end: number; children: Node[]; parent: Node | null };

/** The tree of one file: its nodes in the order of the text, and how deep it goes. */
export type Tree = Readonly<{ text: string; root: Node; nodes: readonly Node[]; deepest: number }>;

/**
 * Text -> tree, or what is wrong with it: syntax the grammar does not know, or more nodes than allowed. The cursor keeps the walk flat whatever
 * the depth, and the parser's own tree is freed whatever happens.
 */
export function treeOf(text: string, { parser, runtime, types, fields }: Grammar, limit: number): Tree | Readonly<{ error: number } | { nodes: number }> {
  const parsed = parser.parse(text);
  if (parsed === null) return { error: 0 };
  if (parsed.rootNode.hasError) {
    const error = parsed.rootNode.descendantsOfType("ERROR")[0]?.startIndex ?? 0;
    parsed.delete();
    return { error };
  }
  const cursor = cursorOf(runtime, parsed);
  try {
    const root: Node = { type: "module", field: null, start: 0, end: text.length, children: [], parent: null, scope: 0 };
    const nodes: Node[] = [root];
    let parent = root;
    let deepest = 0;
    let depth = 0;
    let down = cursor.down();
    while (down) {
      const type = types[cursor.type()] ?? null;
      if (type !== null && type !== "comment") {
        const field = fields[cursor.field()] ?? null;
        const node: Node = { type, field, start: cursor.start(), end: cursor.end(), children: [], parent, scope: 0 };
        parent.children.push(node);
        if (nodes.push(node) > limit) return { nodes: limit };
        if (cursor.down()) {
          parent = node;
          if (++depth > deepest) deepest = depth;
          continue;
        }
      }
      while (!cursor.next()) {
        down = cursor.up() && parent !== root;
        if (!down) break;
        parent = parent.parent ?? root;
        depth--;
      }
    }
    for (let at = nodes.length - 1; at > 0; at--) starOutside(nodes[at] as Node & Shape);
    return { text, root, nodes, deepest };
  } finally {
    cursor.close();
    parsed.delete();
  }
}

const BEHIND_STAR = /^(?:call|attribute|subscript|(?:binary|boolean|comparison)_operator|conditional_expression)$/;

/** In a display the grammar takes the star of `[*os.popen(x)]` for a part of the name. The language takes all that stands behind it, which is a call. */
function starOutside(node: Shape): void {
  const star: (Node & Shape) | undefined = node.children[0];
  const inner: (Node & Shape) | undefined = star?.children[0];
  if (star?.type !== "list_splat" || inner === undefined || !BEHIND_STAR.test(node.type)) return;
  const rest: readonly (Node & Shape)[] = node.children.slice(1);
  inner.field = star.field;
  star.field = null;
  star.type = node.type;
  star.start = inner.start;
  star.end = node.end;
  star.children = [inner, ...rest];
  for (const one of rest) one.parent = star;
  node.type = "list_splat";
  node.children = [star];
}

/** Node, field name -> the child with that part; null when there is none. */
export function part(node: Node, field: string): Node | null {
  for (const child of node.children) if (child.field === field) return child;
  return null;
}

/** Node, field name -> all children with that part. */
export function parts(node: Node, field: string): readonly Node[] {
  return node.children.filter((child) => child.field === field);
}

/** Source text of a node. */
export function textOf(tree: Tree, node: Node): string {
  return tree.text.slice(node.start, node.end);
}

/** Name of an identifier as Python knows it: PEP 3131 compares identifiers in Unicode form NFKC. */
export function nameOf(tree: Tree, node: Node): string {
  const name = tree.text.slice(node.start, node.end);
  return isAscii(name) ? name : name.normalize("NFKC");
}

/** Operator between two neighbours: what is left of the text between them without comments, line joins and brackets. */
export function between(tree: Tree, left: Node, right: Node): string {
  return tree.text
    .slice(left.end, right.start)
    .replace(/#[^\n]*/g, "")
    .replace(/[\s\\]+/g, " ")
    .trim();
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** Is it only read, and not called? */
export function isRead(load: Node): boolean {
  return load.field !== "function" || load.parent?.type !== "call";
}
