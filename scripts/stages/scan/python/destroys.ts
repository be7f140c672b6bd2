import { isJunk, isSomebodys } from "../junk.ts";
import { carriedTo } from "./carriers.ts";
import { mark, type Reading, shown } from "./context.ts";
import type { Resolver } from "./resolver.ts";
import type { Source } from "./sources.ts";
import { createState, first } from "./taint.ts";
import { between, nameOf, type Node, part, textOf } from "./tree.ts";
import { exactText, type Values } from "./value.ts";

const REMOVERS = /^(?:os\.(?:remove|unlink|rmdir|removedirs|truncate)|shutil\.rmtree)$/;
const METHODS = /^(?:unlink|rmdir)$/;
const OPENERS = /^(?:builtins\.open|io\.open|codecs\.open)$/;

/**
 * What a walk over a folder of the person finds, deleted or written over -> a refusal, whatever is granted: that is what ransomware and wipers do.
 * A walk that takes only what tools leave behind needs its permission like any other program.
 */
export function findDestroyed({ resolver, report }: Reading): void {
  const state = createState(resolver, listed);
  for (const node of resolver.tree.nodes) {
    const target = node.type === "call" ? targetOf(resolver, node) : null;
    if (target === null || first(state, [target.path]) === null || isNarrowed(resolver, node)) continue;
    if (target.isWritten ? isBeside(resolver, target.path, 0) : endsInJunk(resolver, target.path)) continue;
    report(mark(node, "command-destroy", { text: `${target.name} of ${textOf(resolver.tree, target.path).slice(0, 60)}` }));
  }
}

/** What is done to a path; `isWritten`: it is there afterwards, with another content. */
type Target = Readonly<{ name: string; path: Node; isWritten: boolean }>;

/** Call -> the path whose content is gone afterwards. */
function targetOf(resolver: Resolver, call: Node): Target | null {
  const callee = part(call, "function");
  const given = part(call, "arguments")?.children ?? [];
  if (callee === null) return null;
  const [path] = given;
  for (const value of resolver.valuesOf(callee)) {
    if (value.kind !== "thing" || path === undefined) continue;
    if (REMOVERS.test(value.name)) return { name: shown(value.name), path, isWritten: false };
    if (OPENERS.test(value.name) && isOverwriting(resolver, call, 1)) return { name: shown(value.name), path, isWritten: true };
  }
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  const method = callee.type === "attribute" ? nameOf(resolver.tree, part(callee, "attribute") ?? callee) : "";
  if (object === null) return null;
  const isWritten = /^write_(?:text|bytes)$/.test(method) || (method === "open" && isOverwriting(resolver, call, 0));
  return isWritten || METHODS.test(method) ? { name: `.${method}`, path: object, isWritten } : null;
}

/** `w`, and `+`, with which what is there is written over. */
function isOverwriting(resolver: Resolver, call: Node, at: number): boolean {
  const given = resolver.givenTo(call);
  return (given.by[at] ?? given.named.get("mode") ?? []).some((one) => /^w|\+/.test(exactText(one) ?? ""));
}

/** Expression that lists a folder in which everything is somebody's, with nothing left out of it. */
function listed(resolver: Resolver, node: Node): Source | null {
  const callee = node.type === "call" ? part(node, "function") : null;
  if (callee === null) return null;
  const given = resolver.givenTo(node);
  const found: Source = { says: "all that lies in a folder of the person", steps: [node] };
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  const method = callee.type === "attribute" ? nameOf(resolver.tree, part(callee, "attribute") ?? callee) : "";
  if (object !== null && /^(?:iterdir|walk|r?glob)$/.test(method)) {
    const isOfAll = /glob$/.test(method) ? isWide(given.by[0]) : true;
    if (isOfAll && hasFolder([...resolver.valuesOf(object), ...carriedTo(resolver, object)].filter((one) => one.kind === "path"))) return found;
  }
  const names = resolver.valuesOf(callee).flatMap((one) => (one.kind === "thing" ? [one.name] : []));
  const top = part(node, "arguments")?.children[0];
  if (
    names.some((name) => /^os\.(?:f?walk|listdir|scandir)$/.test(name)) &&
    hasFolder([...(given.by[0] ?? given.named.get("top") ?? []), ...(top === undefined ? [] : carriedTo(resolver, top))])
  )
    return found;
  const pattern = names.some((name) => /^glob\.i?glob$/.test(name)) ? (given.by[0] ?? []) : [];
  return pattern.some((one) => isWidePattern(exactText(one))) ? found : null;
}

function hasFolder(values: Values): boolean {
  return values.some((one) => isSomebodys(exactText(one) ?? (one.kind === "thing" && /^os\.environ\[(?:HOME|USERPROFILE)\]/.test(one.name) ? "~" : "")));
}

/** A pattern that the person hands over takes what they meant. */
function isWide(pattern: Values | undefined): boolean {
  return pattern?.some((one) => exactText(one) !== null && !isJunk(lastOf(exactText(one) ?? ""))) === true;
}

