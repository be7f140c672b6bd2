import type { Reading } from "#adapters/contract";
import type { TraceEvent } from "#kernel/trace";

/** What must come out of the sample, to the one: calls and results by distinct id, replies by distinct message id. */
export type Counts = Readonly<{ sessions: number; prompts: number; replies: number; calls: number; results: number }>;

/** Readings -> how much came out of them. */
export function countsOf(readings: readonly Reading[]): Counts {
  const conversations = readings.flatMap((one) => one.conversation ?? []);
  const distinct = (kind: TraceEvent["kind"]): number =>
    conversations.reduce((sum, { events }) => sum + new Set(events.flatMap((event) => (event.kind === kind && "id" in event ? [event.id] : []))).size, 0);
  const [prompts, replies, calls, results] = [distinct("prompt"), distinct("reply"), distinct("call"), distinct("result")];
  return { sessions: conversations.length, prompts, replies, calls, results };
}
