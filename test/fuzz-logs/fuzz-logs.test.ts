import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LogAdapter, LogSource, Reading } from "#adapters/contract";
import { openclaw } from "#adapters/openclaw/adapter";
import { nodePowers } from "#platform/powers";
import { cases } from "../cases.ts";
import { openclawSample } from "../adapters/openclaw/sample.ts";
import { randomOf } from "../fuzz/random.ts";
import { tryCase } from "./case.ts";
import { faultsOf } from "./check.ts";
import { prepare, type Store } from "./material.ts";
import { mutateLine } from "./mutate.ts";

const SEED = 20_261_121;
/** A busy machine; alone it takes a few seconds. */
const SLOW_MS = 240_000;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fuzz-logs-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("broken logs", () => {
  let stores: readonly Store[] = [];
  beforeAll(() => {
    stores = prepare(join(folder, "stores"));
  });

  it("of every agent are read without fault by every adapter: stores from a fixed seed", { timeout: SLOW_MS }, () => {
    const numbers = Array.from({ length: cases(14) }, (_, number) => number);
    const tried = numbers.map((number) => tryCase(stores, SEED, number, join(folder, "case")));
    expect(tried.filter((one) => one.faults.length > 0)).toEqual([]);
    expect(tried.reduce((sum, one) => sum + one.lines, 0)).toBeGreaterThan(numbers.length * 10);
  });

  it("are the same for the same numbers", () => {
    const line = JSON.stringify({ type: "message", id: "a", timestamp: "2026-03-02T08:00:00Z", message: { role: "user", content: "x" } });
    const made = (seed: number): readonly string[] => {
      const random = randomOf(seed);
      return Array.from({ length: 200 }, () => Buffer.from(mutateLine(line, [line], random).bytes).toString("hex"));
    };
    expect(made(1)).toEqual(made(1));
    expect(new Set(made(1)).size).toBeGreaterThan(50);
    expect(made(1)).not.toEqual(made(2));
  });
});

describe("the fuzz can fail", () => {
  const file = (): string => join(folder, "spoiled", "agents/main/sessions/s1.jsonl");
  beforeAll(() => {
    mkdirSync(join(folder, "spoiled"), { recursive: true });
    openclawSample(join(folder, "spoiled"));
  });
  /** OpenClaw's adapter with a mistake in what it gives. */
  const spoiled = (change: (readings: readonly Reading[]) => readonly Reading[]): LogAdapter => ({
    ...openclaw,
    sources: function* (root, powers, options): Generator<LogSource> {
      for (const source of openclaw.sources(root, powers, options)) yield { ...source, read: () => change([...source.read()]) };
    },
  });
  const faults = (adapter: LogAdapter): readonly string[] => {
    const text = [
      '{"type":"session","id":"s1","timestamp":"2026-03-02T08:00:00Z"}',
      '{"type":"message","id":"a","parentId":null,"timestamp":"2026-03-02T08:00:00Z","message":{"role":"user","content":"fix it"}}',
      "{]",
    ];
    writeFileSync(file(), `${text.join("\n")}\n`);
    return faultsOf(adapter, join(folder, "spoiled"), nodePowers({ home: folder, cwd: folder, env: {} }), { file: file(), broken: [3] });
  };

  it("sees no fault where there is none", () => {
    expect(faults(openclaw)).toEqual([]);
  });

  it.each<[string, RegExp, (readings: readonly Reading[]) => readonly Reading[]]>([
    [
      "an error thrown",
      /threw Error: no/,
      () => {
        throw new Error("no");
      },
    ],
    ["a broken line that is not counted", /not counted: 3/, (readings) => readings.map((one) => ({ ...one, dropped: [] }))],
    [
      "a result of chance",
      /two results/,
      (readings) =>
        readings.map(({ conversation, dropped }) => ({ conversation: conversation && { ...conversation, runtime: String(process.hrtime.bigint()) }, dropped })),
    ],
    [
      "a reason that is none",
      /not in the catalogue/,
      (readings) => readings.map((one) => ({ ...one, dropped: [{ reason: "because" as never, place: { path: "p", line: 0 } }, ...one.dropped] })),
    ],
    [
      "an event that is malformed",
      /malformed event/,
      (readings) =>
        readings.map(({ conversation, dropped }) => ({
          conversation: conversation && { ...conversation, events: conversation.events.map((event) => ({ ...event, at: Number.NaN })) },
          dropped,
        })),
    ],
    ["nothing at all", /nothing came out/, () => []],
  ])("sees %s", (_what, fault, change) => {
    expect(faults(spoiled(change)).join("\n")).toMatch(fault);
  });
});
