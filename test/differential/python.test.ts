import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { preparePython } from "#stages/scan/python/grammar";
import { cases } from "../cases.ts";
import { claimsOf, isCovered, knowledgeOf, type RealCall } from "./python-claims.ts";
import { pythonProgram } from "./python-programs.ts";

const PROGRAMS = cases(400);
const HAS_PYTHON = spawnSync("python3", ["--version"]).status === 0;
if (!HAS_PYTHON) console.warn("SKIPPED: no python3, so nothing that the scan says of Python is compared with what it is");
const RUNNER = new URL("python-runner.py", import.meta.url).pathname;

beforeAll(preparePython);

/** What the real interpreter gave each probe; null for a program that it refuses or that takes too long. */
function runAll(texts: readonly string[]): readonly (readonly RealCall[] | null)[] {
  const ran = spawnSync("python3", [RUNNER], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONHASHSEED: "0" },
  });
  expect(ran.stderr).toBe("");
  return JSON.parse(ran.stdout) as readonly (readonly RealCall[] | null)[];
}

describe("what the scan says that an expression of Python may be", () => {
  it.skipIf(!HAS_PYTHON)(
    "holds what it is when the interpreter runs it",
    () => {
      const texts = Array.from({ length: PROGRAMS }, (_, at) => pythonProgram(at + 1));
      const missed: string[] = [];
      const known = { unknown: 0, part: 0, all: 0 };
      for (const [at, calls] of runAll(texts).entries()) {
        const text = texts[at] ?? "";
        const claims = calls === null ? null : claimsOf(text);
        if (calls === null || claims === null) continue;
        for (const call of calls) {
          const claim = claims.get(call.number);
          for (const one of claim?.by ?? []) known[knowledgeOf(one)]++;
          if (!isCovered(claim, call)) missed.push(`seed ${String(at + 1)}, probe ${String(call.number)}: ${JSON.stringify(call)}\n${text}`);
        }
      }
      expect(missed.slice(0, 3)).toEqual([]);
      // Programs of which nothing is known would prove nothing.
      expect(known.all).toBeGreaterThan(PROGRAMS);
    },
    60_000 + PROGRAMS * 500,
  );
});
