import { expand } from "./expand.ts";
import { wordsOf } from "./lines.ts";
import { refuseAt, type Rule, type Source, spend, strand, type Value, type World } from "./model.ts";
import { stemOf } from "./patterns.ts";
import { forShell } from "./run.ts";
import { copyState } from "../shell/state.ts";
import { EMPTY, FROM, HOLE, known, type Text } from "../shell/text.ts";
import { runWoven, type Strand } from "../shell/woven.ts";

const MOST_STEMS = 24;

/** What one making of a target is about. */
type Making = Readonly<{ target: string; stem: string; wanted: readonly string[]; order: readonly string[] }>;
type Names = Readonly<{ all: ReadonlySet<string>; wanted: ReadonlyMap<string, readonly string[]> }>;

/** Every recipe, for every target that it may make: its lines go to the shell as make hands them over. */
export function readRecipes(world: World): void {
  const names = namesOf(world);
  for (const rule of world.rules) {
    if (rule.recipe.length === 0 && !world.isTwice) continue;
    for (const making of makingsOf(world, rule, names)) {
      if (!spend(world, 1 + making.wanted.length / 8, { at: 0, until: 1 })) return;
      world.scopes.push(scopeOf(making));
      if (world.isTwice) twice(world, rule);
      readLines(world, rule.recipe);
      world.scopes.pop();
    }
  }
}

/** `.SECONDEXPANSION`: what is wanted is expanded once more, for each target. */
function twice(world: World, rule: Rule): void {
  if (!rule.behind.includes("$")) return;
  const place = rule.recipe[0] ?? { at: 0, until: 1 };
  expand(world, { text: rule.behind, at: place.at, until: place.until, isExact: false });
}

/** Every name the makefile speaks of, and what each target wants by all of its rules. */
function namesOf(world: World): Names {
  const all = new Set<string>();
  const wanted = new Map<string, string[]>();
  for (const rule of world.rules) {
    for (const one of [...rule.targets, ...rule.wanted, ...rule.order]) if (!one.includes("%")) all.add(one);
    for (const target of rule.targets) {
      const list = wanted.get(target) ?? [];
      if (list.length < 1_000) list.push(...rule.wanted);
      wanted.set(target, list);
    }
  }
  return { all, wanted };
}

/** Rule -> the targets it may make, with what they want. */
function makingsOf(world: World, rule: Rule, names: Names): readonly Making[] {
  const explicit = (target: string): readonly string[] => names.wanted.get(target) ?? rule.wanted;
  if (rule.pattern !== null)
    return few(rule.targets).map((target) => {
      const stem = stemOf(rule.pattern ?? "", target) ?? HOLE;
      return { target, stem, wanted: [...filled(rule.wanted, stem), ...explicit(target).filter((one) => !one.includes("%"))], order: filled(rule.order, stem) };
    });
  return few(rule.targets).flatMap((target): readonly Making[] => {
    if (!target.includes("%") && !isSuffixes(target))
      return [{ target, stem: HOLE, wanted: [...new Set([...rule.wanted, ...explicit(target)])], order: rule.order }];
    const known = [...(spend(world, names.all.size / 8, { at: 0, until: 1 }) ? names.all : [])].flatMap((name): readonly Making[] => {
      const stem = stemOf(target, name);
      return stem === null ? [] : [{ target: name, stem, wanted: [...filled(rule.wanted, stem), ...explicit(name)], order: filled(rule.order, stem) }];
    });
    const open: Making = {
      target: target.includes("%") ? target.replace("%", HOLE) : HOLE,
      stem: HOLE,
      wanted: isSuffixes(target) ? [HOLE] : filled(rule.wanted, HOLE),
      order: filled(rule.order, HOLE),
    };
    return [...few(known), open];
  });
}

/** `.c.o:`, `.DEFAULT:` — rules for names that nobody has said yet. */
function isSuffixes(target: string): boolean {
  return (
    /^\.[\w+-]+(?:\.[\w+-]+)?$/.test(target) &&
    !/^\.(?:PHONY|SILENT|IGNORE|SECONDARY|PRECIOUS|INTERMEDIATE|SUFFIXES|NOTPARALLEL|POSIX|ONESHELL|EXPORT_ALL_VARIABLES|DELETE_ON_ERROR|SECONDEXPANSION|LOW_RESOLUTION_TIME)$/.test(
      target,
    )
  );
}

/** Of very many, those that are followed each for itself, and one that nobody knows for the rest. */
function few<T extends string | Making>(all: readonly T[]): readonly T[] {
  if (all.length <= MOST_STEMS) return all;
  const rest =
    typeof all[0] === "string"
      ? (HOLE as T)
      : ({ target: HOLE, stem: HOLE, wanted: [...new Set((all as readonly Making[]).flatMap((one) => one.wanted))], order: [] } as unknown as T);
  return [...all.slice(0, MOST_STEMS - 1), rest];
}

