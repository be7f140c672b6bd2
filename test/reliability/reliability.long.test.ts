import { expect, it } from "vitest";
import { crash } from "./crash.ts";
import type { Options, Part } from "./part.ts";
import { writes } from "./writes.ts";

/** Every moment and every operation of every act once, and a share of the rest; all of it is looked at by `npm run reliability`. */
const bounded: Options = { seconds: 150, seed: 1, share: 0.12 };

/** The parts with what of them is tried at least, so that a part that tries nothing cannot pass. */
const PARTS: readonly (readonly [string, Part, number])[] = [
  ["kills and errors in memory", crash, 3000],
  ["lost and reordered writes", writes, 100],
];

it.each(PARTS)(
  "%s: old or new state, everything recorded, nothing lost",
  async (_, part, least) => {
    const rows = await part(bounded);
    expect(rows.flatMap((row) => row.faults)).toEqual([]);
    expect(rows.reduce((sum, row) => sum + row.bad, 0)).toBe(0);
    expect(rows.reduce((sum, row) => sum + row.n, 0)).toBeGreaterThan(least);
  },
  900_000,
);
