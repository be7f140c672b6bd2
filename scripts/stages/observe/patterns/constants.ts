import type { Action } from "#kernel/trace";
import { type Featured, type Features, featuresFrom } from "./features.ts";
import { isTogether, thingsOf, toolOf, toolsOf } from "./things.ts";

type Asked = Readonly<{ text: string; session: string; actions: readonly Action[] }>;

/** Request -> what its everyday tools were given that tells what was asked. */
export type Constants = (asked: Asked) => readonly string[];

/** In so many sessions before it has come back. */
const OFTEN = 3;
/** So many requests with a thing are compared with each other, and with so many others, taken out of so many of all: what a thing costs does not grow with the history. */
const COMPARED = 16;
const OTHERS = 48;
const SAMPLE = 500;
/** So many things of a kind, tools together or what one was given, are taken for telling by chance in all of the data, on average (Bonferroni). */
const FALSE_THINGS = 0.05;
const NOTHING: readonly string[] = [];

/**
 * Requests -> what is constant in their everyday work: the file that is always written, the word that is always looked up besides what was asked for. Files that
 * are read and written whatever was asked for (`README.md`, `notes.md`) come back as often. So a thing tells what was asked only where the requests that it came
 * back in are nearer to each other, in their words and in the rest of their work, than to those that gave something else to the same tools: Fisher's method over
 * the chance levels of the pairs; the pairs of n requests are no more evidence than the n - 1 of them that are independent.
 */
export function constantsOf(items: readonly Asked[], asked: (text: string) => string): Constants {
  const often = comingBack(items);
  if (often.size === 0) return () => NOTHING;
  const sample = spread(
    items.filter(({ actions }) => actions.length > 0),
    SAMPLE,
  );
  const features = featuresFrom(sample, asked);
  const othersThan = othersIn(sample, features);
  const together = [...often.keys()].filter(isTogether).length;
  const telling = new Map<Asked, string[]>();
  for (const [thing, list] of often) {
    const tools = toolsOf(thing);
    const own = spread(list, COMPARED).map((item) => features.without(item, tools, thing));
    if (!areNear(own, othersThan(thing, tools), features.likeness, isTogether(thing) ? together : often.size - together)) continue;
    for (const item of list) telling.set(item, [...(telling.get(item) ?? []), thing]);
  }
  return (item) => telling.get(item) ?? NOTHING;
}

/** Are requests nearer to each other than to the others, far beyond chance, after as many tests? */
function areNear(own: readonly Featured[], others: readonly Featured[], likeness: Features["likeness"], tests: number): boolean {
  const usual = new Float64Array(own.length * others.length);
  for (const [at, one] of own.entries()) for (const [nth, other] of others.entries()) usual[at * others.length + nth] = likeness(one, other);
  usual.sort();
  let [sum, pairs] = [0, 0];
  for (const [at, one] of own.entries())
    for (const other of own.slice(at + 1)) {
      sum -= Math.log((usual.length - placeOf(likeness(one, other), usual) + 1) / (usual.length + 1));
      pairs++;
    }
  return Math.log(tests) + logGammaTail(own.length - 1, sum / pairs) < Math.log(FALSE_THINGS);
}

/** Things that came back in enough sessions, with their requests. */
function comingBack(items: readonly Asked[]): ReadonlyMap<string, readonly Asked[]> {
  // One by itself until there is a second, because most things are given once.
  const having = new Map<string, Asked | Asked[]>();
  for (const item of items) {
    if (item.actions.length === 0) continue;
    for (const thing of thingsOf(item)) {
      const seen = having.get(thing);
      if (seen === undefined) having.set(thing, item);
      else if (Array.isArray(seen)) seen.push(item);
      else having.set(thing, [seen, item]);
    }
  }
  const often = new Map<string, readonly Asked[]>();
  for (const [thing, list] of having)
    if (Array.isArray(list) && list.length >= OFTEN && new Set(list.map(({ session }) => session)).size >= OFTEN) often.set(thing, list);
  return often;
}

/** Thing and its tools -> requests that gave something else to these; where they are few, such as used other tools besides. */
function othersIn(sample: readonly Asked[], features: Features): (thing: string, tools: readonly string[]) => readonly Featured[] {
  const known = sample.map((item) => ({
    item,
    tools: new Set(item.actions.flatMap((action) => (action.ok === false ? [] : [toolOf(action)]))),
    things: new Set(thingsOf(item)),
  }));
  const pools = new Map<string, ReturnType<typeof poolOf>>();
  const poolOf = (tools: readonly string[]) => {
    const used = (one: (typeof known)[number]): boolean => tools.every((tool) => one.tools.has(tool));
    const some = (list: typeof known, most: number) => spread(list, most).map(({ item, things }) => ({ things, features: features.without(item, tools) }));
    return {
      same: some(known.filter(used), 2 * OTHERS),
      rest: some(
        known.filter((one) => !used(one)),
        OTHERS,
      ),
    };
  };
  return (thing, tools) => {
    const pool = pools.get(tools.join()) ?? poolOf(tools);
    pools.set(tools.join(), pool);
    const same = spread(
      pool.same.filter(({ things }) => !things.has(thing)),
      OTHERS,
    );
    return [...same, ...pool.rest.slice(0, OTHERS - same.length)].map((one) => one.features);
  };
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
