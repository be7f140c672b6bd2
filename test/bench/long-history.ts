import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SessionPlan, Turn } from "../../scripts/demo/plan.ts";
import { recordsOf, uuidOf } from "../../scripts/demo/records.ts";
import { ask, file, run } from "../../scripts/demo/turns.ts";
import { type Dice, diceOf } from "../synthetic/dice.ts";
import { ONE_OFFS } from "../synthetic/one-offs.table.ts";
import { claudeCodeRecords, codexRecords, type LogRecord } from "./long-records.ts";

/** Sessions of one agent on disk: the root its adapter reads, every file, and how many bytes they have. */
export type History = Readonly<{ root: string; files: readonly string[]; bytes: number }>;

export type Agent = "openclaw" | "claude-code" | "codex";

type Format = Readonly<{ root: string; pathOf(plan: SessionPlan): string; recordsOf(plan: SessionPlan): readonly LogRecord[] }>;

const FORMATS: Readonly<Record<Agent, Format>> = {
  openclaw: {
    root: ".openclaw",
    pathOf: ({ name }) => `agents/main/sessions/${uuidOf("session", name)}.jsonl`,
    recordsOf: (plan) => recordsOf(plan, "new"),
  },
  "claude-code": {
    root: ".claude",
    pathOf: ({ name }) => `projects/-home-ana-code/${uuidOf("session", name)}.jsonl`,
    recordsOf: claudeCodeRecords,
  },
  codex: {
    root: ".codex",
    pathOf: ({ name }) => `sessions/2026/03/01/rollout-2026-03-01T00-00-00-${uuidOf("session", name)}.jsonl`,
    recordsOf: codexRecords,
  },
};

const SESSION_BYTES = 2 * 1024 * 1024;

/**
 * Writes sessions of one agent of about `bytes` in all into its place below `home`, about 2 MiB each (or as told); `called` begins their names. Tool results have the sizes that real
 * ones have: mostly short, some of several kilobytes, a few of 60. Holds one session in memory.
 */
export function writeHistory(agent: Agent, home: string, bytes: number, { sessionBytes = SESSION_BYTES, called = "long" } = {}): History {
  const format = FORMATS[agent];
  const root = join(home, format.root);
  const dice = diceOf(7);
  const files: string[] = [];
  let written = 0;
  for (let index = 0; written < bytes; index++) {
    const turns: Turn[] = [];
    let size = 0;
    while (size < sessionBytes) {
      const turn = aTurn(dice.pick(ONE_OFFS)[0], index * 1000 + turns.length, dice);
      turns.push(turn);
      size += 3000 + turn.calls.reduce((sum, call) => sum + 2 * call.output.length, 0);
    }
    const name = `${called}-${index}`;
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
    const text = format
      .recordsOf(plan)
      .map((record) => `${JSON.stringify(record)}\n`)
      .join("");
    const path = join(root, format.pathOf(plan));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    files.push(path);
    written += Buffer.byteLength(text);
  }
  return { root, files, bytes: written };
}

/** Sizes of tool results in characters, and how many of a hundred have each. */
const SIZES = [
  [50, 600],
  [35, 4000],
  [12, 15_000],
  [3, 60_000],
] as const;

/** What real sessions have of it: four calls a prompt, about 14 kB of log a call. */
function aTurn(text: string, number: number, dice: Dice): Turn {
  const output = (): string => {
    let roll = dice.below(100);
    const size = SIZES.find(([share]) => (roll -= share) < 0)?.[1] ?? 0;
    return `${number} lorem "ipsum" dolor\tsit amet, 41.20 /home/ana/x/${number}.txt\n`.repeat(Math.ceil(size / 60));
  };
  const path = `~/code/${number}.ts`;
  return ask(
    `${text} (${number})`,
    [run(`rg -n ${number} ~/code`, output()), file("read", path, output()), run(`npm test -- ${number}`, output()), file("read", path, output())],
    "Done: the answer is in the output above.",
  );
}
