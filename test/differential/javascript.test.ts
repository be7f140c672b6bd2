import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { prepareAll } from "#stages/scan/prepare";
import { cases } from "../cases.ts";
import { type Claims, claimsOf, isCovered, isExact, runnable } from "./javascript-claims.ts";
import { javascriptProgram } from "./javascript-programs.ts";
import type { RealCall } from "./javascript-runner.ts";

await prepareAll();

const RUNNER = new URL("javascript-runner.ts", import.meta.url).pathname;
const COUNT = cases(1_000);
const PER_TEST = 100;

type Case = Readonly<{ seed: number; text: string; claims: Claims; code: ReturnType<typeof runnable> }>;

/** Seed -> a program and what the scan says of its probes; null where it is refused. */
function caseOf(seed: number): Case | null {
  const program = javascriptProgram(seed);
  const claims = claimsOf(program);
  return claims === null ? null : { seed, text: program.text, claims, code: runnable(program) };
}

/** What the engine gave each probe; null for a text that is no program. */
function runAll(all: readonly Case[]): readonly (readonly RealCall[] | null)[] {
  const ran = spawnSync(process.execPath, ["--no-warnings", "--experimental-vm-modules", RUNNER], {
    input: JSON.stringify(all.map(({ code }) => code)),
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 100_000,
  });
  expect(ran.stderr).toBe("");
  return JSON.parse(ran.stdout) as readonly (readonly RealCall[] | null)[];
}

/** Not told apart from what is there: a variable that is read before it is written. */
const isUnwritten = (call: RealCall): boolean => JSON.stringify(call.value).includes("undefined");

describe("what the scan says that an expression of JavaScript may be", () => {
  const sum = { compared: 0, probes: 0, exact: 0 };

  for (let from = 0; from < COUNT; from += PER_TEST)
    it(`holds what it is in programs ${String(from)} to ${String(Math.min(COUNT, from + PER_TEST))}`, { timeout: 120_000 }, () => {
      const all = Array.from({ length: Math.min(PER_TEST, COUNT - from) }, (_, at) => caseOf(from + at)).filter((one) => one !== null);
      for (const [at, calls] of runAll(all).entries()) {
        const one = all[at];
        if (one === undefined || calls === null) continue;
        sum.compared++;
        sum.probes += calls.length;
        sum.exact += calls.filter((call) => isExact(one.claims.values.get(call.number) ?? [])).length;
        const missed = calls.filter((call) => !isUnwritten(call) && !isCovered(one.claims, one.claims.values.get(call.number) ?? [], call.value));
        expect(missed, `seed ${String(one.seed)}\n${one.text}`).toEqual([]);
      }
    });

  it("is compared for most programs, and to the letter for many of their values", () => {
    expect(sum.compared).toBeGreaterThan(COUNT * 0.8);
    expect(sum.exact).toBeGreaterThan(sum.probes / 6);
  });

  it("is found wanting where it is", () => {
    const { claims } = caseOf(0) ?? {};
    if (claims === undefined) throw new Error("the first program is refused");
    expect(isCovered(claims, [{ kind: "constant", value: "a" }], { kind: "text", value: "b" })).toBe(false);
    expect(isCovered(claims, [{ kind: "text", prefix: "a" }], { kind: "text", value: "b" })).toBe(false);
    expect(isCovered(claims, [{ kind: "list", items: [] }], { kind: "list", items: [{ kind: "text", value: "b" }] })).toBe(false);
    expect(isCovered(claims, [], { kind: "text", value: "b" })).toBe(false);
  });
});