/** `/home/ana/**`, `~/Documents/*.docx`. */
function isWidePattern(pattern: string | null): boolean {
  const [, folder, rest] = /^([^*?[]*)[/\\]([^/\\]*[*?[].*)$/s.exec(pattern ?? "") ?? [];
  return folder !== undefined && rest !== undefined && isSomebodys(folder === "" ? "/" : folder) && !isJunk(lastOf(rest));
}

const lastOf = (pattern: string): string => /[^/\\]*$/.exec(pattern)?.[0] ?? pattern;

/** `path + ".txt"`, `os.path.join(base, "index.md")`, `path.with_suffix(".md")`: a file beside what was found, which stays as it is. */
function isBeside(resolver: Resolver, path: Node, depth: number): boolean {
  if (depth > 4) return false;
  const last = path.children.at(-1);
  if (path.type === "binary_operator") return last !== undefined && isText(resolver, last);
  if (path.type === "string") return last?.type === "string_end" ? path.children.at(-2)?.type === "string_content" : last?.type === "string_content";
  if (path.type === "call") {
    const callee = part(path, "function");
    const name = callee === null ? "" : nameOf(resolver.tree, part(callee, "attribute") ?? callee);
    const end = part(path, "arguments")?.children.at(-1);
    if (end === undefined) return false;
    return /^(?:join|joinpath|Path)$/.test(name) ? isText(resolver, end) || isBeside(resolver, end, depth + 1) : /^with_(?:suffix|name)$/.test(name);
  }
  const binding = path.type === "identifier" ? resolver.scopes.bindingOf.get(path) : undefined;
  return (
    binding !== undefined &&
    binding.writes.length > 0 &&
    binding.writes.every((one) => one.kind === "value" && one.path.length === 0 && isBeside(resolver, one.node, depth + 1))
  );
}

const isText = (resolver: Resolver, node: Node): boolean => resolver.valuesOf(node).every((one) => (exactText(one) ?? "") !== "");

/** `os.remove(os.path.join(base, ".DS_Store"))`. */
function endsInJunk(resolver: Resolver, path: Node): boolean {
  const end = path.type === "call" ? part(path, "arguments")?.children.at(-1) : path.children.at(-1);
  return end !== undefined && areJunk(resolver.valuesOf(end));
}

/** Does the deed stand where only what tools leave behind comes to? */
function isNarrowed(resolver: Resolver, deed: Node): boolean {
  for (let node = deed, above = deed.parent; above !== null; node = above, above = above.parent) {
    if (/^(?:function_definition|lambda|module)$/.test(above.type)) return false;
    const condition = part(above, "condition");
    if (/^(?:if_statement|elif_clause)$/.test(above.type) && node.field === "consequence" && condition !== null && asksForJunk(resolver, condition, false))
      return true;
    if (above.type === "block" && above.children.some((one) => one.end <= node.start && isSkip(resolver, one))) return true;
  }
  return false;
}

/** `if not name.endswith(".pyc"): continue`. */
function isSkip(resolver: Resolver, statement: Node): boolean {
  const condition = statement.type === "if_statement" ? part(statement, "condition") : null;
  const body = part(statement, "consequence");
  return condition !== null && /^(?:continue_statement|return_statement)$/.test(body?.children.at(-1)?.type ?? "") && asksForJunk(resolver, condition, true);
}

/** Condition -> does it hold (or, `isDenied`, fail) only for names of what tools leave behind? */
function asksForJunk(resolver: Resolver, node: Node, isDenied: boolean): boolean {
  const { tree } = resolver;
  const [left, right] = node.children;
  switch (node.type) {
    case "parenthesized_expression":
      return left !== undefined && asksForJunk(resolver, left, isDenied);
    case "not_operator":
      return left !== undefined && asksForJunk(resolver, left, !isDenied);
    case "boolean_operator": {
      if (left === undefined || right === undefined) return false;
      const isEither = (between(tree, left, right) === "or") === isDenied;
      const [one, other] = [asksForJunk(resolver, left, isDenied), asksForJunk(resolver, right, isDenied)];
      return isEither ? one || other : one && other;
    }
    case "comparison_operator": {
      if (left === undefined || right === undefined || node.children.length > 2 || isKnown(resolver, left)) return false;
      const operator = between(tree, left, right);
      return (isDenied ? /^(?:!=|not in)$/ : /^(?:==|in)$/).test(operator) && areJunk(resolver.valuesOf(right));
    }
    case "call": {
      const callee = part(node, "function");
      const method = callee?.type === "attribute" ? nameOf(tree, part(callee, "attribute") ?? callee) : "";
      const given = resolver.givenTo(node);
      if (isDenied || !/^(?:endswith|match|fnmatch(?:case)?)$/.test(method)) return false;
      return areJunk(given.by[/^fnmatch/.test(method) ? 1 : 0] ?? []);
    }
    default:
      return false;
  }
}

const isKnown = (resolver: Resolver, node: Node): boolean => resolver.valuesOf(node).every((one) => exactText(one) !== null);

/** One text or several, each of them a name of what tools leave behind. */
function areJunk(values: Values): boolean {
  return (
    values.length > 0 &&
    values.every((one) => (one.kind === "list" ? !one.open && one.items.length > 0 && one.items.every(areJunk) : isJunk(exactText(one) ?? "")))
  );
}
