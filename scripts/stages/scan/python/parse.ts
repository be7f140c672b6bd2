import type { Report } from "../mark.ts";
import type { Grammar } from "./grammar.ts";
import { type Node, textOf, type Tree, treeOf } from "./tree.ts";

export type ParseLimits = Readonly<{ nodes: number; depth: number }>;

/** PEP 263: only the first two lines count, the second only when the first holds no code. */
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const UTF8 = /^(?:utf[-_]?8(?:[-_](?:sig|unix|dos|mac|emacs))?|u8|ascii|us[-_]ascii)$/i;
/** Encodings in which plain ASCII text means itself (unlike utf-7, rot13, unicode_escape and the escape-driven Asian ones). */
const ASCII_LIKE =
  /^(?:latin[-_]?1|iso[-_]?8859[-_]?\d{1,2}|iso[-_]latin[-_]1(?:[-_]unix)?|cp125\d|windows[-_]125\d|l1|mac[-_]roman|koi8[-_][ru]|gbk|gb2312|euc[-_](?:jp|kr))$/i;

/**
 * Text of a Python file -> tree, or null with the reason reported. What two readers could understand differently (another encoding, tabs
 * behind spaces, form feeds and line joins in front of a line) is refused, not guessed.
 */
export function parsePython(text: string, grammar: Grammar, limits: ParseLimits, report: Report): Tree | null {
  const fail = (at: number, why: string): null => {
    const start = Math.min(at, Math.max(0, text.length - 1));
    report({ rule: "unread-parse", start, end: Math.min(text.length, start + 1), args: { language: "Python", why } });
    return null;
  };
  const encoding = encodingOf(text);
  if (encoding !== null) {
    report({ rule: "unread-encoding", start: 0, end: Math.min(1, text.length), args: { why: `it says that it is written in ${encoding}` } });
    return null;
  }
  if (text.includes("\u0000")) return fail(text.indexOf("\u0000"), "it holds a null character");
  // Python ends a line at a lone CR too; the grammar does not, and a comment would swallow the code behind it.
  const source = text.replace(/\r(?!\n)/g, "\n");
  const tree = treeOf(source, grammar, limits.nodes);
  if ("error" in tree) return fail(tree.error, "there is a syntax error");
  if (!("root" in tree)) {
    report({ rule: "scan-truncated", start: 0, end: Math.min(1, text.length), args: { why: `more than ${String(limits.nodes)} syntax nodes` } });
    return null;
  }
  if (tree.deepest > limits.depth) {
    report({
      rule: "unread-overflow",
      start: 0,
      end: Math.min(1, text.length),
      args: { why: `${String(tree.deepest)} levels; the limit is ${String(limits.depth)}` },
    });
    return null;
  }
  const doubtful = indentation(source, tree) ?? strings(tree);
  return doubtful === null ? tree : fail(doubtful[0], doubtful[1]);
}

function encodingOf(text: string): string | null {
  const [first = "", second = ""] = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/, 2);
  const found = COOKIE.exec(first) ?? (/^[ \t\f]*(?:#.*)?$/.test(first) ? COOKIE.exec(second) : null);
  const name = found?.[1] ?? "utf-8";
  if (UTF8.test(name)) return null;
  return ASCII_LIKE.test(name) && !/[^\u0000-\u007f]/.test(text) ? null : name;
}

/** Space in front of a line that CPython and the grammar measure differently; lines inside of strings and brackets do not count. */
function indentation(text: string, tree: Tree): readonly [number, string] | null {
  for (const found of text.matchAll(/^[ \t]*(?: \t|[ \t]\f|\f[ \t]|\\\r?\n)[ \t\f]*(?=[^\s#])/gm)) {
    const at = found.index + found[0].length;
    if (startsStatement(tree, at)) return [found.index, "its indentation can be read in two ways"];
  }
  return null;
}

/** Does a statement start at this offset? By halves: nodes lie in the order of the text. */
function startsStatement(tree: Tree, at: number): boolean {
  let low = 0;
  let high = tree.nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tree.nodes[middle]?.start ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  for (let one = tree.nodes[low]; one?.start === at; one = tree.nodes[++low])
    if (/^(?:block|module)$/.test(one.parent?.type ?? "") || /^(?:else|elif|except|finally|case)/.test(one.type)) return true;
  return false;
}

/** A brace of an f-string that the grammar takes for text but Python may take for code. */
function strings(tree: Tree): readonly [number, string] | null {
  for (const node of tree.nodes) {
    if (node.type !== "string_content" || !isFormatted(tree, node.parent)) continue;
    const raw = /r/i.test(textOf(tree, node.parent?.children[0] ?? node).replace(/["'].*/s, ""));
    const text = textOf(tree, node);
    const plain = raw ? text : text.replace(/\\\\/g, "  ").replace(/\\N\{[^{}\n]{1,100}\}/g, "");
    if (/[{}]/.test(plain.replace(/\{\{|\}\}/g, ""))) return [node.start, "a brace in a formatted string can be read in two ways"];
  }
  return null;
}

function isFormatted(tree: Tree, node: Node | null): boolean {
  const head = node?.children[0];
  return head !== undefined && /^[a-z]*[ft]/i.test(textOf(tree, head));
}
