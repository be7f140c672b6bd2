import type { Action } from "#kernel/trace";
import { contentKeys, isValueKey } from "./content.ts";
import { thingsOf, toolsOf } from "./things.ts";
import { tokensOf } from "./tokens.ts";

type Asked = Readonly<{ text: string; session: string; actions: readonly Action[] }>;

/** Request -> what its everyday tools were given that tells what was asked. */
export type Constants = (asked: Asked) => readonly string[];

/** In so many sessions before it has come back. */
const OFTEN = 3;
/** So many requests with a thing, and of all, are compared pair by pair. */
const COMPARED = 24;
const SAMPLE = 160;
/** Mean logarithm of how seldom any two requests are as near (1 for any two) that requests with a telling thing reach. */
const NEAR = 2.2;
/** So many things are taken for telling by chance in all of the data, on average (Bonferroni). */
const FALSE_THINGS = 0.05;

/**
 * Requests -> what is constant in their everyday work: the file that is always written, the word that is always looked up besides what was asked for. Files that
 * are read and written whatever was asked for (`README.md`, `notes.md`) come back as often. So a thing tells what was asked only where the requests that it came
 * back in are near each other, in their words or in the rest of their work, far beyond any two requests of the person (Fisher's method over the chance levels of
 * the pairs; the pairs of n requests are no more evidence than the n - 1 of them that are independent).
 */
export function constantsOf(items: readonly Asked[], asked: (text: string) => string): Constants {
  const often = comingBack(items);
  if (often.size === 0) return () => [];
  const sample = spread(
    items.filter(({ actions }) => actions.length > 0),
    SAMPLE,
  );
  const likeness = likenessIn(sample, asked);
  const anyhow = likeness("");
  const usual = Float64Array.from(pairsOf(sample), ([one, other]) => anyhow(one, other)).sort();
  const rarity = (near: number): number => -Math.log((usual.length - placeOf(near, usual) + 1) / (usual.length + 1));
  const isTelling = (thing: string, list: readonly Asked[]): boolean => {
    const compared = spread(list, COMPARED);
    const pairs = pairsOf(compared);
    const near = likeness(thing);
    const mean = pairs.reduce((sum, [one, other]) => sum + rarity(near(one, other)), 0) / pairs.length;
    return mean >= NEAR && Math.log(often.size) + logGammaTail(compared.length - 1, mean) < Math.log(FALSE_THINGS);
  };
  const telling = new Set([...often].filter(([thing, list]) => isTelling(thing, list)).map(([thing]) => thing));
  return telling.size === 0 ? () => [] : (item) => thingsOf(item).filter((thing) => telling.has(thing));
}

/** Things that came back in enough sessions, with their requests. */
function comingBack(items: readonly Asked[]): ReadonlyMap<string, readonly Asked[]> {
  const having = new Map<string, Asked[]>();
  for (const item of items) {
    if (item.actions.length === 0) continue;
    for (const thing of thingsOf(item)) {
      const list = having.get(thing);
      if (list === undefined) having.set(thing, [item]);
      else list.push(item);
    }
  }
  return new Map([...having].filter(([, list]) => list.length >= OFTEN && new Set(list.map(({ session }) => session)).size >= OFTEN));
}

type Likeness = (a: Asked, b: Asked) => number;

/** Thing -> how alike two requests are when it and its tools are left aside: the cosine of their words and work, weighted by rarity in the sample. */
function likenessIn(sample: readonly Asked[], asked: (text: string) => string): (thing: string) => Likeness {
  const known = new Map<Asked, ReadonlySet<string>>();
  const featuresOf = (item: Asked): ReadonlySet<string> => {
    const features = known.get(item) ?? new Set([...wordsOf(asked(item.text)), ...verbsOf(item), ...thingsOf(item)]);
    known.set(item, features);
    return features;
  };
  const counts = new Map<string, number>();
  for (const item of sample) for (const feature of featuresOf(item)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const weightOf = (feature: string): number => Math.log(sample.length / (counts.get(feature) ?? 0.5)) ** 2;
  return (thing) => {
    const aside = new Set([thing, ...toolsOf(thing).map(workNamed)]);
    const squares = new Map<Asked, number>();
    const squareOf = (item: Asked): number => {
      const square = squares.get(item) ?? sum(featuresOf(item));
      squares.set(item, square);
      return square;
    };
    const sum = (features: Iterable<string>): number => {
      let weight = 0;
      for (const feature of features) if (!aside.has(feature)) weight += weightOf(feature);
      return weight;
    };
    return (a, b) => {
      const other = featuresOf(b);
      const shared = sum([...featuresOf(a)].filter((feature) => other.has(feature)));
      return shared === 0 ? 0 : shared / Math.sqrt(squareOf(a) * squareOf(b));
    };
  };
}

function wordsOf(text: string): readonly string[] {
  return contentKeys(tokensOf(text)).flatMap((key) => (key === null || isValueKey(key) ? [] : [key]));
}

function verbsOf({ actions }: Asked): readonly string[] {
  return actions.flatMap(({ verb, ok }) => (ok === false ? [] : [workNamed(verb)]));
}

function workNamed(verb: string): string {
  return `work ${verb}`;
}

function pairsOf<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.flatMap((one, at) => list.slice(at + 1).map((other) => [one, other] as const));
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_none, at) => all[Math.floor((at * all.length) / most)]).filter((one) => one !== undefined);
}

/** Sorted numbers -> how many are below a number. */
function placeOf(number: number, sorted: Float64Array): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < number) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Logarithm of P(X >= n * mean), X the sum of n independent exponential variables of mean 1, as logarithms of chance levels are. */
function logGammaTail(n: number, mean: number): number {
  const sum = n * mean;
  let [term, all] = [1, 1];
  for (let at = 1; at < n; at++) {
    term *= sum / at;
    all += term;
  }
  return Math.log(all) - sum;
}
