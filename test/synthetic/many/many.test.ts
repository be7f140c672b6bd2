import { describe, expect, test } from "vitest";
import { IS_WHOLE } from "../../cases.ts";
import { manyHistory, type ManyOptions } from "./history.ts";
import type { Measure } from "./measure.ts";
import { runHistory } from "./run.ts";
import { TRADES } from "./trades.table.ts";
import { WRITERS, type Writer } from "./writers.ts";

const AGENTS = Object.keys(WRITERS).filter((name): name is Writer => name in WRITERS);
const OPTIONS: ManyOptions = { seed: 1, now: Date.UTC(2026, 10, 21, 9), families: 10, noise: 1, agents: AGENTS };

describe("histories over many agents", () => {
  test("are the same for the same options, and others for another seed", () => {
    expect(manyHistory(OPTIONS).home).toEqual(manyHistory(OPTIONS).home);
    expect(manyHistory(OPTIONS).home).not.toEqual(manyHistory({ ...OPTIONS, seed: 2 }).home);
  });

  test("the trades have forty families or more with four wordings, and each parameter stands in each wording", () => {
    expect(TRADES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(TRADES.map((one) => one.id)).size).toBe(TRADES.length);
    expect(new Set(TRADES.map((one) => one.trade)).size).toBeGreaterThanOrEqual(10);
    for (const one of TRADES) {
      expect(one.says.length, one.id).toBeGreaterThanOrEqual(3);
      for (const wording of one.says) for (const name of Object.keys(one.params)) expect(wording, one.id).toContain(`{${name}}`);
    }
  });

  test("noise is as much as was asked, and every kind of it is there", () => {
    const { asked } = manyHistory({ ...OPTIONS, noise: 10 });
    const count = (...kinds: readonly string[]) => asked.filter((one) => kinds.includes(one.kind)).length;
    expect(count("one-off", "transient", "planted")).toBe(10 * count("family", "below"));
    for (const kind of ["transient", "planted", "program", "group"]) expect(count(kind), kind).toBeGreaterThan(0);
  });

  test.each(IS_WHOLE ? AGENTS : AGENTS.slice(0, 2))("%s alone tells of the same families, and nothing that others wrote becomes a gene", (agent) => {
    const measure = runHistory({ ...OPTIONS, agents: [agent], now: Date.now() });
    expect(measure.recall).toBeGreaterThanOrEqual(0.9);
    expect(measure.precision).toBeGreaterThanOrEqual(0.9);
    for (const cause of ["planted words", "planted", "program", "group", "unknown words"]) expect(measure.wrong[cause] ?? 0, cause).toBe(0);
  });

  test("histories over all agents at equal noise keep precision, recall, slots and steps", () => {
    const measures = (IS_WHOLE ? [1, 2, 3, 4, 5, 6] : [1, 2, 3]).map((seed) => runHistory({ ...OPTIONS, seed, now: Date.now() }));
    const mean = (pick: (one: Measure) => number): number => measures.reduce((sum, one) => sum + pick(one), 0) / measures.length;
    expect(mean((one) => one.precision)).toBeGreaterThanOrEqual(0.95);
    expect(mean((one) => one.recall)).toBeGreaterThanOrEqual(0.93);
    expect(mean((one) => one.f1)).toBeGreaterThanOrEqual(0.95);
    expect(mean((one) => one.slotRecall)).toBeGreaterThanOrEqual(0.95);
    expect(mean((one) => one.steps)).toBeGreaterThanOrEqual(0.93);
  });
});
