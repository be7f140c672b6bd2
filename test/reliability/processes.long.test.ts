import { expect, it } from "vitest";
import { failures } from "./failures.ts";
import { kill } from "./kill.ts";
import type { Options, Part } from "./part.ts";
import { races } from "./races.ts";
import { hasStrace } from "./strace.ts";

/** A share of what breaks the built program on a real disk: some commands, some of their calls. Everything is `npm run reliability`. */
const bounded: Options = { seconds: 10, seed: 1, share: 0.15 };

const PARTS: readonly (readonly [string, Part, boolean])[] = [
  ["kills at system calls", kill, hasStrace()],
  ["failing system calls", failures, hasStrace()],
  ["races of processes", races, true],
];

/** The run takes a few seconds more than it is given: homes are made, and what was begun is ended. Without strace the parts say so, and try nothing. */
it.runIf(process.env["CI"] === "true").each(PARTS)(
  "%s: old or new state, everything recorded, nothing lost",
  async (_, part, possible) => {
    const rows = await part(bounded);
    expect(rows.flatMap((row) => row.faults)).toEqual([]);
    expect(rows.reduce((sum, row) => sum + row.bad, 0)).toBe(0);
    expect(rows.reduce((sum, row) => sum + row.n, 0)).toBeGreaterThanOrEqual(possible ? 1 : 0);
  },
  240_000,
);
