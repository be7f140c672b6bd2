import { modelSettings } from "#kernel/model";
import { nodePowers } from "#platform/powers";
import { modelLedger } from "#store/model-ledger";

/** Takes 10 tokens at a time until the day's budget of 1000 refuses, and prints how often it could. */
const [path = "", run = ""] = process.argv.slice(2);
const settings = modelSettings({
  kind: "ollama",
  endpoint: "http://127.0.0.1:1",
  model: "small",
  budget: { tokensPerDay: 1000 },
  limits: { requestsPerMinute: 10_000, tokensPerMinute: 1_000_000 },
});
if ("fault" in settings) throw new Error(settings.fault);
const ledger = modelLedger(nodePowers().openStore(path));
const meter = ledger.meter(settings, run, () => Date.parse("2026-03-09T09:00:00Z"));
let taken = 0;
while (meter.reserve({ input: 6, output: 4 }).kind === "go") taken += 1;
ledger.close();
console.log(taken);
