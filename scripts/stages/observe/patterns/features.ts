import type { Action } from "#kernel/trace";
import { contentKeys, isValueKey } from "./content.ts";
import { thingsOf, toolOf } from "./things.ts";
import { tokensOf } from "./tokens.ts";

type Asked = Readonly<{ text: string; actions: readonly Action[] }>;

/** A request as it is compared: its words and work by number, ascending, and the length of all that. */
export type Featured = Readonly<{ ids: Int32Array; length: number }>;

export type Features = Readonly<{
  /** A request without some of its work: tools, and the thing that was given to them where it has that. */
  without: (item: Asked, tools: readonly string[], thing?: string) => Featured;
  /** How alike two are: the cosine of their features. */
  likeness: (a: Featured, b: Featured) => number;
}>;

/** Sample of requests -> features of any, weighted by how rare they are in it. */
export function featuresFrom(sample: readonly Asked[], asked: (text: string) => string): Features {
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  // What none of the sample has is as rare as half a request.
  const unseen = Math.log(sample.length / 0.5) ** 2;
  const numberOf = (feature: string): number => {
    const number = numbers.get(feature) ?? numbers.size;
    numbers.set(feature, number);
    weights[number] ??= unseen;
    return number;
  };
  const known = new Map<Asked, Int32Array>();
  const idsOf = (item: Asked): Int32Array => {
    const met = known.get(item);
    if (met !== undefined) return met;
    const found = Int32Array.from(new Set([...wordsOf(asked(item.text)), ...workOf(item), ...thingsOf(item)].map(numberOf))).sort();
    known.set(item, found);
    return found;
  };
  const counts: number[] = [];
  for (const item of sample) for (const id of idsOf(item)) counts[id] = (counts[id] ?? 0) + 1;
  for (const [id, count] of counts.entries()) weights[id] = Math.log(sample.length / count) ** 2;
  return {
    without(item, tools, thing) {
      const out = [...tools.map(workNamed), ...(thing === undefined ? [] : [thing])].map(numberOf);
      const ids = idsOf(item).filter((id) => !out.includes(id));
      let square = 0;
      for (const id of ids) square += weights[id] ?? 0;
      return { ids, length: Math.sqrt(square) };
    },
    likeness(a, b) {
      let [shared, at, to] = [0, 0, 0];
      while (at < a.ids.length && to < b.ids.length) {
        const left = a.ids[at] ?? 0;
        const right = b.ids[to] ?? 0;
        if (left === right) shared += weights[left] ?? 0;
        if (left <= right) at++;
        if (right <= left) to++;
      }
      return shared === 0 ? 0 : shared / (a.length * b.length);
    },
  };
}

function wordsOf(text: string): readonly string[] {
  return contentKeys(tokensOf(text)).flatMap((key) => (key === null || isValueKey(key) ? [] : [key]));
}

function workOf({ actions }: Asked): readonly string[] {
  return actions.flatMap((action) => (action.ok === false ? [] : [workNamed(toolOf(action))]));
}

function workNamed(tool: string): string {
  return `work ${tool}`;
}
