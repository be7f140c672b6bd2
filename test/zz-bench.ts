import { mkdirSync, readFileSync, writeFileSync, rmSync } from "node:fs";
import { nodePowers } from "#platform/powers";
import { openclaw } from "#adapters/openclaw/adapter";
const dir = "/tmp/ocbench/agents/main/sessions";
mkdirSync(dir, { recursive: true });
let total = 0; let n = 0;
const src: string[] = [];
for (let f = 0; f < 50; f++) {
  const lines = [JSON.stringify({ type: "session", version: 3, id: `s${f}`, timestamp: "2026-03-02T08:00:00.000Z", cwd: "/home/ana" })];
  let size = 0; let i = 0;
  while (size < 2 << 20) {
    i++; n++;
    const id = n.toString(16).padStart(8, "0"); const ts = new Date(1772438405000 + n * 1000).toISOString();
    const batch = [
      { type: "message", id: id + "u", parentId: null, timestamp: ts, message: { role: "user", content: `[WhatsApp +15550100 Mon 2026-03-02 08:04:11 UTC] convert the invoices of month ${n} in ~/inbox to csv\n[message_id: wamid.${n}]`, timestamp: 1772438405000 } },
      { type: "message", id: id + "a", parentId: id, timestamp: ts, message: { role: "assistant", content: [{ type: "thinking", thinking: "list the folder first ".repeat(10) }, { type: "toolCall", id: "call_" + n, name: "exec", arguments: { command: "ls ~/inbox/" + n } }], api: "example-api", provider: "example", model: "example-1", usage: { input: 900, output: 40, cacheRead: 0, cacheWrite: 0, totalTokens: 940, cost: { input: 0.001, output: 0.0004, cacheRead: 0, cacheWrite: 0, total: 0.0014 } }, stopReason: "toolUse", timestamp: 1772438409000 } },
      { type: "message", id: id + "r", parentId: id, timestamp: ts, message: { role: "toolResult", toolCallId: "call_" + n, toolName: "exec", content: [{ type: "text", text: "a.pdf\nb.pdf\n\"c.pdf\"\n".repeat(60) }], details: { status: "completed", exitCode: 0, durationMs: 4, aggregated: "a.pdf\nb.pdf\n\"c.pdf\"\n".repeat(60) }, isError: false, timestamp: 1772438410000 } },
      { type: "message", id: id + "f", parentId: id, timestamp: ts, message: { role: "assistant", content: [{ type: "text", text: "Done: three files written to ~/inbox/csv. ".repeat(4) }], api: "example-api", provider: "example", model: "example-1", usage: { input: 900, output: 40 }, stopReason: "stop", timestamp: 1772438420000 } },
      ...(process.env.MIX ? [{ type: "custom", id: id + "c", parentId: id, timestamp: ts, customType: "openclaw.cache-ttl", data: { frozenToolResults: [{ texts: ["a.pdf\nb.pdf\n\"c.pdf\"\n".repeat(60)] }] } }, { type: "custom", id: id + "d", parentId: id, timestamp: ts, customType: "openclaw:bootstrap-context:full", data: { files: 6 } }] : []),
    ];
    for (const b of batch) { const l = JSON.stringify(b); lines.push(l); size += l.length + 1; }
  }
  const text = lines.join("\n") + "\n"; total += text.length; src.push(text);
  writeFileSync(`${dir}/s${f}.jsonl`, text);
}
console.log((total / 1e6).toFixed(0), "MB", n * 4, "lines");
const powers = nodePowers();
for (let round = 0; round < 3; round++) {
  const lines = src.flatMap((t) => t.split("\n").filter((l) => l !== ""));
  let t0 = performance.now(); let x = 0;
  for (const l of lines) x += JSON.parse(l).type.length;
  const plain = performance.now() - t0;
  t0 = performance.now(); let ev = 0;
  for (const r of openclaw.read({ adapter: "openclaw", path: "/tmp/ocbench", why: "" }, powers, { includeGroups: false, includeDeleted: false, lineBytes: 8 << 20 })) ev += r.conversation?.events.length ?? 0;
  const ours = performance.now() - t0;
  console.log("plain", plain.toFixed(0), "ours", ours.toFixed(0), "ratio", (plain / ours).toFixed(2), ev, x);
}

