import { describe, expect, test } from "vitest";
import type { Helping } from "#kernel/powers";
import { help, startHelper } from "#platform/second-thread";

describe("a second thread", () => {
  test("that breaks at once leaves every piece to who asked, and keeps nobody waiting", () => {
    const helper = startHelper({});
    const before = performance.now();
    for (let piece = 0; piece < 2000; piece += 1) expect(helper?.take(piece) ?? null).toBeNull();
    helper?.stop();
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test("claims no piece that the other one is at or has, and none when all is over", () => {
    const shared = new Int32Array(new SharedArrayBuffer(4 * 400));
    const claimed: number[] = [];
    const port = { postMessage: () => undefined } as unknown as NonNullable<Parameters<typeof help>[1]>["port"];
    const work = (_given: unknown, { claim }: Helping): void => {
      for (let piece = 0; piece < 40; piece += 1) {
        // the third cell is where the pieces begin
        if (piece === 20) Atomics.store(shared, 3 + 25, 1);
        if (piece === 30) Atomics.store(shared, 2, 1);
        if (claim(piece)) claimed.push(piece);
      }
    };
    Atomics.store(shared, 1, 10);
    help(work, { given: null, shared, port });
    expect(claimed).toEqual(Array.from({ length: 12 }, (_, index) => 18 + index).filter((piece) => piece !== 25));
  });
});
