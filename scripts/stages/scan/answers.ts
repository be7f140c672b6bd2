/** Answers to questions that may ask each other and, over some way, themselves: each is worked out about once. */
export type Answers<Key, Value> = Readonly<{
  /** The answer to a question; `find` works it out, and may ask others. */
  of: (key: Key, find: () => Value) => Value;
  /** True when the work ran out: an empty answer since then says nothing. */
  exhausted: () => boolean;
}>;

/** Lower than any question: what was not looked for so deep is asked from elsewhere. */
const TOO_DEEP = -1;

/**
 * What an empty answer is, how deep questions may ask each other, how many may be worked out -> answers. A question that is asked while it is being
 * worked out is answered with nothing, so an empty answer that came from there holds only as long as that question is found to be empty too: until
 * then it is kept `open`, and it is kept for good together with the question it hangs on (strongly connected components, Tarjan 1972). Without
 * this, names that feed each other are worked out once for every way between them. A chain of questions that is too long for one stack is asked in pieces.
 */
export function createAnswers<Key, Value>(nothing: Value, isNothing: (value: Value) => boolean, deepest: number, work: number): Answers<Key, Value> {
  const known = new Map<Key, Value>();
  const active = new Map<Key, number>();
  /** Empty answers that hang on a question being worked out, and the level of the lowest of these. */
  const open = new Map<Key, number>();
  const opened: Key[] = [];
  /** Questions that were asked too deep: they are asked by themselves before the first one is asked again. */
  const deeper = new Map<Key, () => Value>();
  let left = work;
  let lowest = Number.POSITIVE_INFINITY;
  const of = (key: Key, find: () => Value): Value => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const cut = active.get(key) ?? open.get(key);
    if (cut !== undefined || active.size > deepest || left <= 0) {
      if (cut === undefined) deeper.set(key, find);
      lowest = Math.min(lowest, cut ?? TOO_DEEP);
      return nothing;
    }
    const [level, outer, first] = [active.size, lowest, opened.length];
    lowest = Number.POSITIVE_INFINITY;
    left--;
    active.set(key, level);
    const found = find();
    active.delete(key);
    if (level === 0 && isNothing(found) && left > 0 && deeper.size > 0) {
      for (const one of opened.splice(first)) open.delete(one);
      lowest = outer;
      const asked = [...deeper];
      deeper.clear();
      for (const one of asked) of(...one);
      return of(key, find);
    }
    if (level === 0) deeper.clear();
    const isWhole = lowest >= level;
    const isEmpty = isNothing(found);
    if (!isEmpty || isWhole || level === 0) {
      known.set(key, found);
      // What hung on this one is as empty as it is; where it is not, that has to be asked again.
      for (const one of opened.splice(first)) {
        open.delete(one);
        if (isEmpty && isWhole) known.set(one, found);
      }
    } else if (lowest > TOO_DEEP) {
      open.set(key, lowest);
      opened.push(key);
    }
    lowest = isWhole ? outer : Math.min(outer, lowest);
    return found;
  };
  return { of, exhausted: () => left <= 0 };
}
