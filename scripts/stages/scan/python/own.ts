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
    isCalledElsewhere: (name) => imports === undefined || (imports.mentions.get(name) ?? 0) > 1,
    isMentioned: (name) => imports?.mentions.has(name) === true,
  };
}

/** Name under which other files import this one. */
function stemOf(path: string): string {
  const parts = path.replace(/\.pyw?$/, "").split("/");
  const last = parts.at(-1) ?? "";
  return last === "__init__" ? (parts.at(-2) ?? last) : last;
}

/** What the Python of a skill says of itself: words that stand in imports, and how many files mention a name that is called or handed on. */
export type Imports = Readonly<{ modules: ReadonlySet<string>; mentions: ReadonlyMap<string, number> }>;

/** Files of a skill -> its imports: more than what they import and call, never less. */
export function importsOf(files: readonly SkillFile[], limit: number): Imports {
  const modules = new Set<string>();
  const mentions = new Map<string, number>();
  for (const file of files) {
    if (!/\.(?:pyw?|ipynb|md)$/.test(file.path) || file.bytes.byteLength > limit) continue;
    const text = new TextDecoder().decode(file.bytes);
    for (const [, plain = "", grouped = ""] of text.matchAll(/\b(?:from|import)[ \t]+([\w., \t]{1,400})(?:\(([^)]{0,4000})\))?/g))
      for (const name of `${plain} ${grouped}`.split(/[^\w]+/)) modules.add(name);
    for (const [, name = ""] of text.matchAll(/(?:import_module|__import__|run_module|run_path)\(\s*["']([\w./]+)/g))
      for (const part of name.split(/[^\w]+/)) modules.add(part);
    if (file.path.endsWith(".md")) continue;
    for (const name of new Set(text.match(/[^\W\d]\w*/g))) mentions.set(name, (mentions.get(name) ?? 0) + 1);
  }
  return { modules, mentions };
}
