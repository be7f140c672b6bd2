import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import type { RuleId } from "../rules.table.ts";
import { concatAll, EMPTY, FROM, HOLE, type Text, unknown } from "../shell/text.ts";
import type { Strand, Woven } from "../shell/woven.ts";

/** Text of a makefile that is not expanded yet, and where it stands: `isExact` letter for letter, else as a whole. */
export type Source = Readonly<{ text: string; at: number; until: number; isExact: boolean }>;

/** What something expands to, piece by piece. A piece of a name in `names` alone is that variable of the environment. */
export type Value = readonly Strand[];

/** What a variable may have been set to: `=` keeps its text for whoever uses it, `:=` what it was then. */
export type Definition = Readonly<{ source: Source }> | Readonly<{ values: readonly Value[] }>;

export type Rule = Readonly<{
  targets: readonly string[];
  /** Stem of a static pattern rule: the pattern its targets are matched with. */
  pattern: string | null;
  wanted: readonly string[];
  order: readonly string[];
  /** What stands behind the target, as it was after the first expansion. */
  behind: string;
  recipe: Source[];
}>;

/** Everything that one reading of a makefile, and of those it includes, shares. */
export type World = {
  readonly path: string;
  readonly context: FileContext;
  readonly report: Report;
  readonly woven: Woven;
  readonly variables: Map<string, readonly Definition[]>;
  readonly rules: Rule[];
  readonly exported: Map<string, Source>;
  readonly assigned: Map<string, Source>;
  readonly included: Map<string, Source>;
  /** Names that stand for something while a recipe or a call is expanded, innermost last. */
  readonly scopes: ReadonlyMap<string, readonly Value[]>[];
  readonly active: string[];
  readonly told: Set<string>;
  /** The rule whose recipe may go on. */
  open: Rule | null;
  /** Conditionals around the line: what is set there may not be. */
  branches: number;
  isOneShell: boolean;
  isTwice: boolean;
  prefix: string;
  left: number;
  depth: number;
  complete: boolean;
  /** Has the skill a file whose name a shell reads as more than one word? */
  readonly hasOddNames: boolean;
  /** A function with its arguments, not expanded yet -> all that it may give; null where none has that name. Set by its maker. */
  call: (world: World, name: string, inner: Source, place: Readonly<{ at: number; until: number }>) => readonly Value[] | null;
  /** Text of a makefile (of `eval`, of an included file) -> read where it stands. Set by its maker. */
  read: (world: World, text: string, place: Source | null) => void;
};

export function refuseAt(
  world: World,
  rule: RuleId,
  place: Readonly<{ at: number; until: number }>,
  args: Readonly<Record<string, string>>,
  evidence: readonly string[] = [],
): void {
  const key = `${rule} ${String(place.at)} ${Object.values(args).join()}`;
  if (world.told.has(key)) return;
  world.told.add(key);
  if (rule.startsWith("unread-") || rule === "scan-truncated") world.complete = false;
  world.report({ rule, start: place.at, end: Math.max(place.at + 1, place.until), args, ...(evidence.length === 0 ? {} : { evidence }) });
}

/** Takes work; false when there is none left, which is told once. */
export function spend(world: World, cost: number, _place: Readonly<{ at: number; until: number }>): boolean {
  world.left -= cost;
  if (world.left > 0) return true;
  refuseAt(world, "scan-truncated", { at: 0, until: 1 }, { why: "the makefile takes more work to expand than is allowed" });
  return false;
}

export function strand(text: Text, place: Readonly<{ at: number; until: number }>, isExact = false): Strand {
  return { ...text, at: place.at, until: place.until, isExact };
}

export function flat(value: Value): Text {
  return value.length === 1 && value[0] !== undefined
    ? { text: value[0].text, from: value[0].from, names: value[0].names }
    : value.length === 0
      ? EMPTY
      : concatAll(value);
}

/** Nobody can say what this is. */
export function lostAt(place: Readonly<{ at: number; until: number }>): Value {
  return [strand(unknown(FROM.script), place)];
}

/** A value that nobody says anything of but where its letters came from. */
export function isHole(text: Text): boolean {
  return text.text.includes(HOLE);
}
