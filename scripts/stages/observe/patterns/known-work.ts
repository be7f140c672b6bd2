import type { Node } from "./nodes.ts";
import { agreement, type Compared, type Work } from "./work.ts";
import { sharedInts } from "./shared-numbers.ts";

/** How far shared special work lifts a pair whose words differ, and contradicting work lowers one whose words agree. */
const LIFT = 0.62;
const CONTRADICTED = 0.45;
/** A piece of work that more nodes share proposes only the first of them. */
const REACH = 75;

/** Works of nodes in numbers for their names, because a thousand nodes are compared a hundred times each: those that differ, and of each node which is its own. */
export type Works = Readonly<{ own: Int32Array; works: readonly Compared<number>[] }>;

/** What the work of nodes says about who is alike, besides the words, as data that threads can have: their works, and the first nodes with each piece of special work. */
export type Known = Works & Readonly<{ sharing: readonly (readonly number[])[] }>;

export function worksOf(nodes: readonly Node[]): Works {
  const own = sharedInts(nodes.length);
  const works: Compared<number>[] = [];
  const numbers = new Map<string, number>();
  const met = new Map<Work, number>();
  const places = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  for (const [at, { work }] of nodes.entries()) {
    let place = met.get(work);
    if (place === undefined) {
      const { special, everyday, objects } = work;
      const compared = { special: special.map(numberOf), everyday: everyday.map(numberOf), objects: objects.map(numberOf) };
      // Works differ in what programs were given, too, which is not compared.
      const name = `${compared.special.join()};${compared.everyday.join()};${compared.objects.join()}`;
      place = places.get(name) ?? works.push(compared) - 1;
      places.set(name, place);
      met.set(work, place);
    }
    own[at] = place;
  }
  return { own, works };
}

/** Null where no node did any work. */
export function knownWork(nodes: readonly Node[]): Known | null {
  if (nodes.every(({ work }) => work.special.length + work.everyday.length === 0)) return null;
  const { own, works } = worksOf(nodes);
  const sharing: number[][] = [];
  for (let node = 0; node < own.length; node++)
    for (const key of works[own[node] ?? 0]?.special ?? []) {
      const list = (sharing[key] ??= []);
      if (list.length < REACH) list.push(node);
    }
  // Everyday work and things have numbers between, and propose nobody.
  return { own, works, sharing: Array.from(sharing, (list: readonly number[] | undefined) => list ?? []) };
}

/** Likeness of two nodes by their words -> the same corrected by their work. */
export function corrected({ own, works }: Works, a: number, b: number, words: number): number {
  const [left, right] = [works[own[a] ?? 0], works[own[b] ?? 0]];
  return left === undefined || right === undefined ? words : correctedBy(agreement(left, right), words);
}

/** Likeness by words, lifted where the same special work answered both, lowered where different work did. */
export function correctedBy(agreed: number, words: number): number {
  return agreed < 0 ? words * CONTRADICTED : 1 - (1 - words) * (1 - LIFT * agreed);
}
