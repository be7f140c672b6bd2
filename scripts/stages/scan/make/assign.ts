import { expand, within } from "./expand.ts";
import { findOutside, wordsOf } from "./lines.ts";
import { type Definition, flat, isHole, refuseAt, type Source, strand, type Value, type World } from "./model.ts";
import { runShell } from "./run.ts";
import { EMPTY, known } from "../shell/text.ts";

const MOST_WAYS = 24;

type Found = Readonly<{ isExported: boolean; from: number; to: number; operator: string; value: number }>;

/** Line -> the name that gets a value in it, by which sign, and where the value begins; null for any other line. */
function assignmentIn(text: string): Found | null {
  const modifiers = /^(?:(?:export|override|private|unexport)[ \t]+)*/.exec(text)?.[0] ?? "";
  const at = findOutside(text, "=:", modifiers.length);
  const sign = at < 0 ? undefined : /^:{1,3}=|^=/.exec(text.slice(at))?.[0];
  if (sign === undefined) return null;
  const isMarked = sign === "=" && /[+?!]/.test(text[at - 1] ?? "");
  const to = isMarked ? at - 1 : at;
  const name = text.slice(modifiers.length, to).trimEnd();
  if (name === "" || findOutside(name, " \t") >= 0) return null;
  const operator = isMarked ? `${text[at - 1] ?? ""}=` : sign;
  const value = at + sign.length;
  return {
    isExported: /\bexport\b/.test(modifiers),
    from: modifiers.length,
    to: modifiers.length + name.length,
    operator,
    value: value + (/^[ \t]*/.exec(text.slice(value))?.[0].length ?? 0),
  };
}

/** Is the line a variable that gets a value? */
export function isAssignment(text: string): boolean {
  return assignmentIn(text) !== null;
}

/** `name = value` with any of the signs; `how`: of a target alone, whose recipe alone sees it. */
export function assign(world: World, source: Source, how: "perhaps" | null): void {
  const found = assignmentIn(source.text);
  if (found === null) return;
  const value = within(source, found.value, source.text.length);
  const names = namesIn(world, within(source, found.from, found.to), source);
  for (const name of names) {
    set(world, name, found.operator, value, source, how === "perhaps" || world.branches > 0 || names.length > 1);
    if (found.isExported) world.exported.set(name, source);
  }
}

/** `define name =` with its body. */
export function defineVariable(world: World, head: Source, body: Source, isExported: boolean): void {
  const [, name = "", operator = "="] = /^(.*?)[ \t]*(=|:::=|::=|:=|\?=|\+=|!=)?$/.exec(head.text.trim()) ?? [];
  for (const one of namesIn(world, { ...head, text: name, isExact: false }, head)) {
    set(world, one, operator, body, head, world.branches > 0);
    if (isExported) world.exported.set(one, head);
  }
}

function namesIn(world: World, source: Source, place: Source): readonly string[] {
  return expand(world, source).flatMap((one) => {
    const text = flat(one);
    if (!isHole(text)) return wordsOf(text.text).length === 1 ? wordsOf(text.text) : [text.text.trim()];
    refuseAt(world, "dynamic-code", place, { name: "a variable", why: "the name that gets a value cannot be told" });
    return [];
  });
}

function set(world: World, name: string, operator: string, value: Source, place: Source, isUnsure: boolean): void {
  const before = world.variables.get(name);
  world.assigned.set(name, place);
  if (name === ".RECIPEPREFIX") world.prefix = value.text.slice(0, 1) || "\t";
  if (operator === "?=" && before !== undefined && !isUnsure) return;
  const made = definitionOf(world, operator, value, before);
  const kept = isUnsure && before !== undefined ? [...before, ...made] : made;
  if (kept.length > MOST_WAYS) {
    refuseAt(world, "scan-truncated", place, { why: `more values of ${name.slice(0, 40)} than are followed` });
    return;
  }
  world.variables.set(name, kept);
}

function definitionOf(world: World, operator: string, value: Source, before: readonly Definition[] | undefined): readonly Definition[] {
  if (operator === "!=") return [{ values: runShell(world, value, value) }];
  if (operator === "+=" && before !== undefined) return before.map((one) => appended(world, one, value));
  if (operator === ":=" || operator === "::=" || operator === ":::=") return [{ values: expand(world, value) }];
  return [{ source: value }];
}

/** Behind a value that is kept as it was then, what is put behind it is expanded now as well. */
function appended(world: World, one: Definition, value: Source): Definition {
  if ("source" in one) {
    const { at, until } = one.source.text === "" ? value : one.source;
    return { source: { text: one.source.text === "" ? value.text : `${one.source.text} ${value.text}`, at, until, isExact: false } };
  }
  const more = expand(world, value);
  const values = one.values.flatMap((left) => more.map((right): Value => [...left, strand(left.length === 0 ? EMPTY : known(" "), value), ...right]));
  return { values: values.slice(0, MOST_WAYS + 1) };
}

/** `export`, `export names`. */
export function noteExport(world: World, names: Source): void {
  if (names.text.trim() === "") for (const [name, place] of world.assigned) world.exported.set(name, place);
  for (const one of expand(world, names)) for (const name of wordsOf(flat(one).text)) world.exported.set(name, names);
}
