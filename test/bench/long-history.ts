import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SessionPlan, Turn } from "../../scripts/demo/plan.ts";
import { recordsOf, uuidOf } from "../../scripts/demo/records.ts";
import { ask, file, run } from "../../scripts/demo/turns.ts";
import { diceOf } from "../synthetic/dice.ts";
import { ONE_OFFS } from "../synthetic/one-offs.table.ts";

/**
 * Writes transcripts of about `bytes` in all into `<home>/.openclaw/agents/main/sessions`, about 2 MiB each. Tool results have the sizes that real
 * ones have: mostly short, some of several kilobytes, a few of 60. -> the folder and its lines in memory.
 */
export function writeLongHistory(home: string, bytes: number): Readonly<{ state: string; lines: readonly string[] }> {
  const folder = join(home, ".openclaw/agents/main/sessions");
  mkdirSync(folder, { recursive: true });
  const dice = diceOf(7);
  const lines: string[] = [];
  let written = 0;
  for (let index = 0; written < bytes; index++) {
    const turns: Turn[] = [];
    let size = 0;
    while (size < 2 * 1024 * 1024) {
      const turn = aTurn(dice.pick(ONE_OFFS)[0], dice.below(100), index * 1000 + turns.length);
      turns.push(turn);
      size += 3000 + turn.calls.reduce((sum, call) => sum + 2 * call.output.length, 0);
    }
    const name = `long-${index}`;
    const plan: SessionPlan = {
      name,
      agent: "main",
      key: `agent:main:explicit:${name}`,
      storage: "file",
      audience: "direct",
      channel: "webchat",
      start: Date.UTC(2026, 2, 1),
      machine: null,
      turns,
    };
    const own = recordsOf(plan, "new").map((record) => JSON.stringify(record));
    const text = `${own.join("\n")}\n`;
    writeFileSync(join(folder, `${uuidOf("session", name)}.jsonl`), text);
    for (const line of own) lines.push(line);
    written += text.length;
  }
  return { state: join(home, ".openclaw"), lines };
}

function aTurn(text: string, roll: number, number: number): Turn {
  const size = roll < 60 ? 200 : roll < 90 ? 3000 : roll < 98 ? 12_000 : 60_000;
  const output = `${number} lorem "ipsum" dolor\tsit amet, 41.20 /home/ana/x/${number}.txt\n`.repeat(Math.ceil(size / 60));
  return ask(
    `${text} (${number})`,
    [run(`rg -n ${number} ~/code`, output), file("read", `~/code/${number}.ts`, output)],
    "Done: the answer is in the output above.",
  );
}
