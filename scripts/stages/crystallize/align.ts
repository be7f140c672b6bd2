import { shapeOf } from "./shape.ts";

/** Lines as words -> the one that is most like the others. */
export function modelOf(lines: readonly (readonly string[])[]): number {
  let best = 0;
  let most = -1;
  for (const [at, line] of lines.entries()) {
    const sum = lines.reduce((total, other) => total + alike(line, other), 0) - line.length * 1e-4;
    if (sum > most + 1e-9) {
      most = sum;
      best = at;
    }
  }
  return best;
}

/** Share of shapes two lines have in common, of the longer one. */
export function alike(a: readonly string[], b: readonly string[]): number {
  const left = a.filter((word) => word.trim() !== "").map(shapeOf);
  const right = b.filter((word) => word.trim() !== "").map(shapeOf);
  const open = new Map<string, number>();
  for (const shape of right) open.set(shape, (open.get(shape) ?? 0) + 1);
  let shared = 0;
  for (const shape of left) {
    const count = open.get(shape) ?? 0;
    if (count > 0) shared++;
    open.set(shape, count - 1);
  }
  return left.length === 0 || right.length === 0 ? 0 : shared / Math.max(left.length, right.length);
}

/** For each word of the model the word of the other line at its place: equal ones anchor, gaps of the same length pair up. */
export function align(model: readonly string[], other: readonly string[]): readonly (string | null)[] {
  const a = model
    .map((word, at) => ({ word, at }))
    .filter(({ word }) => word.trim() !== "")
    .slice(0, 200);
  const b = other.filter((word) => word.trim() !== "").slice(0, 200);
  const lengths = lcsTable(
    a.map(({ word }) => word),
    b,
  );
  const result: (string | null)[] = model.map(() => null);
  let i = 0;
  let j = 0;
  let gapI = 0;
  let gapJ = 0;
  const pair = (): void => {
    if (i - gapI === j - gapJ) for (let at = gapI; at < i; at++) result[a[at]?.at ?? 0] = b[gapJ + at - gapI] ?? null;
  };
  while (i < a.length && j < b.length) {
    if (a[i]?.word === b[j]) {
      pair();
      result[a[i]?.at ?? 0] = b[j] ?? null;
      gapI = ++i;
      gapJ = ++j;
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i++;
    else j++;
  }
  i = a.length;
  j = b.length;
  pair();
  return result;
}

function lcsTable(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
