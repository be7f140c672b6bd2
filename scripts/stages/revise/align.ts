import type { Block } from "./document.ts";
import { noteOf, saysTheSame, substanceOf, wordsOf } from "./substance.ts";

/** One block of each document, by index; `moved`: the same item at another place of a numbered list. */
export type Pair = Readonly<{ a: number; b: number; moved: boolean }>;

/** Blocks that belong together in two documents, and those of each that have no counterpart. Footnotes of evidence are nobody's items. */
export type Alignment = Readonly<{ pairs: readonly Pair[]; onlyA: readonly number[]; onlyB: readonly number[] }>;

/** From this share of equal words on, an item of the same section is the old one said differently. */
const ALIKE = 0.5;
/** Sections with more items than this are compared by equality only. */
const MOST = 200;

type Side = readonly Readonly<{ at: number; block: Block }>[];

/** Two documents -> which blocks belong together, section by section: first what says the same, then what is most alike. */
export function align(a: readonly Block[], b: readonly Block[]): Alignment {
  const names = sectionPairs(a, b);
  const side = (blocks: readonly Block[], section: string): Side =>
    blocks.flatMap((block, at) => (block.section === section && noteOf(block) === null ? [{ at, block }] : []));
  const pairs = [...names].flatMap(([from, to]) => sectionAligned(side(a, from), side(b, to)));
  const [inA, inB] = [new Set(pairs.map((one) => one.a)), new Set(pairs.map((one) => one.b))];
  const rest = (blocks: readonly Block[], taken: ReadonlySet<number>) => blocks.flatMap((block, at) => (taken.has(at) || noteOf(block) !== null ? [] : [at]));
  return { pairs: pairs.toSorted((x, y) => x.a - y.a), onlyA: rest(a, inA), onlyB: rest(b, inB) };
}

/** Sections of the same heading; of the others those of one depth that share an item, in order: a heading can be renamed. */
function sectionPairs(a: readonly Block[], b: readonly Block[]): ReadonlyMap<string, string> {
  const names = (blocks: readonly Block[]) => [...new Set(blocks.map((one) => one.section))];
  const [inA, inB] = [names(a), names(b)];
  const pairs = new Map(inA.filter((name) => inB.includes(name)).map((name) => [name, name]));
  const free = inB.filter((name) => !inA.includes(name));
  const itemsOf = (blocks: readonly Block[], name: string) =>
    new Set(blocks.filter((one) => one.section === name && one.level === 0 && one.marker !== "").map(substanceOf));
  for (const name of inA.filter((one) => !pairs.has(one))) {
    const items = itemsOf(a, name);
    const at = free.findIndex((other) => depth(other) === depth(name) && [...itemsOf(b, other)].some((one) => items.has(one)));
    if (at >= 0) pairs.set(name, free.splice(at, 1)[0] ?? name);
  }
  return pairs;
}

function depth(section: string): number {
  return section.split(" › ").length;
}

function sectionAligned(a: Side, b: Side): readonly Pair[] {
  const numbered = (side: Side) => side.filter((one) => one.block.kind === "numbered");
  const others = (side: Side) => side.filter((one) => one.block.kind !== "numbered" && one.block.kind !== "heading");
  const steps = inOrder(numbered(a), numbered(b));
  const moved = equal(without(numbered(a), steps, "a"), without(numbered(b), steps, "b"), true);
  const pairs = [...headings(a, b), ...steps, ...moved, ...equal(others(a), others(b), false)];
  const [left, right] = [without(a, pairs, "a"), without(b, pairs, "b")];
  return [...pairs, ...alike(left, right)];
}

/** The title with the title, a section's heading with the heading of the section it belongs to, whatever they say. */
function headings(a: Side, b: Side): readonly Pair[] {
  const of = (side: Side) => side.filter((one) => one.block.kind === "heading");
  const [left, right] = [of(a), of(b)];
  return left.flatMap((one, at) => (right[at] === undefined ? [] : [{ a: one.at, b: right[at].at, moved: false }]));
}

function without(side: Side, pairs: readonly Pair[], which: "a" | "b"): Side {
  const taken = new Set(pairs.map((one) => one[which]));
  return side.filter((one) => !taken.has(one.at));
}

/** Longest common subsequence of two lists by substance. */
function inOrder(a: Side, b: Side): readonly Pair[] {
  if (a.length > MOST || b.length > MOST) return [];
  const same = (i: number, j: number) => substance(a, i) === substance(b, j);
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const cell = (i: number, j: number) => table[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row !== undefined) row[j] = same(i, j) ? 1 + cell(i + 1, j + 1) : Math.max(cell(i + 1, j), cell(i, j + 1));
    }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (same(i, j)) pairs.push({ a: a[i++]?.at ?? 0, b: b[j++]?.at ?? 0, moved: false });
    else if (cell(i + 1, j) >= cell(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

function substance(side: Side, at: number): string {
  const one = side[at];
  return one === undefined ? "" : substanceOf(one.block);
}

/** The same substance wherever it stands; of several the one that says it in the same words, then the first. */
function equal(a: Side, b: Side, moved: boolean): readonly Pair[] {
  const free = Map.groupBy(b, (one) => substanceOf(one.block));
  return a.flatMap(({ at, block }) => {
    const list = free.get(substanceOf(block)) ?? [];
    const best = list.find((one) => saysTheSame(block, one.block)) ?? list[0];
    if (best === undefined) return [];
    list.splice(list.indexOf(best), 1);
    return [{ a: at, b: best.at, moved }];
  });
}

/** Of what is left, items of one kind that share most of their words (Dice), the most alike first. */
function alike(a: Side, b: Side): readonly Pair[] {
  if (a.length > MOST || b.length > MOST) return [];
  const items = (side: Side) =>
    side
      .filter(({ block }) => block.kind !== "heading" && block.kind !== "mark" && block.kind !== "field")
      .map((one) => ({ ...one, words: wordsOf(one.block) }));
  const right = items(b);
  const scored = items(a).flatMap((one) =>
    right.filter((other) => other.block.kind === one.block.kind).map((other) => ({ a: one.at, b: other.at, score: dice(one.words, other.words) })),
  );
  const pairs: Pair[] = [];
  for (const { a: from, b: to, score } of scored.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b))
    if (score >= ALIKE && !pairs.some((one) => one.a === from || one.b === to)) pairs.push({ a: from, b: to, moved: false });
  return pairs;
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return a.size + b.size === 0 ? 1 : (2 * shared) / (a.size + b.size);
}
