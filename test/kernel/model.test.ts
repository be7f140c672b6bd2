import { describe, expect, it } from "vitest";
import { validateOverlay } from "#generated/validators";
import { keyInFile, microsOf, type ModelOverlay, modelSettings, overBudget } from "#kernel/model";

const model: ModelOverlay = { kind: "openai", endpoint: "https://api.openai.com/v1", model: "small", keyVariable: "OPENAI_API_KEY" };
const faultOf = (more: Partial<ModelOverlay>) => {
  const made = modelSettings({ ...model, ...more });
  return "fault" in made ? made.fault : null;
};

describe("model settings", () => {
  it("are filled in, and always with a budget", () => {
    expect(modelSettings({ ...model, endpoint: "https://api.openai.com/v1/" })).toMatchObject({
      endpoint: "https://api.openai.com/v1",
      origin: "https://api.openai.com",
      budget: { tokensPerRun: 100_000, tokensPerDay: 300_000, microsPerRun: null, microsPerDay: null },
      uses: { wording: true, names: true, opinion: true, outcomes: false },
    });
  });

  it.each([
    ["ftp://x.example", "must begin with https"],
    ["file:///etc/passwd", "must begin with https"],
    ["not an address", "no web address"],
    ["https://user:secret@x.example/v1", "a name or a password"],
    ["https://x.example/v1?key=secret", "without ? and #"],
    ["http://x.example/v1", "plain http to another machine"],
    ["http://127.0.0.1.evil.example/v1", "plain http to another machine"],
    ["http://localhost.evil.example", "plain http to another machine"],
  ])("refuse the endpoint %s", (endpoint, why) => {
    expect(faultOf({ endpoint })).toContain(why);
    expect(faultOf({ endpoint })).not.toContain("secret");
  });

  it.each(["http://127.0.0.1:11434", "http://localhost:11434", "http://[::1]:8080/v1", "https://x.example"])("take the endpoint %s", (endpoint) => {
    expect(faultOf({ endpoint })).toBeNull();
  });

  it("take plain http to another machine only in as many words", () => {
    expect(faultOf({ endpoint: "http://box.lan:11434", plainHttp: "to-other-machines" })).toBeNull();
  });

  it("refuse a budget of money without a price", () => {
    expect(faultOf({ budget: { moneyPerDay: 1 } })).toContain("no price is known");
    expect(faultOf({ budget: { moneyPerDay: 1 }, price: { input: 3, output: 15 } })).toBeNull();
  });

  it("find a key that was written into the file, and never repeat it", () => {
    for (const wrong of [{ apiKey: "sk-abc" }, { api_key: "sk-abc" }, { token: "sk-abc" }, { keyVariable: "sk-abc" }, { keyVariable: "" }]) {
      expect(keyInFile({ ...model, ...wrong })).toContain("a key is never kept in a file");
      expect(keyInFile({ ...model, ...wrong })).not.toContain("sk-abc");
      expect(validateOverlay({ schemaVersion: 1, model: { ...model, ...wrong } })).toBe(false);
    }
    expect(keyInFile(model)).toBeNull();
    expect(keyInFile(null)).toBeNull();
  });
});

describe("budget", () => {
  const budget = { tokensPerRun: 100, tokensPerDay: 150, microsPerRun: 1000, microsPerDay: 1500 };
  const used = (run: number, day: number, runMicros = 0, dayMicros = 0) => ({
    run: { tokens: run, micros: runMicros },
    day: { tokens: day, micros: dayMicros },
  });

  it("allows up to the last token and not one more", () => {
    expect(overBudget(budget, used(60, 60), { tokens: 40, micros: 1 })).toBeNull();
    expect(overBudget(budget, used(60, 60), { tokens: 41, micros: 1 })).toBe("in this run 60 of 100 tokens are used and this could need 41");
    expect(overBudget(budget, used(0, 120), { tokens: 31, micros: 1 })).toContain("today 120 of 150");
  });

  it("counts money, and refuses when the price is not known", () => {
    expect(overBudget(budget, used(0, 0, 900, 900), { tokens: 1, micros: 101 })).toBe("in this run 0.0009 of 0.0010 are spent and this could cost 0.0001");
    expect(overBudget(budget, used(0, 0, 0, 1450), { tokens: 1, micros: 51 })).toContain("today 0.0014 of 0.0015");
    expect(overBudget(budget, used(0, 0), { tokens: 1, micros: null })).toBe("money is limited and the price is not known");
  });

  it("rounds a price up, never down", () => {
    expect(microsOf({ input: 0.15, output: 0.6 }, { input: 1, output: 1 })).toBe(1);
    expect(microsOf({ input: 3, output: 15 }, { input: 1000, output: 100 })).toBe(4500);
    expect(microsOf(null, { input: 1, output: 1 })).toBeNull();
  });
});
