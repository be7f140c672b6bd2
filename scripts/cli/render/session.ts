import { visible } from "#kernel/visible";
import type { KeptSession } from "#pipeline/traces";
import { plural } from "./table.ts";

/** Kinds of evidence for the outcome, each once. */
const why = (one: KeptSession["requests"][number]): string => {
  const codes = [...new Set(one.outcome.because.map((reason) => reason.code))];
  return codes.length === 0 ? "" : ` (${codes.join(", ")})`;
};

/** A kept session for a person: where it comes from, what was counted, its requests with their outcomes. */
export function sessionText({ trace, requests, texts, normalized }: KeptSession): readonly string[] {
  const { counts } = trace;
  return [
    `${trace.id}  ${trace.adapter}${trace.runtime === null ? "" : ` (${visible(trace.runtime)})`}, agent ${visible(trace.agent)}${trace.startedAt === null ? "" : `, ${new Date(trace.startedAt).toISOString()}`}`,
    `  from ${visible(trace.path)}${trace.project === null ? "" : `, in ${visible(trace.project)}`}`,
    `  ${plural(counts.userPrompts, "prompt")}, ${plural(counts.assistantMessages, "answer")}, ${plural(counts.toolCalls, "tool call")}, ${plural(counts.redactions, "redaction")}; digest ${normalized.slice(0, 16)}`,
    ...requests.map((one) => `  ${one.id}  ${one.outcome.label}${why(one)}, ${plural(one.actions.length, "call")}  "${visible(one.text).slice(0, 100)}"`),
    ...(texts.length === 0 ? [] : [`  ${plural(texts.length, "message")} kept as words`]),
  ];
}
