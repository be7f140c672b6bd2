import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type ModelOverlay, modelSettings, type ModelSettings } from "#kernel/model";
import { IN_MEMORY } from "#kernel/powers";
import { nodePowers } from "#platform/powers";
import { modelLedger } from "#store/model-ledger";

const NOW = Date.parse("2026-03-09T09:00:00Z");
const HOUR = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), "ledger-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function settingsWith(more: Partial<ModelOverlay>): ModelSettings {
  const made = modelSettings({ kind: "ollama", endpoint: "http://127.0.0.1:11434", model: "small", ...more });
  if ("fault" in made) throw new Error(made.fault);
  return made;
}

function aLedger() {
  return modelLedger(nodePowers().openStore(IN_MEMORY));
}

const upper = { input: 600, output: 400 };

describe("the ledger of models", () => {
  it("holds back the estimate before a call and puts the truth in its place after it", () => {
    const ledger = aLedger();
    const meter = ledger.meter(settingsWith({ price: { input: 2, output: 10 }, budget: { tokensPerRun: 1500 } }), "run-1", () => NOW);
    const first = meter.reserve(upper);
    expect(first).toMatchObject({ kind: "go" });
    expect(ledger.used("run-1", NOW).run).toEqual({ tokens: 1000, micros: 600 * 2 + 400 * 10 });
    expect(meter.reserve(upper)).toMatchObject({ kind: "refused", detail: "in this run 1000 of 1500 tokens are used and this could need 1000" });
    if (first.kind === "go") meter.settle(first.id, { input: 100, output: 50 });
    expect(ledger.used("run-1", NOW)).toEqual({ run: { tokens: 150, micros: 700 }, day: { tokens: 150, micros: 700 } });
    expect(meter.reserve(upper)).toMatchObject({ kind: "go" });
  });

  it("keeps the estimate when nobody knows what was used, also of a process that died", () => {
    const ledger = aLedger();
    const meter = ledger.meter(settingsWith({}), "run-1", () => NOW);
    const call = meter.reserve(upper);
    if (call.kind === "go") meter.settle(call.id, null);
    meter.reserve(upper);
    expect(ledger.used("run-2", NOW)).toEqual({ run: { tokens: 0, micros: 0 }, day: { tokens: 2000, micros: 0 } });
  });

  it("counts a day in UTC, whoever asked and at whatever endpoint", () => {
    const ledger = aLedger();
    const settings = settingsWith({ budget: { tokensPerDay: 1500 } });
    const other = settingsWith({ endpoint: "http://127.0.0.1:9", budget: { tokensPerDay: 1500 } });
    expect(ledger.meter(settings, "run-1", () => NOW).reserve(upper).kind).toBe("go");
    expect(ledger.meter(other, "run-2", () => NOW + 10 * HOUR).reserve(upper)).toMatchObject({ kind: "refused" });
    expect(ledger.meter(other, "run-2", () => NOW + 15 * HOUR).reserve(upper).kind).toBe("go");
  });

  it("spends no more money than a day allows", () => {
    const ledger = aLedger();
    const meter = ledger.meter(settingsWith({ price: { input: 3, output: 15 }, budget: { moneyPerDay: 0.01 } }), "run-1", () => NOW);
    expect(meter.reserve(upper).kind).toBe("go");
    expect(meter.reserve(upper)).toMatchObject({ kind: "refused", detail: "today 0.0078 of 0.0100 are spent and this could cost 0.0078" });
  });

  it("lets so many requests through in any minute, and says how long the next one waits", () => {
    const ledger = aLedger();
    let now = NOW;
    const meter = ledger.meter(settingsWith({ limits: { requestsPerMinute: 2 } }), "run-1", () => now);
    expect(meter.reserve(upper).kind).toBe("go");
    now += 20_000;
    expect(meter.reserve(upper).kind).toBe("go");
    now += 10_000;
    expect(meter.reserve(upper)).toEqual({ kind: "wait", ms: 30_000 });
    now += 30_000;
    expect(meter.reserve(upper).kind).toBe("go");
    expect(meter.reserve(upper)).toEqual({ kind: "wait", ms: 20_000 });
  });

  it("lets so many tokens through in any minute, and refuses what never fits", () => {
    const ledger = aLedger();
    let now = NOW;
    const meter = ledger.meter(settingsWith({ limits: { tokensPerMinute: 2500 } }), "run-1", () => now);
    for (let at = 0; at < 2; at += 1) {
      expect(meter.reserve(upper).kind).toBe("go");
      now += 1000;
    }
    expect(meter.reserve(upper)).toEqual({ kind: "wait", ms: 58_000 });
    expect(meter.reserve({ input: 2000, output: 501 })).toMatchObject({ kind: "refused" });
  });

  it("limits each endpoint for itself", () => {
    const ledger = aLedger();
    const limits = { requestsPerMinute: 1 };
    expect(ledger.meter(settingsWith({ limits }), "run-1", () => NOW).reserve(upper).kind).toBe("go");
    expect(ledger.meter(settingsWith({ limits, endpoint: "http://127.0.0.1:9" }), "run-1", () => NOW).reserve(upper).kind).toBe("go");
  });

  it("keeps answers until they are forgotten", () => {
    const ledger = aLedger();
    expect(ledger.kept("q")).toBeNull();
    ledger.keep("q", { value: { title: "x" }, answer: "a".repeat(64), model: "small" });
    expect(ledger.kept("q")).toEqual({ value: { title: "x" }, answer: "a".repeat(64), model: "small" });
    expect(ledger.forget()).toBe(1);
    expect(ledger.kept("q")).toBeNull();
  });

  it("refuses a ledger of a newer program", () => {
    const path = join(folder, "newer.sqlite");
    const database = nodePowers().openStore(path);
    modelLedger(database);
    database.run("UPDATE meta SET value = 99 WHERE key = 'version'");
    expect(() => modelLedger(database)).toThrow(/version 99/);
    database.close();
  });

  it("gives several processes together no more than there is", async () => {
    const path = join(folder, "shared.sqlite");
    modelLedger(nodePowers().openStore(path)).close();
    const child = join(import.meta.dirname, "model-ledger-child.ts");
    const counts = await Promise.all(
      ["a", "b", "c"].map(
        (run) =>
          new Promise<number>((done) => {
            let out = "";
            const one = spawn(process.execPath, ["--no-warnings", child, path, run], { stdio: ["ignore", "pipe", "inherit"] });
            one.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
            one.on("close", () => {
              done(Number(out));
            });
          }),
      ),
    );
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(100);
  });
});
