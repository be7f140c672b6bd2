import { availableParallelism } from "node:os";
import { describe, expect, test } from "vitest";
import { shareWork } from "#platform/shared-work";
import { Index } from "#stages/observe/patterns/nearest";
import { piecesOf, type Search, searching, searchOf } from "#stages/observe/patterns/nearest-lists";
import { termsOf } from "#stages/observe/patterns/terms";
import { tokensOf } from "#stages/observe/patterns/tokens";

const TEXTS = 1500;
/** So long the other thread is waited for to have begun. */
const PATIENCE_MS = 10_000;
const words = "rename photos date send zebu kolibri jackal ibex okapi tapir".split(" ");
const vectors = termsOf(
  Array.from({ length: TEXTS }, (_unused, at) => tokensOf(`${words[at % 7] ?? ""} ${words[at % 10] ?? ""} ${words[at % 3] ?? ""} no${at % 90}`)),
);
const search = (): Search => searchOf(vectors, new Index(vectors), null, 10);

const alone = search();
for (let piece = 0; piece < piecesOf(alone); piece += 1) searching(alone)(piece);

/** Does the work that is shared, the first piece only after the other thread wrote something (or never will) -> how many pieces were done here. */
function finished(given: unknown, shared: Search, awaited: boolean): number {
  const finish = shareWork(given, piecesOf(shared));
  const work = searching(shared);
  const until = performance.now() + (awaited ? PATIENCE_MS : 0);
  let done = 0;
  finish((piece) => {
    while (!shared.lists.texts.some((text) => text >= 0) && performance.now() < until) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    done += 1;
    work(piece);
  });
  return done;
}

describe("work that is shared with another thread", () => {
  test.skipIf(availableParallelism() < 2)("is done by that one while this one is held up, and is the same", () => {
    const shared = search();
    expect(finished(shared, shared, true)).toBeLessThan(piecesOf(shared));
    expect(shared.lists).toEqual(alone.lists);
  });

  test("is done here when the other thread breaks in the middle of a piece", () => {
    const shared = search();
    expect(finished({ ...shared, lists: { ...shared.lists, likeness: null } }, shared, true)).toBe(piecesOf(shared));
    expect(shared.lists).toEqual(alone.lists);
  });

  test("is done here when the other thread breaks at once", () => {
    const shared = search();
    expect(finished(null, shared, false)).toBe(piecesOf(shared));
    expect(shared.lists).toEqual(alone.lists);
  });
});
