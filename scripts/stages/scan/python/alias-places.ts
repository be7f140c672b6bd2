import type { Binding, Change, Item } from "./scope.ts";
import type { Node } from "./tree.ts";

/** Where values lie: a name, what a list or an object holds, what a function gives. Those that may be the same object are one place. */
export type Place = { above: Place | null; content: Place | null; items: Item[]; changes: Change[]; size: number };

/** So many changes of one object are told apart, and so many times all names that may stand for it. */
const MOST = 60;
const MOST_OF_ALL = 600;

/** A place that nothing names yet. */
export const newPlace = (): Place => ({ above: null, content: null, items: [], changes: [], size: 1 });

/** Key -> its place, made when it is asked for first. */
export function fetched<K>(map: Map<K, Place>, key: K): Place {
  const known = map.get(key) ?? newPlace();
  map.set(key, known);
  return known;
}

/** Place -> the one that stands for all that were joined with it. */
export function find(place: Place): Place {
  let root = place;
  while (root.above !== null) root = root.above;
  for (let one = place; one.above !== null; ) {
    const next: Place = one.above;
    one.above = root;
    one = next;
  }
  return root;
}

/** Place -> where that lies what the object holds. */
export function contentOf(place: Place): Place {
  const root = find(place);
  root.content ??= newPlace();
  return find(root.content);
}

/** Place -> another object that holds the same things. */
export function copyOf(place: Place): Place {
  return { ...newPlace(), content: contentOf(place) };
}

/** Two places that may be the same object, and so what they hold. */
export function join(one: Place, other: Place): void {
  const work: [Place, Place][] = [[one, other]];
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
    const [left, right] = [find(pair[0]), find(pair[1])];
    if (left === right) continue;
    const [a, b] = left.size < right.size ? [right, left] : [left, right];
    b.above = a;
    a.size += b.size;
    a.items.push(...b.items);
    a.changes.push(...b.changes);
    if (a.content !== null && b.content !== null) work.push([a.content, b.content]);
    a.content ??= b.content;
  }
}

/** What happens anywhere to the object that names may stand for, and to those that it holds. */
export function shareAll(bindings: readonly Binding[], placeOf: (binding: Binding) => Place): void {
  const places = bindings.map((binding) => find(placeOf(binding)));
  const names = new Map<Place, number>();
  for (const place of places) names.set(place, (names.get(place) ?? 0) + 1);
  for (const [at, place] of places.entries()) {
    const binding = bindings[at];
    if (binding !== undefined) share(binding, place, Math.min(MOST, Math.ceil(MOST_OF_ALL / (names.get(place) ?? 1))));
  }
}

function share(binding: Binding, place: Place, most: number): void {
  const seen = new Set<Node>([...binding.changes.map((one) => one.call), ...binding.items.map((one) => one.key)]);
  binding.items.push(...place.items.slice(0, most).filter(({ key }) => !seen.has(key)));
  binding.changes.push(...place.changes.slice(0, most).filter(({ call }) => !seen.has(call)));
  const [first, more] = [place.items[0], place.changes.length + place.items.length > most];
  const call = place.changes[0]?.call ?? first?.key;
  if (more && call !== undefined) binding.changes.push({ method: "__setitem__", call });
  const inner = place.content === null ? null : find(place.content);
  if (inner !== null) binding.isHolding ||= inner.items.length + inner.changes.length > 0;
}
