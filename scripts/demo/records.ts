import { digestOf } from "#kernel/digest";
import type { Call, SessionPlan, Turn } from "./plan.ts";

export type LogRecord = Readonly<Record<string, unknown> & { type: string; id: string; timestamp: string }>;
/** How a release writes: `old` for the file storage, `new` for the database (2026.9.6). */
export type Style = "old" | "new";

type Draft = Readonly<{ type: string; fields: Readonly<Record<string, unknown>> }>;

const CWD = "/home/ana/.openclaw/workspace";
const MODEL = { api: "example-api", provider: "example", model: "example-1" } as const;

/** Stable uuid of a name; the same plan gives the same bytes. */
export function uuidOf(...parts: readonly string[]): string {
  const hex = digestOf(parts.join("\n"));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Plan -> the records of the session in order, header first; a turn takes two minutes, a record three seconds. */
export function recordsOf(plan: SessionPlan, style: Style): readonly LogRecord[] {
  const id = uuidOf("session", plan.name);
  const header = { type: "session", version: style === "old" ? 3 : 4, id, timestamp: iso(plan.start), cwd: CWD };
  const records: LogRecord[] = [header];
  let parent: string | null = null;
  let time = plan.start;
  const add = ({ type, fields }: Draft): void => {
    time += 3000;
    const uuid = uuidOf(plan.name, String(records.length));
    const own: string = type === "reset" || style === "old" ? uuid.slice(0, 8) : uuid;
    const message = typeof fields["message"] === "object" ? { message: { ...fields["message"], timestamp: time - 700 } } : {};
    records.push({ type, id: own, parentId: parent, timestamp: iso(time), ...fields, ...message });
    parent = own;
  };
  for (const draft of opening()) add(draft);
  plan.turns.forEach((turn, index) => {
    time = Math.max(time, plan.start + index * 120_000);
    const runId = uuidOf(plan.name, "run", String(index));
    for (const draft of turnDrafts(turn, style, runId, plan, index)) add(draft);
  });
  return records;
}

const iso = (time: number): string => new Date(time).toISOString();

function opening(): readonly Draft[] {
  return [
    { type: "model_change", fields: { provider: "example", modelId: "example-1" } },
    { type: "thinking_level_change", fields: { thinkingLevel: "low" } },
    { type: "custom", fields: { customType: "model-snapshot", data: { provider: "example", modelId: "example-1" } } },
  ];
}

function turnDrafts(turn: Turn, style: Style, runId: string, plan: SessionPlan, index: number): readonly Draft[] {
  if (turn.raw === "/new" && style === "new") return [{ type: "reset", fields: { reason: "new" } }, ...opening().slice(0, 2)];
  if (turn.raw.startsWith("/")) return [user(turn, style, runId, plan), injected("Gateway: model example-1, 3 sessions, queue empty.")];
  const calls = turn.calls.flatMap((call, at) => callDrafts(call, style, uuidOf(plan.name, "call", String(index), String(at)), runId));
  const answer = turn.answer === null ? [] : [assistant([{ type: "text", text: turn.answer }], "stop", style, runId)];
  const mirror = style === "old" && plan.channel !== "webchat" && turn.answer !== null ? [delivery(turn.answer)] : [];
  return [
    user(turn, style, runId, plan),
    ...calls,
    ...answer,
    ...mirror,
    { type: "custom", fields: { customType: "openclaw:bootstrap-context:full", data: { files: 6 } } },
  ];
}

function user(turn: Turn, style: Style, runId: string, plan: SessionPlan): Draft {
  const kind = turn.machine === "inter_session" ? "inter_session" : "internal_system";
  const provenance = turn.machine === null ? {} : { provenance: { kind, sourceTool: turn.machine } };
  const person = turn.machine === null && plan.machine === null;
  const facts = style === "new" ? { idempotencyKey: `${runId}:user`, __openclaw: { senderIsOwner: person && turn.speaker === null } } : {};
  const content = style === "old" && plan.channel !== "webchat" ? [{ type: "text", text: turn.raw }] : turn.raw;
  return { type: "message", fields: { message: { role: "user", content, ...provenance, ...facts } } };
}

function assistant(content: readonly unknown[], stopReason: string, style: Style, runId: string): Draft {
  const usage = {
    input: 900,
    output: 40,
    cacheRead: 800,
    cacheWrite: 0,
    totalTokens: 1740,
    cost: { input: 0.001, output: 0.0004, cacheRead: 0.0001, cacheWrite: 0, total: 0.0015 },
  };
  const facts = style === "new" ? { __openclaw: { runId } } : {};
  return { type: "message", fields: { message: { role: "assistant", content, ...MODEL, usage, stopReason, ...facts } } };
}

const injected = (text: string): Draft => echo(text, "gateway-injected");
const delivery = (text: string): Draft => echo(text, "delivery-mirror");

function echo(text: string, model: string): Draft {
  return { type: "message", fields: { message: { role: "assistant", content: [{ type: "text", text }], provider: "openclaw", model, stopReason: "stop" } } };
}

function callDrafts(call: Call, style: Style, toolCallId: string, runId: string): readonly Draft[] {
  const thinking = { type: "thinking", thinking: `use ${call.tool}` };
  const nested = call.nested === true && style === "new";
  const block = nested
    ? { type: "toolCall", id: toolCallId, name: "tool_call", arguments: { id: `openclaw:core:${call.tool}`, args: call.input } }
    : { type: "toolCall", id: toolCallId, name: call.tool, arguments: call.input };
  const details = detailsOf(call, style);
  const content = [{ type: "text", text: call.output }];
  const envelope = { tool: { id: call.tool, name: call.tool, source: "core" }, result: { content, details } };
  const result = nested
    ? { toolName: "tool_call", content: [{ type: "text", text: JSON.stringify(envelope) }], details: envelope }
    : { toolName: call.tool, content, details };
  const copy = { customType: "openclaw.nested-tool.v1", excludeFromContext: true, display: false, content: "" };
  const again: Draft = {
    type: "message",
    fields: {
      message: {
        role: "custom",
        ...copy,
        details: { runId, parentToolCallId: toolCallId, toolCallId: `${toolCallId}-n`, toolName: call.tool, input: call.input, result: { content, details } },
      },
    },
  };
  const cache: Draft = { type: "custom", fields: { customType: "openclaw.cache-ttl", data: { frozenToolResults: [{ toolCallId, texts: [call.output] }] } } };
  return [
    assistant([thinking, block], "toolUse", style, runId),
    ...(nested ? [again] : []),
    {
      type: "message",
      fields: { message: { role: "toolResult", toolCallId, ...result, isError: call.isError, ...(style === "new" ? { __openclaw: { runId } } : {}) } },
    },
    ...(style === "new" ? [cache] : []),
  ];
}

function detailsOf(call: Call, style: Style): Readonly<Record<string, unknown>> {
  if (call.isError) return { status: "error", tool: call.tool, error: call.output };
  if (call.tool === "read") return { kind: "text", content: call.output };
  if (call.tool === "write") return { changed: true, created: true, diff: "", patch: "", firstChangedLine: 1 };
  if (call.exitCode === null) return {};
  if (style === "old") return { exitCode: call.exitCode, durationMs: 412 };
  return {
    status: "completed",
    exitCode: call.exitCode,
    exitSignal: null,
    exitReason: "exit",
    durationMs: 412,
    aggregated: call.output,
    noOutputTimedOut: false,
    cwd: CWD,
  };
}
