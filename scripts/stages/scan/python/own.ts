import type { SkillFile } from "#kernel/tree";
import type { FileContext } from "../reading.ts";
import type { Around } from "./resolver.ts";

/** Path of a file and what lies around it -> the modules that the skill itself holds. Any folder may be on the search path, so every name counts. */
export function aroundOf(path: string, context: FileContext): Around {
  const own = new Set<string>();
  let others = 0;
  for (const one of context.paths) {
    if (!/\.(?:py|pyw|ipynb)$/.test(one)) continue;
    if (one !== path) others++;
    const parts = one.replace(/\.(?:pyw?|ipynb)$/, "").split("/");
    for (const name of parts) own.add(name);
  }
  const { imports } = context;
  return {
    path,
    own,
    isImported: others > 0 && (imports === undefined || imports.modules.has(stemOf(path))),
    isCalledElsewhere: (name) => imports === undefined || isUsedBeside(imports, name, path),
    isMentioned: (name) => imports?.mentions.has(name) === true,
  };
}

/** Name under which other files import this one. */
function stemOf(path: string): string {
  const parts = path.replace(/\.pyw?$/, "").split("/");
  const last = parts.at(-1) ?? "";
  return last === "__init__" ? (parts.at(-2) ?? last) : last;
}

/** Does another file mention this name, and not only as that of a function of its own? */
function isUsedBeside({ mentions, own }: Imports, name: string, path: string): boolean {
  const owners = own.get(name);
  return (mentions.get(name) ?? 0) - (owners?.size ?? 0) > (owners?.has(path) === true ? 0 : 1);
}

/**
 * What the Python of a skill says of itself: words that stand in imports, how many files mention a name that is called or handed on, and in which of them it
 * is plainly the name of their own function or class.
 */
export type Imports = Readonly<{ modules: ReadonlySet<string>; mentions: ReadonlyMap<string, number>; own: ReadonlyMap<string, ReadonlySet<string>> }>;

/** Files of a skill -> its imports: more than what they import and call, never less. */
export function importsOf(files: readonly SkillFile[], limit: number): Imports {
  const modules = new Set<string>();
  const mentions = new Map<string, number>();
  const own = new Map<string, Set<string>>();
  for (const file of files) {
    if (!/\.(?:pyw?|ipynb|md)$/.test(file.path) || file.bytes.byteLength > limit) continue;
    const text = new TextDecoder().decode(file.bytes);
    for (const [, plain = "", grouped = ""] of text.matchAll(/\b(?:from|import)[ \t]+([\w., \t]{1,400})(?:\(([^)]{0,4000})\))?/g))
      for (const name of `${plain} ${grouped}`.split(/[^\w]+/)) modules.add(name);
    for (const [, name = ""] of text.matchAll(/(?:import_module|__import__|run_module|run_path)\(\s*["']([\w./]+)/g))
      for (const part of name.split(/[^\w]+/)) modules.add(part);
    if (file.path.endsWith(".md")) continue;
    for (const name of new Set(text.match(/[^\W\d]\w*/g))) mentions.set(name, (mentions.get(name) ?? 0) + 1);
    for (const name of ownNames(text)) own.set(name, (own.get(name) ?? new Set()).add(file.path));
  }
  return { modules, mentions, own };
}

/** By these a name may come to stand for something of another file without being spelled. */
const WITHOUT_ITS_NAME =
  /\bimport\s*(?:\(\s*)?(?:\*|\\)|\b(?:globals|locals|vars|setattr|exec|eval|__dict__|modules)\b|\r(?!\n)|[\f\u00aa\u00ba\u1d2c-\u1dbf\u2070-\u209f\u2100-\u214f\uff00-\uffef\u{1d400}-\u{1d7ff}]/u;

/** Names of functions and classes that a file makes at its outermost level and does nothing with but call them: each such call is of its own. */
function ownNames(text: string): readonly string[] {
  if (WITHOUT_ITS_NAME.test(text)) return [];
  const names = new Set([...text.matchAll(/^(?:(?:async[ \t]+)?def|class)[ \t]+([^\W\d]\w*)/gm)].map(([, name = ""]) => name));
  if (names.size === 0) return [];
  for (const { 0: name, index } of text.matchAll(/[^\W\d]\w*/g)) {
    if (!names.has(name)) continue;
    const start = text.lastIndexOf("\n", index) + 1;
    const before = text.slice(start, index);
    if (/^(?:(?:async[ \t]+)?def|class)[ \t]+$/.test(before)) continue;
    const isCalled = text.startsWith("(", index + name.length) && !/["'.\\][ \t]*$/.test(before);
    if (!isCalled || (before.trim() === "" && goesOn(text, start))) names.delete(name);
  }
  return [...names];
}

/** Does the code before this line end in the dot of a member, or with a line that is continued? */
function goesOn(text: string, start: number): boolean {
  for (let end = start - 1; end >= 0; ) {
    const from = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(from, end);
    if (!/^\s*(?:#.*)?$/.test(line)) return /(?:\.\s*(?:#.*)?|\\\s*)$/.test(line);
    end = from - 1;
  }
  return false;
}
