import { readdirSync, readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { cases } from "../cases.ts";
import { drive, type Found, NOTHING, type Progress } from "./drive.ts";
import { SPOILED } from "./spoiled.table.ts";
import type { ToTry, Tried } from "./try-worker.ts";

const REGRESSIONS = new URL("regressions/", import.meta.url);
const SEED = 20_261_121;
/** A busy machine; alone each takes a few seconds. */
const SLOW_MS = 240_000;

/** Programs that use the one mistake of each spoiled language. */
const WITNESSES: Readonly<Record<string, string>> = {
  "constructor as a member": 'const make = (() => 1).constructor; make("return 1");',
  "__proto__ as a member": "const o = {}; console.log(o.__proto__);",
  "call as a method": "const go = (x) => x; go.call(1);",
  "eval as a global": 'eval("1");',
  "setTimeout as a global": "setTimeout(() => 1, 0);",
  "constructors as values": "console.log(Object.entries(Error));",
  "fetch as a global": 'fetch("https://evil.example/x");',
  "process.exit as a chain": "process.exit(0);",
  "the whole environment": "console.log({ ...process.env });",
  "Object.getPrototypeOf as a chain": "Object.getPrototypeOf([]);",
  "methods as values": "[1].forEach([].push, Number);",
  "files without the vetted functions": 'import { readFileSync } from "node:fs"; console.log(readFileSync("/etc/passwd", "utf8"));',
  "dynamic import": 'import("node:fs");',
  "a built-in's names as own fields": "const o = { getPrototypeOf: 1, constructor: 2 }; (() => 1).constructor;",
};

/** Runs texts in a thread with the realm of wires, which needs a flag that this one was not started with. */
async function tryAll(list: readonly ToTry[]): Promise<readonly Tried[]> {
  const worker = new Worker(new URL("try-worker.ts", import.meta.url), { workerData: list, execArgv: ["--experimental-vm-modules", "--no-warnings"] });
  try {
    return await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  } finally {
    await worker.terminate();
  }
}

async function fuzz(programs: number, spoiled: string | null): Promise<{ progress: Progress; found: readonly Found[] }> {
  const progress: Progress = { next: 0, lost: 0, milliseconds: 0, counts: NOTHING };
  const found = await drive({ seed: SEED, programs, seconds: Infinity, workers: 1, spoiled, stopAtEscape: true }, progress, () => undefined);
  return { progress, found };
}

describe("accepted programs", () => {
  it("reach no capability: programs from a fixed seed", { timeout: SLOW_MS }, async () => {
    const programs = cases(500);
    const { progress, found } = await fuzz(programs, null);
    expect(found).toEqual([]);
    expect(progress).toMatchObject({ lost: 0, counts: { tried: programs } });
    expect(progress.counts.accepted).toBeGreaterThan(programs / 10);
    expect(progress.counts.executed).toBeGreaterThan(programs / 10);
  });

  it("of all escapes ever found none is accepted again", { timeout: SLOW_MS }, async () => {
    const texts = readdirSync(REGRESSIONS).map((name) => readFileSync(new URL(name, REGRESSIONS), "utf8"));
    expect(texts.length).toBeGreaterThan(0);
    const tried = await tryAll(texts.map((code) => ({ code, spoiled: null })));
    expect(texts.filter((_text, at) => tried[at]?.accepted !== false && tried[at]?.escapes.length !== 0)).toEqual([]);
  });
});

describe("the fuzz can fail", () => {
  it("sees the way out that each mistake opens, and the language as it is refuses that program", { timeout: SLOW_MS }, async () => {
    expect(Object.keys(WITNESSES)).toEqual(Object.keys(SPOILED));
    const names = Object.keys(WITNESSES);
    const codes = Object.values(WITNESSES);
    const [sound, spoiled] = await Promise.all([
      tryAll(codes.map((code) => ({ code, spoiled: null }))),
      tryAll(codes.map((code, at) => ({ code, spoiled: names[at] ?? null }))),
    ]);
    expect(names.filter((_name, at) => sound[at]?.accepted !== false)).toEqual([]);
    expect(names.filter((_name, at) => spoiled[at]?.accepted !== true || spoiled[at].escapes.length === 0)).toEqual([]);
  });

  for (const name of ["constructor as a member", "methods as values"]) {
    it(`finds a mistake by itself: ${name}`, { timeout: SLOW_MS }, async () => {
      const { found } = await fuzz(4_000, name);
      expect(found).not.toEqual([]);
      expect(found[0]?.short.length).toBeLessThanOrEqual(found[0]?.code.length ?? 0);
    });
  }
});
