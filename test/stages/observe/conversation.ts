import type { Conversation, TraceEvent } from "#kernel/trace";
import type { Span } from "#kernel/trust";

const MARCH = Date.UTC(2026, 2, 2, 8);

/** Builds a conversation step by step, as an adapter would hand it over. */
export function aConversation(id = "s1", more: Partial<Conversation> = {}) {
  const events: TraceEvent[] = [];
  let line = 1;
  const place = () => ({ path: `/logs/${id}.jsonl`, line: line++ });
  const at = () => (more.startedAt ?? MARCH) + line * 1000;
  const builder = {
    says(text: string, speaker: string | null = null) {
      return builder.spans([{ trust: "user", text }], speaker);
    },
    spans(spans: readonly Span[], speaker: string | null = null) {
      events.push({ kind: "prompt", id: `p${line}`, at: at(), place: place(), spans, speaker });
      return builder;
    },
    runs(command: string, ok: boolean | null = true, output = "done", exitCode: number | null = ok === null ? null : ok ? 0 : 1) {
      return builder.calls("exec", { command }, ok, output, exitCode);
    },
    calls(tool: string, input: Readonly<Record<string, unknown>>, ok: boolean | null = true, output = "done", exitCode: number | null = null) {
      const call = `c${line}`;
      events.push({ kind: "call", id: call, at: at(), place: place(), tool, input });
      events.push({ kind: "result", id: call, at: at(), place: place(), ok, exitCode, status: null, durationMs: 5, text: output });
      return builder;
    },
    replies(text: string, failed: string | null = null) {
      events.push({ kind: "reply", id: `r${line}`, at: at(), place: place(), text, failed });
      return builder;
    },
    resets() {
      events.push({ kind: "reset", at: at(), place: place(), reason: "new" });
      return builder;
    },
    usesSkill(skill: string, text = "") {
      events.push({ kind: "skill-use", id: `k${line}`, at: at(), place: place(), skill, text });
      return builder;
    },
    repeatsLast() {
      const last = events.at(-1);
      if (last !== undefined) events.push(last);
      return builder;
    },
    build(): Conversation {
      return {
        id,
        adapter: "openclaw",
        agent: "main",
        key: null,
        path: `/logs/${id}.jsonl`,
        audience: "direct",
        project: null,
        startedAt: MARCH,
        runtime: null,
        ...more,
        events,
      };
    },
  };
  return builder;
}
