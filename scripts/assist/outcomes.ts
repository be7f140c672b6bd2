import { OUTCOMES } from "#generated/answer-schemas";
import { validateOutcomes } from "#generated/validators";
import type { Question, QuestionPart } from "#kernel/ask";
import type { Json } from "#kernel/canonical-json";
import type { ModelOutcomes } from "#kernel/model-help";
import type { Request } from "#kernel/trace";
import { faultIn } from "./fault.ts";

const SYSTEM = `Each item is a request that a person made to an assistant, what the person said afterwards, and the calls that the assistant made with their results.
Say for each request number whether it went well: success, failure, or unknown when the item does not show it.
Prefer unknown. Calls without an error are no success by themselves.`;
/** More than this is no question for one answer. */
const MOST = 20;

/** Requests whose outcome the evidence leaves open -> the question how they went; null when there is none. */
export function outcomesQuestion(requests: readonly Request[]): Question | null {
  const asked = requests.slice(0, MOST);
  if (asked.length === 0) return null;
  return {
    purpose: "outcomes",
    system: SYSTEM,
    parts: asked.flatMap(partsOf),
    schema: OUTCOMES as Json,
    fault: faultIn(validateOutcomes),
    maxOutputTokens: 40 * asked.length + 60,
  };
}

function partsOf(request: Request, at: number): readonly QuestionPart[] {
  const label = (what: string) => `request ${at + 1}: ${what}`;
  return [
    { label: label("asked"), trust: "user", text: request.text.slice(0, 500).toWellFormed() },
    ...request.followUps.slice(0, 4).map((one) => ({ label: label("said later"), trust: "user" as const, text: one.text.slice(0, 300).toWellFormed() })),
    ...request.actions.slice(-6).map((one) => ({
      label: label("call"),
      trust: "tool" as const,
      text: `${one.line.slice(0, 200)} -> ${one.ok === null ? "result not known" : one.ok ? "no error" : `error ${one.error ?? ""}`}`.toWellFormed(),
    })),
  ];
}

/** How many were asked about, and a model's answer -> counts. A number twice counts as its first label; one that was not asked about counts for nothing. */
export function outcomesOf(asked: number, value: Json): ModelOutcomes {
  const { outcomes } = value as Readonly<{ outcomes: readonly Readonly<{ request: number; label: "success" | "failure" | "unknown" }>[] }>;
  const labels = new Map<number, string>();
  for (const one of outcomes) if (one.request <= asked && !labels.has(one.request)) labels.set(one.request, one.label);
  const count = (label: string) => [...labels.values()].filter((one) => one === label).length;
  return { asked, success: count("success"), failure: count("failure") };
}
