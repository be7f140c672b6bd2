import type { Action } from "#kernel/trace";
import { actionOf } from "#stages/observe/actions/action";
import { shareWork } from "#platform/shared-work";
import { type MineItem, minePatterns } from "#stages/observe/patterns/mine";
import { tokensOf } from "#stages/observe/patterns/tokens";
import type { Redact } from "#stages/observe/redaction/redact";
import type { Mining } from "./mine.ts";
import { requestsOf } from "./mined-texts.ts";

const keep: Redact = (text) => ({ text, found: {} });

/** `mine-child.ts REQUESTS DISTINCT CALLS`: mines so many requests once, in a process of its own whose memory nothing else has touched, and prints what it took as JSON. */
function main(requests: number, distinct: number, calls: boolean): Mining {
  const items = itemsOf(requests, distinct, calls);
  globalThis.gc?.();
  const inputMb = process.memoryUsage.rss() / 1e6;
  const [start, before] = [performance.now(), process.cpuUsage()];
  const patterns = minePatterns(items, { sessions: 3, days: 2 }, shareWork).patterns.length;
  const wallMs = performance.now() - start;
  const ms = millisecondsSince(before);
  const peakMb = (process.resourceUsage().maxRSS * 1024) / 1e6;
  // Afterwards, so that it takes no part in the peak.
  const floor = process.cpuUsage();
  const tokens = items.reduce((sum, { text }) => sum + tokensOf(text).length, 0);
  if (tokens === 0) throw new Error("the requests have no words");
  return { requests, ms, wallMs, floorMs: millisecondsSince(floor), inputMb, peakMb, patterns };
}

function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function itemsOf(requests: number, distinct: number, calls: boolean): readonly MineItem[] {
  const items: MineItem[] = [];
  for (const { text, lines } of requestsOf(requests, distinct)) {
    const at = items.length;
    items.push({ id: `i${at}`, text, session: `s${at}`, at: null, actions: calls ? lines.map(calledWith) : [], outcome: { label: "unknown" } });
  }
  return items;
}

function calledWith(command: string, at: number): Action {
  const [id, place] = [`c${at}`, { path: "log", line: at + 1 }];
  const call = { kind: "call", id, at: null, place, tool: "exec", input: { command } } as const;
  return actionOf(call, { kind: "result", id, at: null, place, ok: true, exitCode: 0, status: null, durationMs: null, text: "" }, keep, null);
}

const [requests, distinct, calls] = process.argv.slice(2);
console.log(JSON.stringify(main(Number(requests), Number(distinct), calls === "true")));
