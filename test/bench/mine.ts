import type { Action } from "#kernel/trace";
import { actionOf } from "#stages/observe/actions/action";
import { type MineItem, minePatterns } from "#stages/observe/patterns/mine";
import { tokensOf } from "#stages/observe/patterns/tokens";
import type { Redact } from "#stages/observe/redaction/redact";
import type { Result } from "./measure.ts";
import { type Drawn, requestsOf } from "./mined-texts.ts";
import type { Options } from "./options.ts";

const SIZES = [10_000, 30_000, 100_000, 300_000, 1_000_000];
/** Share of requests that are worded like no other. */
const KINDS = [
  ["mostly repeated", 0.05, false],
  ["mostly repeated, with calls", 0.05, true],
  ["mostly distinct", 0.9, false],
  ["mostly distinct, with calls", 0.9, true],
] as const;
/** Greatest exponent by which the cost may grow with the number of requests. */
const GROWTH = 1.15;

/** Mining as the number of requests grows, of bare texts and with the calls that answered them, against tokenising them; processor time, because other programs take none of that away. */
export function miningCurve(options: Options): readonly Result[] {
  const sizes = SIZES.filter((size, at) => at < 2 || size <= options.requests);
  return KINDS.map(([name, distinct, calls]) => {
    const costs = sizes.map((size) => costOf(requestsOf(size, distinct), calls));
    const [first, last] = [costs[0], costs.at(-1)];
    if (first === undefined || last === undefined || costs.some(({ patterns }) => patterns === 0)) throw new Error(`no patterns in requests that are ${name}`);
    const growth = Math.log(last.ms / first.ms) / Math.log((sizes.at(-1) ?? 1) / (sizes[0] ?? 1));
    return {
      name: `mine ${sizes.at(-1) ?? 0} requests, ${name}`,
      ms: last.ms,
      floorMs: last.floorMs,
      ratio: last.ms / last.floorMs,
      goal: `exponent <= ${GROWTH}`,
      met: sizes.length > 1 && growth <= GROWTH,
      note: `exponent ${growth.toFixed(2)}; ${costs.map(({ ms, patterns }, at) => `${sizes[at] ?? 0}: ${(ms / 1000).toFixed(1)} s, ${patterns} patterns`).join("; ")}`,
    };
  });
}

function costOf(drawn: readonly Drawn[], calls: boolean): Readonly<{ ms: number; floorMs: number; patterns: number }> {
  const items = drawn.map(({ text, lines }, at): MineItem => {
    const actions = calls ? lines.map(calledWith) : [];
    return { id: `i${at}`, text, session: `s${at}`, at: null, actions, outcome: { label: "unknown" } };
  });
  const [floorMs] = processorTime(() => drawn.reduce((sum, { text }) => sum + tokensOf(text).length, 0));
  const [ms, patterns] = processorTime(() => minePatterns(items, { sessions: 3, days: 2 }).patterns.length);
  return { ms, floorMs, patterns };
}

const keep: Redact = (text) => ({ text, found: {} });

function calledWith(command: string, at: number): Action {
  const [id, place] = [`c${at}`, { path: "log", line: at + 1 }];
  const call = { kind: "call", id, at: null, place, tool: "exec", input: { command } } as const;
  return actionOf(call, { kind: "result", id, at: null, place, ok: true, exitCode: 0, status: null, durationMs: null, text: "" }, keep, null);
}

function processorTime(work: () => number): readonly [number, number] {
  const start = process.cpuUsage();
  const answer = work();
  const { user, system } = process.cpuUsage(start);
  return [(user + system) / 1000, answer];
}