function filled(words: readonly string[], stem: string): readonly string[] {
  return words.map((one) => one.replace("%", () => stem));
}

/** The automatic variables (GNU make manual). */
function scopeOf({ target, stem, wanted, order }: Making): ReadonlyMap<string, readonly Value[]> {
  const scope = new Map<string, readonly Value[]>();
  const put = (name: string, text: string): void => {
    const of = (one: string): readonly Value[] => [[strand(textOf(one), { at: 0, until: 1 })]];
    scope.set(name, of(text));
    scope.set(
      `${name}D`,
      of(
        wordsOf(text)
          .map((one) => (one.includes("/") ? one.slice(0, one.lastIndexOf("/")) : "."))
          .join(" "),
      ),
    );
    scope.set(
      `${name}F`,
      of(
        wordsOf(text)
          .map((one) => one.slice(one.lastIndexOf("/") + 1))
          .join(" "),
      ),
    );
  };
  const isMember = /^[^(]*\(([^)]*)\)$/.exec(target)?.[1];
  put("@", target);
  put("%", isMember ?? "");
  put("<", wanted[0] ?? "");
  put("^", [...new Set(wanted)].join(" "));
  put("+", wanted.join(" "));
  put("?", [...new Set(wanted)].join(" "));
  put("|", order.join(" "));
  put("*", stem);
  return scope;
}

function textOf(text: string): Text {
  return text === "" ? EMPTY : known(text, text.includes(HOLE) ? FROM.plain : 0);
}

/** Lines of a recipe -> each to a shell of its own, or all to one (`.ONESHELL`). */
function readLines(world: World, recipe: readonly Source[]): void {
  if (!world.isOneShell) {
    for (const line of recipe) for (const value of expand(world, line)) for (const one of linesOf(value)) runLine(world, one);
    return;
  }
  let ways: Strand[][] = [[]];
  for (const line of recipe) {
    const values = expand(world, line);
    if (ways.length * values.length > MOST_STEMS) {
      refuseAt(world, "scan-truncated", line, { why: "a recipe in more ways than are followed" });
      ways = ways.slice(0, 1);
    }
    ways = ways.flatMap((way) => values.map((value) => [...way, ...bare(value), strand(known("\n"), line)]));
  }
  for (const way of ways) runWoven(world.woven, forShell(way), copyState(world.woven.state));
}

/** A variable that nobody sets is nothing, unless it comes with whoever starts make: what is removed then is looked at, too. */
function runLine(world: World, value: Value): void {
  const { woven } = world;
  const line = bare(value);
  runWoven(woven, forShell(line), copyState(woven.state));
  if (!line.some(isOfEnvironment) || !line.some((one) => /\b(?:rm|find|shred|srm|wipe)\b/.test(one.text))) return;
  woven.only = "command-destroy";
  runWoven(woven, forShell(line.filter((one) => !isOfEnvironment(one) || /^HOME$/.test(one.names[0] ?? ""))), copyState(woven.state));
  woven.only = null;
}

function isOfEnvironment(one: Strand): boolean {
  return one.text === HOLE && one.from === FROM.environment && one.names.length > 0;
}

/** What a variable of several lines brings into a recipe is several lines of it. */
function linesOf(value: Value): readonly Value[] {
  const lines: Strand[][] = [[]];
  for (const one of value) {
    let from = 0;
    for (let at = one.text.indexOf("\n"); at >= 0; at = one.text.indexOf("\n", at + 1)) {
      if (/(?:^|[^\\])(?:\\\\)*\\\r?$/.test(one.text.slice(Math.max(0, at - 20), at))) continue;
      lines.at(-1)?.push(cut(one, from, at));
      lines.push([]);
      from = at + 1;
    }
    lines.at(-1)?.push(cut(one, from, one.text.length));
  }
  return lines;
}

function cut(one: Strand, from: number, to: number): Strand {
  const text = one.text.slice(from, to);
  return one.isExact ? { ...one, text, at: one.at + from, until: one.at + to } : { ...one, text };
}

/** Line without the signs by which make prints it, minds how it ends, or runs it even when it is only asked what it would do. */
function bare(value: Value): Value {
  const [first, ...rest] = value;
  if (first === undefined) return value;
  const signs = /^[\s@+-]*/.exec(first.text)?.[0].length ?? 0;
  if (signs < first.text.length) return [cut(first, signs, first.text.length), ...rest];
  return bare(rest);
}
